"""What the auditor's page shows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Min
from django.http import QueryDict
from django.utils import timezone

from accounts.forms.trail.audit import AuditForm
from accounts.models import AuditEntry, Person
from accounts.models.trail.audit import words_in_use
from accounts.rules.trail.audit import Search
from accounts.services.trail.seal import last_seal
from accounts.services.trail.trail import kind_name, line_of, search_trail
from accounts.services.trail.verification import CHECKED

SHOWN = 50  # lines a page
COUNTED = 1000  # unsealed lines are counted up to here
PATIENCE = timedelta(minutes=10)  # the clock seals every minute


@dataclass(frozen=True, slots=True)
class SealState:
    """How far the trail is sealed; ``more`` where more wait than are counted, ``stalled`` where they wait too long."""

    until: datetime | None
    waiting: int
    more: bool
    stalled: bool


@dataclass(frozen=True, slots=True)
class Check:
    """The last check of the whole trail."""

    at: datetime
    who: str
    entries: int
    faults: int


def audit_page(person: Person, query: QueryDict) -> dict[str, Any]:
    """Return a page of the trail, the latest first; as many queries for one line as for a hundred thousand."""
    form = audit_form(query)
    search = form.search()
    before = form.before_or_none()
    above = AuditEntry.objects.visible_to(person).filter(pk=before).values_list("at", "pk").first() if before else None
    found = list(search_trail(person, search).latest_first(above)[: SHOWN + 1])
    shown = found[:SHOWN]
    asked = search.to_json()
    return {
        "form": form,
        "lines": [line_of(entry) for entry in shown],
        "asked": asked,
        "is_first": above is None,
        "first_url": f"?{urlencode(asked)}",
        "later_url": f"?{urlencode({**asked, 'before': shown[-1].pk})}" if len(found) > SHOWN else "",
        "one_object": shown[0].object_label if shown and search.object_id is not None else "",
        "seals": seal_state(timezone.now()),
        "check": last_check(person),
    }


def audit_form(query: QueryDict) -> AuditForm:
    """Return the form with the operations and kinds that the trail holds."""
    verbs, types = words_in_use()
    return AuditForm(
        query, verbs=verbs, kinds=sorted(((one, kind_name(one)) for one in types), key=lambda kind: kind[1])
    )


def asked_in(query: QueryDict) -> Search:
    """Return what a sent form looks for."""
    return audit_form(query).search()


def seal_state(now: datetime) -> SealState:
    """Return how far the trail is sealed at ``now``."""
    last = last_seal()
    unsealed = AuditEntry.objects.filter(pk__gt=last.last_id if last else 0).order_by("pk")
    found = unsealed[: COUNTED + 1].aggregate(waiting=Count("pk"), since=Min("at"))
    return SealState(
        until=last.at if last else None,
        waiting=min(found["waiting"], COUNTED),
        more=found["waiting"] > COUNTED,
        stalled=found["since"] is not None and found["since"] < now - PATIENCE,
    )


def last_check(person: Person) -> Check | None:
    """Return the last check of the trail."""
    entries = AuditEntry.objects.visible_to(person).filter(verb=CHECKED).select_related("actor")
    entry = entries.latest_first().first()
    if entry is None:
        return None
    return Check(entry.at, entry.actor.name if entry.actor else "系统", entry.after["entries"], entry.after["faults"])
