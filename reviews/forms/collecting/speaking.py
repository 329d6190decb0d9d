"""Which paragraphs are spoken."""

from typing import Any

from django import forms

from reviews.models import Report


class SpeakingForm(forms.Form):
    """Tick boxes; ``report`` and ``seen`` say what the page showed."""

    kept = forms.TypedMultipleChoiceField(
        label="要讲的段落",
        coerce=int,
        error_messages={
            "required": "一段也没有留。请至少勾一段要讲的。",
            "invalid_choice": "有的段落已经不在当前稿里，请看新的页面后再选。",
        },
    )
    report = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, shown: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].choices = [(one.index, one.index) for one in shown.reading.paragraphs]

    def ticked(self) -> list[int]:
        """Return what was ticked, whether the form is valid or not: it comes back so."""
        return [int(one) for one in self.data.getlist("kept") if one.isdigit()]
