"""Who serves in an organization, now and before, a page at a time; and who leads those around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, DateField, F, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict

from accounts.models import Appointment, Organization

LISTED = 50  # posts of a list at once
LEADING, NOW, BEFORE = range(3)
ROLES = list(Appointment.Role.values)  # secretaries first
PLACES = [When(role=role, then=Value(place)) for place, role in enumerate(ROLES)]
NOW_KEY = re.compile(r"([0-9])\.([0-9]{4}-[0-1][0-9]-[0-3][0-9])\.([0-9]{1,18})", re.ASCII)
BEFORE_KEY = re.compile(r"([0-9]{4}-[0-1][0-9]-[0-3][0-9])\.([0-9]{1,18})", re.ASCII)


@dataclass(slots=True)
class Posts:
    """What is listed of an organization; ``next`` and ``former_next`` say where the lists go on, "" at their ends."""

    leaders: dict[int, Appointment] = field(default_factory=dict)
    posts: list[Appointment] = field(default_factory=list)
    next: str = ""
    former: list[Appointment] = field(default_factory=list)
    former_next: str = ""


def posts_page(organization: Organization, around: Sequence[Organization], query: QueryDict, *, today: date) -> Posts:
    """Return who serves in ``organization``, and who leads it and ``around`` it: one query, however many ever served.

    Who leads comes first; then the others by role, the latest first; those before by their last day.
    """
    after, before = query.get("posts", ""), query.get("former", "")
    parts: list[list[Appointment]] = [[], [], []]
    for post in _rows(organization, around, _beyond(after, before, today), today):
        parts[post.part].append(post)  # type: ignore[attr-defined]
    leading, now, over = parts
    leading.sort(key=lambda post: (post.starts, post.pk))  # on a day of two holders the one who came last
    own = [] if after else [post for post in reversed(leading) if post.organization_id == organization.pk]
    return Posts(
        leaders={post.organization_id: post for post in leading},
        posts=[*own, *now[:LISTED]],
        next=_now_key(now[LISTED - 1]) if len(now) > LISTED else "",
        former=over[:LISTED],
        former_next=_before_key(over[LISTED - 1]) if len(over) > LISTED else "",
    )


def _rows(organization: Organization, around: Sequence[Organization], beyond: Q, today: date) -> QuerySet[Appointment]:
    over = Q(ends__lt=today)
    leads = Q(role__in=Appointment.REVIEWED_ROLES, starts__lte=today) & (Q(ends=None) | Q(ends__gte=today))
    whole = IntegerField()
    part = Case(When(over, then=BEFORE), When(leads, then=LEADING), default=NOW, output_field=whole)
    order = [
        Case(When(over, then=Value(0)), *PLACES, output_field=whole).asc(),
        Case(When(over, then=F("ends")), default=None, output_field=DateField()).desc(),
        Case(When(over, then=None), default=F("starts"), output_field=DateField()).desc(),
        F("pk").desc(),
    ]
    found = Appointment.objects.filter(organization__in=[organization, *around])
    placed = found.filter(leads | Q(organization=organization) & beyond).annotate(
        part=part, place=Window(RowNumber(), partition_by=part, order_by=order)
    )
    return placed.filter(Q(part=LEADING) | Q(place__lte=LISTED + 1)).for_pages().order_by("place")


def _now_key(post: Appointment) -> str:
    return f"{ROLES.index(post.role)}.{post.starts}.{post.pk}"


def _before_key(post: Appointment) -> str:
    return f"{post.ends}.{post.pk}"


def _beyond(after: str, before: str, today: date) -> Q:
    """The posts that stand beyond a place in their list, held and over; nonsense is the beginning."""
    later, earlier = Q(), Q()
    key, day = _read(NOW_KEY, after, 2)
    if key and day:
        place, pk = int(key[1]), int(key[3])
        later = Q(role__in=ROLES[place + 1 :]) | Q(role__in=ROLES[place : place + 1]) & _before(day, pk, "starts")
    key, day = _read(BEFORE_KEY, before, 1)
    if key and day:
        earlier = _before(day, int(key[2]), "ends")
    return (Q(ends=None) | Q(ends__gte=today)) & later | Q(ends__lt=today) & earlier


def _before(day: date, pk: int, name: str) -> Q:
    return Q(**{f"{name}__lt": day}) | Q(**{name: day, "pk__lt": pk})


def _read(shape: re.Pattern[str], text: str, place: int) -> tuple[re.Match[str] | None, date | None]:
    key = shape.fullmatch(text)
    try:
        return key, date.fromisoformat(key[place]) if key else None
    except ValueError:
        return None, None
