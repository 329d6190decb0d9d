"""Writing down what was seen on the spot, and handing its problem sentences on (N3.1b)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.services.trail import audit
from reviews.models import Round, Statement, Visit
from reviews.rules.hearing.sentence import carried, chosen, proposed
from reviews.rules.hearing.visit import may_be_written


class VisitClosed(Exception):
    """Nothing more may be written: the round is decided, or the visit was taken back; the message says so."""


class VisitOvertaken(Exception):
    """Somebody else has saved in between; the message says who and when, in Chinese."""


@dataclass(frozen=True, slots=True)
class VisitProblem:
    """A sentence that names a problem, and where it comes from."""

    text: str
    visit_id: int
    day: date
    place: str


def visit_problems(statement: Statement) -> list[VisitProblem]:
    """Return the problem sentences of all visits to an organization in its round, the earliest visit first."""
    visits = statement.visits.standing().order_by("day", "pk")
    return [VisitProblem(text, visit.pk, visit.day, visit.place) for visit in visits for text in visit.problems]


@transaction.atomic
def add_visit(
    statement: Statement, *, person: Person, day: date, place: str, companions: str, text: str, now: datetime
) -> Visit:
    """Keep a visit; sentences that look like problems are marked at once. Raises VisitClosed."""
    _lock_open(statement)
    visit = Visit.objects.create(
        statement=statement, day=day, place=place, companions=companions, text=text, problems=proposed(text),
        written_by=person, written_at=now, changed_by=person, changed_at=now,
    )  # fmt: skip
    audit.record(person, "记实地调研", visit, after={"day": day.isoformat()})
    return visit


@transaction.atomic
def change_visit(
    visit: Visit, *, person: Person, seen: int, day: date, place: str, companions: str, text: str, now: datetime
) -> Visit:
    """Change what the person saw as version ``seen``; marks of unchanged sentences stay as somebody set them.

    Raises VisitOvertaken where somebody else has saved in between, and VisitClosed.
    """
    fresh = _locked(visit, seen)
    problems = carried(text, before=fresh.text, marked=fresh.problems)
    fields = {"day": day, "place": place, "companions": companions, "text": text, "problems": problems}
    return _save(fresh, person, now, "修改实地调研", fields)


@transaction.atomic
def mark_visit(visit: Visit, *, person: Person, seen: int, places: Collection[int], now: datetime) -> Visit:
    """Mark the sentences at ``places`` and no others as naming a problem; raises as change_visit does."""
    fresh = _locked(visit, seen)
    return _save(fresh, person, now, "标出反映问题的句子", {"problems": chosen(fresh.text, places)})


@transaction.atomic
def withdraw_visit(visit: Visit, *, person: Person, seen: int, now: datetime) -> Visit:
    """Take a visit back that was written in the wrong place; raises as change_visit does."""
    fresh = _locked(visit, seen)
    return _save(fresh, person, now, "撤销实地调研", {"withdrawn": True})


def _lock_open(statement: Statement) -> None:
    """Lock the round, on which a decision queues too, and see that it is still open."""
    stage = Round.objects.select_for_update().get(pk=statement.round_id).stage
    if not may_be_written(stage):
        raise VisitClosed("这一轮已经研究确定，实地调研不能再记、再改。")


def _locked(visit: Visit, seen: int) -> Visit:
    """Return the visit as it stands now, if it is still the version that the person saw."""
    _lock_open(visit.statement)
    fresh = Visit.objects.for_pages().get(pk=visit.pk)
    if fresh.withdrawn:
        raise VisitClosed("这条调研已经撤销，不能再改。请另记一条。")
    if fresh.version != seen:
        at = timezone.localtime(fresh.changed_at)
        raise VisitOvertaken(
            f"{fresh.changed_by.name}在 {at:%H:%M} 改过这一条。您写的还在框里，请对照页面上的新内容再存。"
        )
    return fresh


def _save(visit: Visit, person: Person, now: datetime, verb: str, fields: dict[str, Any]) -> Visit:
    """Save what differs; the trail says which fields, not what they hold: nothing of it is released (DESIGN §4)."""
    changed = [name for name, value in fields.items() if getattr(visit, name) != value]
    if not changed:
        return visit
    for name in changed:
        setattr(visit, name, fields[name])
    visit.version, visit.changed_by, visit.changed_at = visit.version + 1, person, now
    visit.save(update_fields=[*changed, "version", "changed_by", "changed_at"])
    audit.record(person, verb, visit, after={"changed": changed})
    return visit
