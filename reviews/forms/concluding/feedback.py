"""Giving feedback, and what comes back."""

from typing import Any

from django import forms
from django.utils import timezone

from reviews.forms.instant import day_field

LONGEST = 1000
FULL = {"max_length": f"最多 {LONGEST} 字，现在有 %(show_value)d 字。"}


class TalkForm(forms.Form):
    """Who talked to the person, and when (N3.4d)."""

    talked_on = day_field("哪天谈的")
    talked_by = forms.CharField(
        label="谈话人",
        max_length=40,
        error_messages={"required": "请填谈话人姓名。", "max_length": "谈话人最多 40 字。"},
    )

    def clean_talked_on(self) -> Any:
        """Refuse a day that has not come."""
        if self.cleaned_data["talked_on"] > timezone.localdate():
            raise forms.ValidationError("这一天还没有到。谈过以后再登记。")
        return self.cleaned_data["talked_on"]


class ObjectionForm(forms.Form):
    """One text from the person."""

    objection = forms.CharField(
        label="哪里不符合实际，依据是什么",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "请写明异议。没有异议，不用提交。", **FULL},
    )


class AnswerForm(forms.Form):
    """One text from the organizer."""

    answer = forms.CharField(
        label="答复",
        max_length=LONGEST,
        help_text="本人马上看得到。需要更正等次或意见的，另由会议研究，用“更正”登记。",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "请写答复。", **FULL},
    )
