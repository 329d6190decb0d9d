"""A day that is worked, or is not, whatever the calendar says."""

from django import forms


class WorkdayForm(forms.Form):
    """The day, and what it is."""

    day = forms.DateField(
        label="日期",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请选日期。", "invalid": "请照 2027-02-08 的样子写日期。"},
    )
    is_workday = forms.TypedChoiceField(
        label="这一天",
        choices=(("no", "不上班"), ("yes", "上班")),
        coerce=lambda value: value == "yes",
        error_messages={"invalid_choice": "请选“上班”或“不上班”。", "required": "请选“上班”或“不上班”。"},
    )
    note = forms.CharField(label="说明", max_length=60, required=False, help_text="例如：春节、校庆、寒假。")
