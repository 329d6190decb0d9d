"""What meetings ask of people: plan one, be there, record it, confirm what was said. Nobody is chased for the last."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, Person
from accounts.rules.duty.matter import Matter
from reviews.models import Comment, Meeting, Round, Speech, Statement
from reviews.offers.matters.waiting import Row, Slice, holders, part, slices
from reviews.services.hearing.comment import OPEN_STAGES
from reviews.services.hearing.meeting import OPEN_STAGES as MEETING_STAGES

PLAN, TURN, RECORD, CONFIRM = KINDS = range(4)
ORGANIZERS = (Appointment.Role.ORGANIZER,)


def _parts(people: Sequence[Person]) -> list[QuerySet[Any]]:
    organizers, secretaries = holders(people, ORGANIZERS), holders(people, Appointment.REVIEWED_ROLES)
    to_plan = Statement.objects.reporting().filter(
        speech__isnull=True, round__stage=Round.Stage.MEETING, round__organization__in=list(organizers)
    )
    live = Meeting.objects.filter(round__stage__in=MEETING_STAGES).exclude(state=Meeting.State.CLOSED)
    turns = Speech.objects.filter(
        meeting__in=live, statement__organization__in=list(secretaries), spoken=True, step=Speech.Step.WAITING
    )
    records = live.filter(recorder__in=[person.pk for person in people])
    said = Comment.objects.filter(
        statement__speech__meeting__state=Meeting.State.CLOSED,
        confirmed_at__isnull=True,
        statement__round__stage__in=OPEN_STAGES,
        statement__round__organization__in=list(secretaries),
    ).exclude(text="")
    return [
        part(to_plan, PLAN, "round", "round__organization", counted=True),
        part(turns, TURN, "pk", "statement__organization"),
        part(records, RECORD, "pk", "recorder"),
        part(said, CONFIRM, "statement__round", "statement__round__organization", counted=True),
    ]


def _tell(rows: list[Row], people: Sequence[Person], today: date) -> list[Matter]:
    """Return the matters; turns and meetings are loaded only where there are any."""
    secretaries = holders(people, Appointment.REVIEWED_ROLES)
    themselves = {person.pk: [person.pk] for person in people}
    whose = (holders(people, ORGANIZERS), secretaries, themselves, secretaries)
    turns = _loaded(Speech.objects.select_related("meeting__round__cycle"), rows, TURN)
    meetings = _loaded(Meeting.objects.all(), rows, RECORD)
    words = (_to_plan, lambda row: _to_speak(turns[row.ref]), lambda row: _to_record(meetings[row.ref]), _to_confirm)
    return [
        Matter(person_id=person_id, **words[row.kind](row)) for row in rows for person_id in whose[row.kind][row.owner]
    ]


slices.append(Slice(frozenset(KINDS), _parts, _tell))


def _loaded(queryset: QuerySet[Any], rows: list[Row], kind: int) -> dict[int, Any]:
    ids = [row.ref for row in rows if row.kind == kind]
    return queryset.in_bulk(ids) if ids else {}


def _to_plan(row: Row) -> dict[str, Any]:
    return {
        "key": f"meeting-plan-{row.ref}",
        "title": "安排述职评议会",
        "reason": f"还有 {row.count} 人没有安排。可以开一场，也可以分几场；只有一人的开完补记一张表就行。",
        "due": None,
        "url": reverse("reviews:meetings", args=[row.ref]),
        "action": "去安排",
    }


def _to_speak(turn: Speech) -> dict[str, Any]:
    at = timezone.localtime(turn.meeting.at)
    place = f"第 {turn.order} 位" if turn.meeting.seed else "顺序还没有抽"
    minutes = turn.meeting.round.cycle.limits.speech_minutes
    return {
        "key": f"speech-{turn.pk}",
        "title": "到会述职",
        "reason": f"{at.month}月{at.day}日 {at:%H:%M}，{turn.meeting.place}，{place}，述职 {minutes} 分钟。",
        "due": at,
        "url": reverse("reviews:meeting", args=[turn.meeting_id]),
        "action": "看安排",
    }


def _to_record(meeting: Meeting) -> dict[str, Any]:
    return {
        "key": f"meeting-record-{meeting.pk}",
        "title": "到会场记录",
        "reason": f"{meeting.title}，{meeting.place}。",
        "due": timezone.localtime(meeting.at),
        "url": reverse("reviews:desk", args=[meeting.pk]),
        "action": "进入会场",
    }


def _to_confirm(row: Row) -> dict[str, Any]:
    return {
        "key": f"comments-confirm-{row.ref}",
        "title": "确认会上的点评",
        "reason": f"会场记下 {row.count} 份，没有出入的一次全部确认。什么时候看都行。",
        "due": None,
        "url": reverse("reviews:comments", args=[row.ref]),
        "action": "去确认",
    }
