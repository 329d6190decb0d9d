"""What the evaluation asks: of organizers a text for everybody, of superiors nothing with a date (DESIGN §1)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from accounts.models import Appointment, Person
from accounts.rules.matter import Matter
from accounts.services.matter import matters
from reviews.models import Round, Statement


@matters.register
def evaluations_to_write(people: Sequence[Person], today: date) -> list[Matter]:
    """Return, a matter a round, how many evaluations are not whole; nobody counts their own. One query for all."""
    reviewing = {
        post.organization_id for person in people for post in person.posts if post.role in Appointment.OVERSEEING_ROLES
    }
    found = _unevaluated(reviewing)
    return [
        _matter(round_id, count, person) for person in people for round_id, count in _counts(person, found) if count
    ]


Row = tuple[int, int, int, int]  # round, the organization that reviews, the one that is reviewed, its secretary


def _unevaluated(organizations: set[int]) -> list[Row]:
    if not organizations:
        return []
    waiting = (
        Statement.objects.reporting()
        .unevaluated()
        .filter(round__stage=Round.Stage.EVALUATING, round__organization__in=organizations)
        .order_by("round", "pk")
    )
    return list(waiting.values_list("round", "round__organization", "organization", "appointment__person"))


def _counts(person: Person, found: list[Row]) -> list[tuple[int, int]]:
    """Return (round, how many) for ``person``, leaving out themselves and their own unit."""
    seen_to = {post.organization_id for post in person.posts if post.role in Appointment.OVERSEEING_ROLES}
    at_home = {post.organization_id for post in person.posts}
    counts: dict[int, int] = defaultdict(int)
    for round_id, reviewing, reviewed, secretary in found:
        if reviewing in seen_to:
            counts[round_id] += reviewed not in at_home and secretary != person.pk
    return list(counts.items())


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
