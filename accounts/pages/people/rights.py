"""What the security administrator's pages show: who holds which right, and what looks wrong among them."""

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Exists, OuterRef, Q
from django.http import QueryDict
from django.utils import timezone

from accounts.forms.people.rights import KINDS, RightsForm
from accounts.models import Appointment, Organization, Person

SHOWN = 50
UNUSED = timedelta(days=180)
ROLES = {
    "guarding": Q(role__in=Appointment.GUARDING_ROLES),
    "department": Appointment.top_organizer(),
    "organizer": Q(role=Appointment.Role.ORGANIZER),
    "leading": Q(role__in=Appointment.REVIEWED_ROLES),
}


def rights_page(person: Person, query: QueryDict) -> dict[str, Any]:
    """Return a page of the posts that carry a right, as many queries for one as for fifty."""
    form = RightsForm(query)
    sought, kind, after = form.chosen()
    held = Appointment.objects.still_held(timezone.localdate()).with_rights().visible_to(person)
    found = held.filter(ROLES.get(kind, Q()), pk__gt=after)
    if sought:
        people, places = Person.objects.matching(sought), Organization.objects.matching(sought)
        found = found.filter(Q(person__pk__among=people.values("pk")) | Q(organization__pk__among=places.values("pk")))
    posts = list(found.for_pages().order_by("pk")[: SHOWN + 1])
    kept = set(
        Appointment.objects.secured_by(person)
        .filter(pk__in=[post.pk for post in posts], ends=None)
        .values_list("pk", flat=True)
    )
    asked = {name: value for name, value in (("q", sought), ("kind", kind)) if value}
    return {
        "form": form,
        "sought": sought,
        "kind": kind,
        "rows": [(post, post.pk in kept) for post in posts[:SHOWN]],
        "tabs": [(label, urlencode({**({"q": sought} if sought else {}), "kind": value}), value) for value, label in KINDS],
        "vacant": vacant_guards(),
        "is_first": not after,
        "first_url": f"?{urlencode(asked)}",
        "later_url": f"?{urlencode({**asked, 'after': posts[SHOWN - 1].pk})}" if len(posts) > SHOWN else "",
    }  # fmt: skip


def vacant_guards() -> list[str]:
    """Return which of the three administrators nobody is."""
    held = Appointment.objects.current(timezone.localdate()).filter(person__is_active=True)
    taken = set(held.filter(role__in=Appointment.GUARDING_ROLES).values_list("role", flat=True))
    return [str(role.label) for role in Appointment.GUARDING_ROLES if role not in taken]


def check_page() -> dict[str, Any]:
    """Return what looks wrong among rights and accounts: at most fifty of each kind."""
    lists = _doubtful(timezone.localdate(), timezone.now() - UNUSED)
    found = [(heading, text, list(people.order_by("staff_number")[: SHOWN + 1])) for heading, text, people in lists]
    titles = _titles([one for _, _, people in found for one in people])
    return {
        "vacant": vacant_guards(),
        "lists": [
            (heading, text, [(one, titles.get(one.pk, "")) for one in people[:SHOWN]], len(people) > SHOWN)
            for heading, text, people in found
        ],
        "count": sum(len(people[:SHOWN]) for _, _, people in found),
        "is_more": any(len(people) > SHOWN for _, _, people in found),
    }


def _doubtful(today: date, idle: datetime) -> list[tuple[str, str, Any]]:
    """Return (heading, what to do, people) of every kind of doubt; ``idle`` is since when nobody may be away."""
    mine = Appointment.objects.current(today).with_rights().filter(person=OuterRef("pk"))
    guards = Exists(mine.filter(role__in=Appointment.GUARDING_ROLES))
    able = Person.objects.filter(is_active=True).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    powers = Appointment.objects.current(today).with_rights().order_by().values("person").annotate(count=Count("pk"))
    many = able.filter(pk__in=powers.filter(count__gte=2).values("person"))
    unposted = able.exclude(Exists(_any_post(today)))
    away = able.filter(Q(last_login__lt=idle) | Q(last_login__isnull=True, password_issued_at__lt=idle))
    return [
        ("管理员还有别的权限", "三类管理员要与书记、组织员分开，请结束其中一项。", many.filter(guards)),
        ("一人有几项权限", "书记兼组织员的，自己组织自己的评议：请核对是否确有必要。", many.exclude(guards)),
        ("没有任职，却可以登录", "离任的人不再需要账号：请告诉系统管理员停用。", unposted),
        ("180 天没有登录", "长期不用的账号可能已经没有人管：请核对后停用。", away),
    ]


def _any_post(today: Any) -> Any:
    return Appointment.objects.still_held(today).filter(person=OuterRef("pk"))


def _titles(people: list[Person]) -> dict[int, str]:
    titles: dict[int, list[str]] = {}
    held = Appointment.objects.current(timezone.localdate()).filter(person__in=people)
    for post in held.for_pages():
        titles.setdefault(post.person_id, []).append(post.title)
    return {pk: "、".join(found) for pk, found in titles.items()}
