"""Talks that wait (N3.4d): the organizer arranges them in time, the superior sees them and is never chased."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, Person
from accounts.rules.duty.matter import Matter
from rectification.models import Talk
from reviews.models import Round
from reviews.offers.matters.waiting import Row, Slice, part, slices

END_OF_WORK = time(17)
TO_HOLD = 31
PLACE = "consequence__outcome__decision__round__organization_id"


class Seat(NamedTuple):
    """Who looks after an organization's talks, and whether they are the secretary there."""

    person: Person
    leads: bool


def _talks(people: Sequence[Person]) -> list[QuerySet[Any]]:
    """Ask where talks are still to be held; what they say is fetched when there are some."""
    return [part(_waiting(_seats(people)), TO_HOLD, "pk", PLACE)]


def _waiting(seats: dict[int, list[Seat]]) -> QuerySet[Talk]:
    return Talk.objects.waiting().filter(**{f"{PLACE}__in": seats})


def _tell(rows: list[Row], people: Sequence[Person], today: date) -> list[Matter]:
    """Return what is still to be held, one matter a round and person; nobody is asked to talk with themselves.

    No name and no place stands in it: either would tell a grade wherever the message is read.
    """
    seats = _seats(people)
    found: dict[tuple[int, int], list[Talk]] = defaultdict(list)
    talks = _waiting(seats).for_pages().order_by("consequence__due", "pk") if rows else ()
    for talk in talks:
        place = talk.consequence.outcome.decision.round.organization_id
        for seat in seats[place]:
            if not talk.is_about(seat.person):
                found[place, seat.person.pk].append(talk)
    return [
        _matter(talks, seat, today)
        for place, there in seats.items()
        for seat in there
        for talks in _by_round(found.get((place, seat.person.pk), []))
    ]


slices.append(Slice(frozenset({TO_HOLD}), _talks, _tell))


def _seats(people: Sequence[Person]) -> dict[int, list[Seat]]:
    """Return who looks after the talks, by organization; a secretary who also organizes counts as secretary."""
    found: dict[int, dict[int, Seat]] = defaultdict(dict)
    for person in people:
        for post in person.posts:
            if post.role in Appointment.OVERSEEING_ROLES:
                before = found[post.organization_id].get(person.pk)
                leads = post.role in Appointment.REVIEWED_ROLES or (before is not None and before.leads)
                found[post.organization_id][person.pk] = Seat(person, leads)
    return {place: list(seats.values()) for place, seats in found.items()}


def _by_round(talks: list[Talk]) -> list[list[Talk]]:
    found: dict[int, list[Talk]] = defaultdict(list)
    for talk in talks:
        found[talk.consequence.outcome.decision.round_id].append(talk)
    return list(found.values())


def _matter(talks: list[Talk], seat: Seat, today: date) -> Matter:
    first = talks[0]
    round_: Round = first.consequence.outcome.decision.round
    day = first.consequence.due or today
    late = sum(talk.is_overdue(today) for talk in talks)
    reason = f"还有 {len(talks)} 次没有登记" + (f"，{late} 次过了期限。" if late else "。") + "谈过以后记下要求和表态。"
    return Matter(
        key=f"talks-{round_.pk}",
        person_id=seat.person.pk,
        title="约谈提醒",
        reason=reason,
        due=timezone.make_aware(datetime.combine(day, END_OF_WORK)),
        url=reverse("rectification:supervision", args=[round_.organization_id, round_.cycle.year]) + "#talks",
        action="去登记",
        schedule=None if seat.leads else round_.cycle.schedule,
    )
