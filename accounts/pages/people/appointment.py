"""Who serves in an organization, now and before, a page at a time; and who leads those around it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import QueryDict

from accounts.models import Appointment, Organization, Person

LISTED = 50  # posts of a list at once
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


def posts_page(
    person: Person, organization: Organization, around: Sequence[Organization], query: QueryDict, *, today: date
) -> Posts:
    """Return who serves in ``organization``, and who leads it and ``around`` it: one query, however many ever served.

    Each knows as ``has_sheet`` whether ``person`` may open its handover. Who leads comes first; then the others by role, the latest first; those before by their last day.
    """
    after, before = query.get("posts", ""), query.get("former", "")
    leading, now, over = [], [], []
    places = {one.pk: one for one in (organization, *around)}
    sheets = Case(When(Appointment.handing(person, today), then=Value(True)), default=Value(False))
    for post in _rows(organization, places, _beyond(after, before), today).annotate(has_sheet=sheets):
        post.organization = places[post.organization_id]
        part = over if post.ends and post.ends < today else leading if _leads(post, today) else now
        part.append(post)
    leading.sort(key=lambda post: (post.starts, post.pk))  # on a day of two holders the one who came last
    now.sort(key=lambda post: (-ROLES.index(post.role), post.starts, post.pk), reverse=True)
    over.sort(key=lambda post: (post.ends, post.pk), reverse=True)
    own = [] if after else [post for post in reversed(leading) if post.organization_id == organization.pk]
    return Posts(
        leaders={post.organization_id: post for post in leading},
        posts=[*own, *now[:LISTED]],
        next=_now_key(now[LISTED - 1]) if len(now) > LISTED else "",
        former=over[:LISTED],
        former_next=_before_key(over[LISTED - 1]) if len(over) > LISTED else "",
    )


def _leads(post: Appointment, today: date) -> bool:
    return post.leads and post.starts <= today


def _rows(
    organization: Organization, places: Collection[int], beyond: tuple[Q, Q], today: date
) -> QuerySet[Appointment]:
    """Return who leads one of ``places`` today, and of those who serve or served in ``organization`` a page each."""
    (later, earlier), held = beyond, Q(ends=None) | Q(ends__gte=today)
    leads = held & Q(role__in=Appointment.REVIEWED_ROLES, starts__lte=today)
    own = Appointment.objects.filter(organization=organization)
    others = own.filter(held & later).exclude(role__in=Appointment.REVIEWED_ROLES, starts__lte=today)
    now = others.order_by(Case(*PLACES, output_field=IntegerField()), "-starts", "-pk")[: LISTED + 1]
    over = own.filter(earlier, ends__lt=today).order_by("-ends", "-pk")[: LISTED + 1]
    listed = leads | Q(pk__in=now.values("pk")) | Q(pk__in=over.values("pk"))
    return Appointment.objects.filter(listed, organization__in=places).select_related("person")


def _now_key(post: Appointment) -> str:
    return f"{ROLES.index(post.role)}.{post.starts}.{post.pk}"


def _before_key(post: Appointment) -> str:
    return f"{post.ends}.{post.pk}"


def _beyond(after: str, before: str) -> tuple[Q, Q]:
    """What stands beyond a place in the list of those held, and of those over; nonsense is the beginning."""
    later, earlier = Q(), Q()
    key, day = _read(NOW_KEY, after, 2)
    if key and day:
        place, pk = int(key[1]), int(key[3])
        later = Q(role__in=ROLES[place + 1 :]) | Q(role__in=ROLES[place : place + 1]) & _before(day, pk, "starts")
    key, day = _read(BEFORE_KEY, before, 1)
    if key and day:
        earlier = _before(day, int(key[2]), "ends")
    return later, earlier


def _before(day: date, pk: int, name: str) -> Q:
    return Q(**{f"{name}__lt": day}) | Q(**{name: day, "pk__lt": pk})


def _read(shape: re.Pattern[str], text: str, place: int) -> tuple[re.Match[str] | None, date | None]:
    key = shape.fullmatch(text)
    try:
        return key, date.fromisoformat(key[place]) if key else None
    except ValueError:
        return None, None
