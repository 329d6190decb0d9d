"""Forms of a round's plan: its dates on one level or on all, and a plan signed on paper."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Person
from reviews.forms.instant import day_field, instant_field

OVER = "这个时间已经过了，请选后面的。"
BEFORE = "评议会不能排在交稿截止之前。"


def future(instant: datetime) -> datetime:
    """Return ``instant``, or refuse one that is over."""
    if instant <= timezone.now():
        raise forms.ValidationError(OVER)
    return instant


def meeting_after(form: forms.Form, due_name: str, meeting_name: str) -> None:
    """Refuse a meeting before the reports are due."""
    due, meeting = form.cleaned_data.get(due_name), form.cleaned_data.get(meeting_name)
    if due and meeting and meeting < timezone.localtime(due).date():
        form.add_error(meeting_name, BEFORE)


class DatesForm(forms.Form):
    """One round's dates. While it collects, the deadline is shown and stays."""

    report_due = instant_field("交稿截止", help_text="请写明几点，例如 17:00。")
    meeting_on = day_field("评议会日期", required=False, help_text="还没有定可以先空着。")

    def __init__(self, *args: Any, due_is_fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["report_due"].disabled = due_is_fixed
        self.due_is_fixed = due_is_fixed

    def clean_report_due(self) -> datetime:
        """Refuse a deadline that is over, unless it no longer changes."""
        instant: datetime = self.cleaned_data["report_due"]
        return instant if self.due_is_fixed else future(instant)

    def clean(self) -> dict[str, Any]:
        """Compare the two."""
        meeting_after(self, "report_due", "meeting_on")
        return self.cleaned_data


class OpenLevelsForm(forms.Form):
    """The dates of the top round, and those that all rounds below start from."""

    top_due = instant_field("本级：交稿截止", help_text="请写明几点，例如 17:00。")
    top_meeting = day_field("本级：评议会日期", required=False, help_text="还没有定可以先空着。")
    below_due = instant_field("下级各轮：交稿截止", help_text="各单位组织员在开始收稿前还可以调整自己的日期。")
    below_meeting = day_field("下级各轮：评议会日期", required=False)

    def clean_top_due(self) -> datetime:
        """Refuse a deadline that is over."""
        return future(self.cleaned_data["top_due"])

    def clean_below_due(self) -> datetime:
        """Refuse a deadline that is over."""
        return future(self.cleaned_data["below_due"])

    def clean(self) -> dict[str, Any]:
        """Compare each pair."""
        meeting_after(self, "top_due", "top_meeting")
        meeting_after(self, "below_due", "below_meeting")
        return self.cleaned_data


class SeenPlanForm(forms.Form):
    """The wording of the plan that was on the page."""

    number = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": "请从方案页面审定。"})


class PaperForm(SeenPlanForm):
    """Who signed the plan on paper, and on what day."""

    approved_by = forms.ModelChoiceField(
        label="签字人",
        queryset=Person.objects.none(),
        empty_label=None,
        error_messages={"required": "请选择签字的书记。", "invalid_choice": "请选择本级党组织的书记。"},
    )
    approved_on = day_field("签字日期")

    def __init__(self, *args: Any, leaders: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["approved_by"].queryset = leaders  # type: ignore[attr-defined]

    def clean_approved_on(self) -> date:
        """Refuse a day to come."""
        day: date = self.cleaned_data["approved_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("签字日期不能在今天之后。")
        return day
