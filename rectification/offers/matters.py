"""What rectification asks of people: items that come due, claims that wait for a √, requests for more time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, Organization, Person
from accounts.rules.duty.matter import Matter, Schedule
from accounts.services.duty.matter import matters
from rectification.models import Extension, Item, Ledger
from rectification.offers import talk_matters  # noqa: F401 - registers its offers
from rectification.rules.item import SOON_DAYS, Standing
from reviews.models import Outcome
from reviews.offers.matters.waiting import Row, Slice, part, slices
from reviews.rules.preparing.cycle import FARTHEST

END_OF_WORK = time(17)
TO_FILL = 30
Holders = dict[int, list[int]]


def _holders(people: Sequence[Person], *roles: str) -> Holders:
    """Return who of ``people`` holds one of ``roles``, by organization."""
    found: Holders = defaultdict(list)
    for person in people:
        for post in person.posts:
            if post.role in roles and person.pk not in found[post.organization_id]:
                found[post.organization_id].append(person.pk)
    return found


def _instant(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, END_OF_WORK))


@matters.register
def own_items(people: Sequence[Person], today: date) -> list[Matter]:
    """Return the items of secretaries that are due within days or overdue, and long-term ones to be reviewed."""
    holders = _holders(people, *Appointment.REVIEWED_ROLES)
    if not holders:
        return []
    far = today + timedelta(days=FARTHEST)
    coming = Q(state__in=["open", "returned"], deadline__lte=far) | Q(next_review__lte=far)
    found = Item.objects.filter(coming, ledger__organization__in=holders)
    items = [
        item
        for item in found.select_related("ledger__cycle", "ledger__organization").order_by("pk")
        if _is_pressing(item, today)
    ]
    late = {one.ledger.organization.parent_id for one in items if one.standing(today) is Standing.OVERDUE}
    organizers = _organizers(late, today) if late else {}
    return [
        _own(item, person_id, today, organizers) for item in items for person_id in holders[item.ledger.organization_id]
    ]


def _is_pressing(item: Item, today: date) -> bool:
    """Whether the item is due within days, or within what its year reminds of."""
    ahead = max((SOON_DAYS, *item.ledger.cycle.schedule.before))
    day = item.next_review or item.deadline
    return day is not None and day <= today + timedelta(days=ahead)


def _organizers(organizations: set[int | None], today: date) -> Holders:
    """Return who organizes which of ``organizations`` on ``today``: they are told when the reminders are used up."""
    found: Holders = defaultdict(list)
    posts = Appointment.objects.current(today).filter(role=Appointment.Role.ORGANIZER, organization__in=organizations)
    for organization, person in posts.order_by("pk").values_list("organization", "person"):
        found[organization].append(person)
    return found


def _own(item: Item, person_id: int, today: date, organizers: Mapping[int, list[int]]) -> Matter:
    day = item.next_review or item.deadline or today
    if item.is_long_term:
        title, action = "复核长期坚持的整改事项", "去复核"
    elif item.state == Item.State.RETURNED:
        title, action = "按退回意见继续整改", "去整改"
    else:
        late = item.standing(today) is Standing.OVERDUE
        title, action = ("整改逾期了，请改完申报" if late else "整改快到期了"), "去申报"
    reason = item.return_reason or item.problem
    url = reverse("rectification:item", args=[item.pk])
    told = organizers.get(item.ledger.organization.parent_id or 0, ())
    return Matter(
        f"item-{item.pk}", person_id, title, f"第 {item.number} 件：{reason}", _instant(day), url, action,
        schedule=_schedule(item), escalate_to=tuple(told),
    )  # fmt: skip


def _schedule(item: Item) -> Schedule:
    """Return the cycle's schedule; a long-term item is never overdue, so nobody is chased for it afterwards."""
    schedule = item.ledger.cycle.schedule
    return replace(schedule, after=()) if item.is_long_term else schedule


def _to_fill(people: Sequence[Person]) -> list[QuerySet[Any]]:
    """Ask for the ledgers that are open and not filed, once a feedback asks for them (N3.5a)."""
    told = Outcome.objects.current().filter(
        statement__organization=OuterRef("organization"),
        statement__round__cycle=OuterRef("cycle"),
        feedback__opened_at__isnull=False,
    )
    held = _holders(people, *Appointment.REVIEWED_ROLES)
    ledgers = Ledger.objects.filter(Exists(told), state=Ledger.State.DRAFTING, organization__in=held)
    return [part(ledgers, TO_FILL, "pk", "organization_id", number=F("cycle__year"))]


def _tell_to_fill(rows: list[Row], people: Sequence[Person], today: date) -> list[Matter]:
    holders = _holders(people, *Appointment.REVIEWED_ROLES)
    return [
        Matter(
            key=f"ledger-fill-{row.ref}",
            person_id=person_id,
            title="列整改清单",
            reason=f"{row.count} 年度整改台账已经建好，把指出的问题列进来，写全责任人、措施和时限后填报。",
            due=None,
            url=reverse("rectification:ledger", args=[row.ref]),
            action="去列账",
        )
        for row in rows
        for person_id in holders.get(row.owner, ())
    ]


slices.append(Slice(frozenset({TO_FILL}), _to_fill, _tell_to_fill))


@matters.register
def answers_awaited(people: Sequence[Person], today: date) -> list[Matter]:
    """Return how many claims wait for a √ and how many requests for an answer, in one query for all of ``people``.

    The √ is the own secretary's or the superior's, as the ledger says (DESIGN §6); more time is the superior's to give.
    """
    own = _holders(people, *Appointment.REVIEWED_ROLES)
    superior = _holders(people, *Appointment.REVIEWED_ROLES, Appointment.Role.ORGANIZER)
    counts = _waiting(own, superior) if superior else {}
    holders = {"own": own, "superior": superior, "more_time": superior}
    return [
        _awaited(kind, place, person_id, count)
        for (kind, place), count in counts.items()
        if count
        for person_id in holders[kind].get(place, ())
    ]


def _waiting(own: Holders, superior: Holders) -> dict[tuple[str, int], int]:
    """Return how many wait by (own | superior | more_time, organization) where ``own`` and ``superior`` may answer."""
    above = Q(ledger__organization__parent__in=superior)
    claimed = Q(ledger__tick_by="own", ledger__organization__in=own) | Q(ledger__tick_by="superior") & above
    asked = Q(extensions__state=Extension.State.ASKED) & above
    near = Organization.objects.filter(Q(pk__in=own) | Q(parent__in=superior))  # few: every ledger would be looked at
    rows = (
        Item.objects.filter(Q(state=Item.State.CLAIMED) & claimed | asked, ledger__organization__in=near)
        .values(tick_by=F("ledger__tick_by"), place=F("ledger__organization"), parent=F("ledger__organization__parent"))
        .annotate(
            claims=Count("pk", filter=Q(state=Item.State.CLAIMED), distinct=True),
            requests=Count("extensions", filter=Q(extensions__state=Extension.State.ASKED), distinct=True),
        )
        .order_by("place")
    )
    counts: dict[tuple[str, int], int] = defaultdict(int)
    for row in rows:
        counts["own" if row["tick_by"] == "own" else "superior", _ticker(row)] += row["claims"]
        counts["more_time", row["parent"]] += row["requests"]
    return counts


def _ticker(row: dict[str, Any]) -> int:
    place: int = row["place"] if row["tick_by"] == "own" else row["parent"]
    return place


AWAITED = {
    "own": ("核对申报，打“√”", "有 {count} 件已申报完成，等您核对后打“√”。", "去核对"),
    "superior": ("认定整改完成", "有 {count} 件申报等认定，可打“√”，也可写明还差什么退回。", "去认定"),
    "more_time": ("答复延期申请", "有 {count} 件申请延期，等您答复。", "去答复"),
}


def _awaited(kind: str, place: int, person_id: int, count: int) -> Matter:
    title, reason, action = AWAITED[kind]
    url = reverse("rectification:confirmations")
    return Matter(f"ledger-{kind}-{place}", person_id, title, reason.format(count=count), None, url, action)
