"""What the security administrator's pages show: who holds which right."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from accounts.forms.people.rights import KINDS, RightsForm
from accounts.models import Appointment, Organization, Person

SHOWN = 50
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
