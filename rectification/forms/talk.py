"""Noting a talk after it was held (N3.4d)."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from rectification.forms.day import DayField, words


class TalkForm(forms.Form):
    """What the record says; ``seen`` is the version that the page showed, ``decided_on`` the day of the decision."""

    held_on = DayField(label="约谈日期")
    talked_by = forms.CharField(
        label="约谈人", max_length=40, error_messages={"required": "请写谁谈的。", "max_length": "最多 40 字。"}
    )
    reason = words(4, longest=2000, required="请写事由。", label="事由", help_text="照研究结果写好了，可以改。")
    demands = words(4, longest=2000, required="请写提了什么要求。", label="要求")
    reply = words(3, longest=2000, label="本人表态", help_text="本人怎么说的，照原话记。没有表态就空着。")
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, decided_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decided_on = decided_on

    def clean_held_on(self) -> date:
        """Refuse a day that has not come, and one before the decision from which the talk follows."""
        day: date = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("这一天还没有到，谈过以后再登记。")
        if day < self.decided_on:
            on = f"{self.decided_on.year}年{self.decided_on.month}月{self.decided_on.day}日"
            raise forms.ValidationError(f"约谈在党组织会议研究（{on}）之后，请看看日期。")
        return day

    def clean_seen(self) -> int:
        """Return the version, 0 where there was none."""
        return self.cleaned_data["seen"] or 0
