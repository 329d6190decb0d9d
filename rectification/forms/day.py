"""How forms ask for a day."""

from typing import Any

from django import forms


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"] = {
            "invalid": "日期没有看懂，请按 2027-03-31 这样填写。",
            "required": "请选日期。",
            **kwargs["error_messages"],
        }
        super().__init__(**kwargs)


def words(rows: int, *, longest: int, required: str = "", **kwargs: Any) -> forms.CharField:
    """Return a field for a few sentences; ``required`` is the sentence for an empty one."""
    return forms.CharField(
        max_length=longest,
        required=bool(required),
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": required,
            "max_length": f"最多 {longest} 字，现在有 %(show_value)d 字。",
        },
        **kwargs,
    )
