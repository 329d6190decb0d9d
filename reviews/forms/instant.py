"""Days and instants as people type them; a deadline always says its hour (DESIGN §5)."""

from typing import Any

from django import forms


def day_field(label: str, **options: Any) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "日期没有看懂，请按 2026-12-15 这样填写。", "required": "请填写日期。"},
        **options,
    )


def instant_field(label: str, **options: Any) -> forms.DateTimeField:
    """Return a field for a day with its hour."""
    return forms.DateTimeField(
        label=label,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "invalid": "时间没有看懂，请按 2026-12-15 17:00 这样填写。",
            "required": "请填写日期和几点。",
        },
        **options,
    )
