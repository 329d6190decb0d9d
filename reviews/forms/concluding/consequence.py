"""Noting that 人事 has signed for the list."""

from typing import Any

from django import forms
from django.utils import timezone

from reviews.forms.instant import day_field


class SentForm(forms.Form):
    """The day, who signed, and the rows that the page showed (``row``, one each)."""

    sent_on = day_field("送出日期")
    receipt = forms.CharField(
        label="签收人",
        max_length=40,
        error_messages={"required": "请填签收人姓名。", "max_length": "签收人最多 40 字。"},
    )

    def clean_sent_on(self) -> Any:
        """Refuse a day that has not come."""
        if self.cleaned_data["sent_on"] > timezone.localdate():
            raise forms.ValidationError("这一天还没有到。送到签收以后再登记。")
        return self.cleaned_data["sent_on"]

    def rows(self) -> list[int]:
        """Return the rows that were on the page; nonsense is left out."""
        listed = getattr(self.data, "getlist", lambda _: [])("row")
        return [int(one) for one in listed if one.isdecimal() and len(one) < 16]  # noqa: PLR2004
