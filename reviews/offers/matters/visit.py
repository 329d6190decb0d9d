"""What field research asks of organizers; superiors are never chased (DESIGN §1)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, Person
from accounts.rules.duty.matter import Matter
from reviews.models import Round, Statement
from reviews.rules.hearing.visit import SOON, is_time_to_go, named

END_OF_WORK = time(17, 0)


def unvisited_organizations(people: Sequence[Person], today: date) -> list[Matter]:
    """Return, a matter a round, who has not been visited when the meeting is near (N3.1b); two queries for all."""
    organizers: dict[int, list[int]] = defaultdict(list)
    for person in people:
        for post in person.posts:
            if post.role == Appointment.Role.ORGANIZER:
                organizers[post.organization_id].append(person.pk)
    if not organizers:
        return []
    soon = Round.objects.filter(
        organization__in=organizers, meeting_on__gt=today, meeting_on__lt=today + timedelta(days=SOON)
    ).order_by("pk")
    rounds = {round_.pk: round_ for round_ in soon if is_time_to_go(round_.stage, round_.meeting_on, today)}
    return [
        _matter(rounds[round_id], names, person_id)
        for round_id, names in _left(rounds).items()
        for person_id in organizers[rounds[round_id].organization_id]
    ]


def _left(rounds: dict[int, Round]) -> dict[int, list[str]]:
    """Return the short names of who is left, by round."""
    left: dict[int, list[str]] = defaultdict(list)
    if not rounds:
        return left
    statements = Statement.objects.reporting().filter(round__in=rounds).unvisited().in_order()
    for round_id, name in statements.values_list("round", "organization_short"):
        left[round_id].append(name)
    return left


def _matter(round_: Round, names: list[str], person_id: int) -> Matter:
    meeting = round_.meeting_on
    assert meeting is not None
    due = timezone.make_aware(datetime.combine(meeting - timedelta(days=1), END_OF_WORK))
    return Matter(
        key=f"round-unvisited-{round_.pk}",
        person_id=person_id,
        title="评议会前去实地看看",
        reason=f"{meeting.month}月{meeting.day}日开评议会，还没有去过：{named(names)}。",
        due=timezone.localtime(due),
        url=reverse("reviews:round_visits", args=[round_.pk]),
        action="看还有谁",
    )
