"""Forms around a meeting. They clean; they do not act."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import Person
from reviews.models import Meeting, Round, Statement
from reviews.rules.hearing.meeting import Act
from reviews.services.hearing.meeting import Plan

USUAL_TIME = time(14, 30)
MOMENT = "%Y-%m-%dT%H:%M"
BAD_MOMENT = "时间没有看懂，请按 2026-12-22 14:30 这样填写。"
MOST_PEOPLE = 5000


class AttendanceForm(forms.Form):
    """When, where, and how many."""

    at = forms.DateTimeField(
        label="时间",
        input_formats=[MOMENT, "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
        error_messages={"required": "请填会议时间。", "invalid": BAD_MOMENT},
    )
    place = forms.CharField(label="地点", max_length=60, error_messages={"required": "请填会议地点。"})
    chair = forms.CharField(label="主持人", max_length=40, error_messages={"required": "请填主持人姓名。"})
    expected = forms.IntegerField(label="应到人数", required=False, min_value=0, max_value=MOST_PEOPLE)
    present = forms.IntegerField(label="实到人数", required=False, min_value=0, max_value=MOST_PEOPLE)

    def clean(self) -> dict[str, Any]:
        """Refuse more present than expected."""
        given = super().clean() or {}
        expected, present = given.get("expected"), given.get("present")
        if expected is not None and present is not None and present > expected:
            self.add_error("present", f"实到 {present} 人，比应到 {expected} 人还多。列席人员不算在内，请核对。")
        return given


class PlanForm(AttendanceForm):
    """A meeting: when, where, who records, and who speaks."""

    title = forms.CharField(label="会议名称", max_length=80, error_messages={"required": "请填会议名称。"})
    recorder = forms.CharField(
        label="记录人工号",
        max_length=20,
        required=False,
        help_text="会场上推进流程、记点评的人。不填，由组织员自己记。",
    )
    statements = forms.MultipleChoiceField(
        label="述职人",
        widget=forms.CheckboxSelectMultiple,
        help_text="现场述职的上台发言；书面述职的不上台，会上一并点评。",
        error_messages={
            "required": "请至少选一位述职人。",
            "invalid_choice": "有的述职人已安排在别的会议，请看一下名单。",
        },
    )
    field_order = ("title", "at", "place", "chair", "recorder", "expected", "present", "statements")

    def __init__(self, *args: Any, statements: list[Statement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statements = {str(one.pk): one for one in statements}
        self.fields["statements"].choices = [
            (key, f"{one.person.name}　{one.organization_short}　{one.get_mode_display()}")
            for key, one in self.statements.items()
        ]

    def clean_recorder(self) -> Person | None:
        """Return the person with this number."""
        number = self.cleaned_data["recorder"]
        person = Person.objects.by_login(number) if number else None
        if number and person is None:
            raise forms.ValidationError(f"没有找到工号 {number}。请核对，或留空由组织员自己记。")
        return person

    def plan(self) -> Plan:
        """Return what was filled in."""
        chosen = [self.statements[key] for key in self.cleaned_data["statements"]]
        return Plan(
            **{name: self.cleaned_data[name] for name in self.fields if name != "statements"}, statements=chosen
        )


class SmallMeetingForm(AttendanceForm):
    """A meeting of one speaker, noted after it: date, place, present, comment."""

    spoken_by = forms.CharField(label="点评人", max_length=40, error_messages={"required": "请填点评人姓名。"})
    text = forms.CharField(
        label="点评",
        max_length=5000,
        help_text="原话记下来就行，至少点到一个具体问题。",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "请记下点评。", "max_length": "点评最多 5000 字，现在有 %(show_value)d 字。"},
    )

    def plan(self, statement: Statement) -> Plan:
        """Return what was filled in, as the plan of a meeting that is over."""
        names = ("at", "place", "chair", "expected", "present")
        title = f"{statement.organization_short}述职评议会"
        return Plan(
            title=title, recorder=None, statements=[statement], **{name: self.cleaned_data[name] for name in names}
        )


class StepForm(forms.Form):
    """One step in the hall, with the beat that the page showed."""

    act = forms.ChoiceField(choices=[(act.value, act.value) for act in Act])
    beat = forms.IntegerField(min_value=0)
    speech = forms.IntegerField(min_value=0, required=False)


class DrawForm(forms.Form):
    """The draw; the reason is asked for the second time."""

    beat = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = forms.CharField(label="重抽的原因", max_length=200, required=False)


class MinutesForm(forms.Form):
    """The minutes, as saved or as drafted."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    text = forms.CharField(
        label="会议记录",
        max_length=50000,
        widget=forms.Textarea(attrs={"rows": 24}),
        error_messages={"required": "会议记录不能是空的。"},
    )


def first_plan(round_: Round, chair: str, statements: list[Statement]) -> dict[str, Any]:
    """Return what a new plan starts with: the planned day, everybody on stage and in writing."""
    day = round_.meeting_on or timezone.localdate() + timedelta(days=7)
    return {
        "title": f"{round_.organization_short}{round_.cycle.year}年度基层党组织书记抓基层党建述职评议会",
        "at": timezone.make_aware(datetime.combine(day, USUAL_TIME)),
        "chair": chair,
        "statements": [str(one.pk) for one in statements],
    }


def known_plan(meeting: Meeting) -> dict[str, Any]:
    """Return the plan as it stands."""
    return {
        "title": meeting.title, "at": meeting.at, "place": meeting.place, "chair": meeting.chair,
        "recorder": meeting.recorder.staff_number if meeting.recorder else "",
        "expected": meeting.expected, "present": meeting.present,
        "statements": [str(pk) for pk in meeting.speeches.values_list("statement", flat=True)],
    }  # fmt: skip
