"""What meetings ask of people: plan one, be there, record it, confirm what was said. Nobody is chased for the last."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, IntegerField, QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, Person
from accounts.rules.matter import Matter
from accounts.services.matter import matters
from reviews.models import Comment, Meeting, Round, Speech, Statement
from reviews.services.hearing.comment import OPEN_STAGES

Holders = dict[int, list[int]]
NOT_COUNTED = Value(0, IntegerField())


class Row(NamedTuple):
    """One thing that waits: ``ref`` is the round, the meeting or the turn, ``owner`` an organization or a person."""

    kind: int
    ref: int
    owner: int
    count: int


PLAN, TURN, RECORD, CONFIRM = range(4)


@matters.register
def meeting_matters(people: Sequence[Person], today: date) -> list[Matter]:
    """Return all of them. One query asks what there is; turns and meetings are loaded only where there are any."""
    organizers = _holders(people, lambda post: post.role == Appointment.Role.ORGANIZER)
    secretaries = _holders(people, lambda post: post.role in Appointment.REVIEWED_ROLES)
    themselves: Holders = {person.pk: [person.pk] for person in people}
    holders = (organizers, secretaries, themselves, secretaries)
    rows = [Row(*row) for row in _waiting(organizers, secretaries, themselves)]
    turns = _loaded(Speech.objects.select_related("meeting__round__cycle"), rows, TURN)
    meetings = _loaded(Meeting.objects.all(), rows, RECORD)
    words = (_to_plan, lambda row: _to_speak(turns[row.ref]), lambda row: _to_record(meetings[row.ref]), _to_confirm)
    return [
        Matter(person_id=person_id, **words[row.kind](row))
        for row in rows
        for person_id in holders[row.kind][row.owner]
    ]


def _holders(people: Sequence[Person], holds: Callable[[Appointment], bool]) -> Holders:
    """Return organization → people whose post there ``holds``."""
    found: Holders = defaultdict(list)
    for person in people:
        for post in person.posts:
            if holds(post):
                found[post.organization_id].append(person.pk)
    return found


def _waiting(organizers: Holders, secretaries: Holders, people: Holders) -> QuerySet[Any]:
    to_plan = Statement.objects.reporting().filter(
        speech__isnull=True, round__stage=Round.Stage.MEETING, round__organization__in=list(organizers)
    )
    turns = Speech.objects.filter(
        statement__organization__in=list(secretaries), spoken=True, step=Speech.Step.WAITING
    ).exclude(meeting__state=Meeting.State.CLOSED)
    records = Meeting.objects.filter(recorder__in=list(people)).exclude(state=Meeting.State.CLOSED)
    said = Comment.objects.filter(
        statement__speech__meeting__state=Meeting.State.CLOSED,
        confirmed_at__isnull=True,
        statement__round__stage__in=OPEN_STAGES,
        statement__round__organization__in=list(secretaries),
    ).exclude(text="")
    parts = (
        _part(to_plan, PLAN, "round", "round__organization", counted=True),
        _part(turns, TURN, "pk", "statement__organization"),
        _part(records, RECORD, "pk", "recorder"),
        _part(said, CONFIRM, "statement__round", "statement__round__organization", counted=True),
    )
    return parts[0].union(*parts[1:], all=True).order_by("kind", "ref")


def _part(rows: QuerySet[Any], kind: int, ref: str, owner: str, *, counted: bool = False) -> QuerySet[Any]:
    found = rows.order_by().values(kind=Value(kind, IntegerField()), ref=F(ref), owner=F(owner))
    return found.annotate(count=Count("pk") if counted else NOT_COUNTED).values_list("kind", "ref", "owner", "count")


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
