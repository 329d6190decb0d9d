"""What the system administrator's list of accounts shows."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from accounts.forms.people.account import STATES, AccountsForm
from accounts.models import Appointment, Person

SHOWN = 50
CONDITIONS = {
    "none": Q(password__startswith=UNUSABLE_PASSWORD_PREFIX, is_active=True),
    "initial": Q(must_change_password=True, is_active=True),
    "disabled": Q(is_active=False),
}


def accounts_page(person: Person, query: QueryDict) -> dict[str, Any]:
    """Return a page of accounts by 工号, as many queries for one as for fifty."""
    form = AccountsForm(query)
    sought, state, after = form.chosen()
    found = Person.objects.administered_by(person).filter(CONDITIONS.get(state, Q()), staff_number__gt=after)
    if sought:
        found = found.matching(sought) | found.filter(mobile=sought)
    people = list(found.order_by("staff_number")[: SHOWN + 1])
    asked = {name: value for name, value in (("q", sought), ("state", state)) if value}
    later = urlencode({**asked, "after": people[SHOWN - 1].staff_number}) if len(people) > SHOWN else ""
    return {
        "form": form,
        "sought": sought,
        "state": state,
        "rows": _with_titles(people[:SHOWN]),
        "tabs": [(label, urlencode({**({"q": sought} if sought else {}), "state": value}), value) for value, label in STATES],
        "is_first": not after,
        "first_url": f"?{urlencode(asked)}",
        "later_url": f"?{later}" if later else "",
    }  # fmt: skip


def _with_titles(people: list[Person]) -> list[tuple[Person, str]]:
    titles: dict[int, list[str]] = {}
    for post in Appointment.objects.current(timezone.localdate()).for_pages().filter(person__in=people):
        titles.setdefault(post.person_id, []).append(post.title)
    return [(person, "、".join(titles.get(person.pk, []))) for person in people]
