"""Granting a delay."""

from django import forms

from reviews.forms.instant import instant_field


class DelayForm(forms.Form):
    """Until when, and why; whether that makes sense is the service's to say."""

    until = instant_field("准予延至", help_text="请写明几点，例如 17:00。")
    reason = forms.CharField(
        label="原因",
        max_length=200,
        help_text="例如：因公出差。书记看得到。",
        error_messages={"required": "请写明准予延交的原因。"},
    )
