"""What the page of many slips shows."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import Job, Organization, Person
from accounts.services.entry.password import good_until, is_expired
from accounts.services.people.person import waiting_for_password
from accounts.services.people.slips import ISSUE_ONE, SlipRow, new_key

SHOWN = 300  # slips on a page: forty sheets of paper


def again_page(person: Person, organization: Organization) -> dict[str, Any]:
    """Return the context that asks before many passwords are issued again."""
    lost = waiting_for_password(organization, actor=person, today=timezone.localdate(), again=True)
    back = reverse("accounts:organization", args=[organization.pk])
    return {"count": lost.count(), "whose": organization.short, "back": back, "slips_key": new_key()}


def person_again_page(person: Person) -> dict[str, Any]:
    """Return the context that asks before one person's password is issued again."""
    state = "expired" if person.account_state == "initial" and is_expired(person) else person.account_state
    back = reverse("accounts:person", args=[person.pk])
    return {"subject": person, "account": state, "whose": person.name, "back": back, "slips_key": new_key()}


def back_to(job: Job) -> str:
    """Return the page from which the slips were asked for."""
    name = "accounts:person" if job.kind == ISSUE_ONE else "accounts:organization"
    return reverse(name, args=[job.subject])


def slips_page(job: Job, rows: Sequence[SlipRow], start: str, *, address: str) -> dict[str, Any]:
    """Return the context: the slips from ``start`` on, and where the others begin; ``address`` is where one logs in."""
    asked = int(start) if start.isascii() and start.isdigit() else 0
    first = asked if asked < len(rows) else 0
    shown = rows[first : first + SHOWN]
    return {
        "job": job,
        "is_one": job.kind == ISSUE_ONE,
        "back": back_to(job),
        "slips": [
            {"organization": organization, "name": name, "number": number, "password": password}
            for organization, name, number, password in shown
        ],
        "good_until": good_until(job.finished_at),
        "address": address,
        "total": len(rows),
        "first": first + 1,
        "last": first + len(shown),
        "pages": [
            {"start": begin, "label": f"{begin + 1}–{min(begin + SHOWN, len(rows))}", "current": begin == first}
            for begin in range(0, len(rows), SHOWN)
        ],
    }
