"""What a plan asks: of the secretary who presides, to approve it (N4.1); never with a date: superiors are not chased."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import Appointment, Person
from accounts.rules.duty.matter import Matter
from reviews.models import Round
from reviews.offers.matters.waiting import Row, Slice, holders, part, slices

TO_APPROVE = 21


def _unapproved(people: Sequence[Person]) -> list[QuerySet[Any]]:
    """Ask for the rounds that cannot start before their plan is approved."""
    leaders = holders(people, Appointment.REVIEWED_ROLES)
    waiting = Round.objects.filter(
        stage=Round.Stage.PREPARING, plan_approved_by__isnull=True, organization__in=leaders
    )  # fmt: skip
    return [part(waiting, TO_APPROVE, "pk", "organization_id")]


def _tell(rows: list[Row], people: Sequence[Person], today: date) -> list[Matter]:
    """Return a matter for each secretary and round; what the rounds are called is fetched when there are some."""
    leaders = holders(people, Appointment.REVIEWED_ROLES)
    rounds = Round.objects.select_related("cycle").in_bulk([row.ref for row in rows]) if rows else {}
    return [_matter(rounds[row.ref], person_id) for row in rows for person_id in leaders[row.owner]]


slices.append(Slice(frozenset({TO_APPROVE}), _unapproved, _tell))


def _matter(round_: Round, person_id: int) -> Matter:
    return Matter(
        key=f"round-approve-{round_.pk}",
        person_id=person_id,
        title="审定述职评议方案",
        reason=f"{round_.organization_short}{round_.cycle.year} 年度的日期和名单已经拟好，看一眼，没有问题点一下就行。",
        due=None,
        url=reverse("reviews:round_plan", args=[round_.pk]),
        action="去审定",
    )
