"""The circulation: one text."""

from django import forms


class PublicationForm(forms.Form):
    """What is drafted; ``seen`` is the version that the page showed, 0 for none."""

    text = forms.CharField(
        label="通报正文",
        help_text="一段一行；“一、”“（一）”开头的短行成为标题。标题、主送、名单、署名、日期由系统排好。",
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 20}),
        error_messages={
            "required": "通报还是空的。重新打开这一页，可以从系统拟好的草稿改起。",
            "max_length": "最多 20000 字，现在有 %(show_value)d 字。",
        },
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        """Return the text with one kind of line break."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")
