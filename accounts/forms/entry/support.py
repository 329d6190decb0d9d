"""Why somebody's pages are looked at."""

from django import forms


class SupportForm(forms.Form):
    """The reason, which the auditor reads."""

    reason = forms.CharField(
        label="为什么要看", max_length=100, help_text="例如：电话里说找不到交稿的地方。写进审计记录。",
        error_messages={"required": "请写一句为什么要看。"},
    )  # fmt: skip
