"""Forms around a comment. They clean; they do not act."""

from django import forms

from reviews.services.hearing.comment import Words

LONGEST = 5000  # characters
MOST_SENTENCES = 400
NAME = forms.TextInput(attrs={"class": "form-control"})


class CommentForm(forms.Form):
    """One text and the ticks of its sentences; an empty text is a comment not yet written."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    spoken_by = forms.CharField(
        label="点评人", max_length=40, widget=NAME, error_messages={"required": "请填点评人姓名。"}
    )
    text = forms.CharField(
        label="点评",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "class": "form-control", "placeholder": "边听边记，或把稿子粘贴进来"}),
        error_messages={"max_length": f"点评最多 {LONGEST} 字，现在有 %(show_value)d 字。"},
    )

    def words(self) -> Words:
        """Return what was typed and ticked; the boxes are the sentences themselves."""
        return Words(
            spoken_by=self.cleaned_data["spoken_by"],
            text=self.cleaned_data["text"].replace("\r\n", "\n"),
            shown=self._boxes("shown"),
            ticked=self._boxes("problem"),
        )

    def _boxes(self, name: str) -> list[str]:
        getlist = getattr(self.data, "getlist", lambda _: [])
        return list(getlist(name)[:MOST_SENTENCES])


class AsideForm(forms.Form):
    """Somebody else's comment, beside the primary one."""

    spoken_by = forms.CharField(label="姓名", max_length=40, widget=NAME, error_messages={"required": "请填姓名。"})
    text = forms.CharField(
        label="点评",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        error_messages={"required": "请记下点评。"},
    )
