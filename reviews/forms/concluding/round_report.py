"""The report upward: one text."""

from django import forms

from reviews.rules.concluding.round_report import TO_FILL, still_to_fill


class RoundReportForm(forms.Form):
    """What is filed; ``seen`` is the number of the report that the page showed, 0 for none."""

    text = forms.CharField(
        label="报告正文",
        help_text="一段一行；“一、”“（一）”开头的短行成为标题。标题、主送、署名、日期由系统排好。",
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 24}),
        error_messages={
            "required": "报告还是空的。重新打开这一页，可以从系统拟好的草稿改起。",
            "max_length": "最多 20000 字，现在有 %(show_value)d 字。",
        },
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        """Refuse a text with places that nobody has filled in."""
        text: str = self.cleaned_data["text"]
        left = still_to_fill(text)
        if left:
            raise forms.ValidationError(f"还有 {left} 处“{TO_FILL}……）”没有写。请写上；不需要，就把那一行删掉。")
        return text

    def clean_seen(self) -> int:
        """Read no number as none."""
        return self.cleaned_data["seen"] or 0
