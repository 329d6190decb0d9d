"""What the evaluation asks: of organizers a text for everybody, of superiors nothing with a date (DESIGN §1)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from accounts.models import Appointment, Person
from accounts.rules.duty.matter import Matter
from reviews.models import Round, Statement
from reviews.offers.matters.waiting import Row, Slice, holders, part, slices

TO_EVALUATE = 20


def _unevaluated(people: Sequence[Person]) -> list[QuerySet[Any]]:
    """Ask for the statements whose evaluation is not whole, each with the unit and the secretary whom it is about."""
    waiting = Statement.objects.reporting().unevaluated().filter(
        round__stage=Round.Stage.EVALUATING, round__organization__in=holders(people, Appointment.OVERSEEING_ROLES)
    )  # fmt: skip
    unit, secretary = F("organization_id"), F("appointment__person_id")
    return [part(waiting, TO_EVALUATE, "round", "round__organization_id", number=unit, writer=secretary)]


def _tell(rows: list[Row], people: Sequence[Person], today: date) -> list[Matter]:
    """Return, a matter a round, how many evaluations are not whole; nobody counts themselves or their own unit."""
    return [
        _matter(round_id, count, person)
        for person in people
        for round_id, count in _counts(person, rows).items()
        if count
    ]


def _counts(person: Person, rows: list[Row]) -> dict[int, int]:
    seen_to = {post.organization_id for post in person.posts if post.role in Appointment.OVERSEEING_ROLES}
    at_home = {post.organization_id for post in person.posts}
    counts: dict[int, int] = defaultdict(int)
    for row in rows:
        if row.owner in seen_to:
            counts[row.ref] += row.count not in at_home and row.writer != person.pk
    return counts


slices.append(Slice(frozenset({TO_EVALUATE}), _unevaluated, _tell))


def _matter(round_id: int, count: int, person: Person) -> Matter:
    return Matter(
        key=f"evaluations-{round_id}",
        person_id=person.pk,
        title="拟定综合评价意见",
        reason=f"还有 {count} 人没有拟全。意见已按点评、调研和报告里的话起草，改定就行；等次由党组织集体研究确定。",
        due=None,
        url=reverse("reviews:grades", args=[round_id]),
        action="去拟定",
    )
