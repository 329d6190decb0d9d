"""Who did what to an object, when: from the audit trail, for a fold at the end of the object's page."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, Q

from accounts.models import AuditEntry

SHOWN = 60
Note = Callable[[AuditEntry], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened; ``missing`` is what was left open when it was done."""

    at: datetime
    who: str
    what: str
    note: str = ""
    missing: tuple[str, ...] = ()


def reason_of(entry: AuditEntry) -> str:
    """The reason that was given, if one was."""
    return str(entry.after.get("reason") or "")


def history_of(obj: Model, verbs: Collection[str], note: Note = reason_of) -> list[Line]:
    """Return what was done to ``obj``, the latest first.

    ``verbs`` are named one by one: what another slice writes on the same row may not be for these eyes (DESIGN §4).
    """
    return trail(Q(object_type=obj._meta.label_lower, object_id=obj.pk, verb__in=verbs), note)


def trail(condition: Q, note: Note = reason_of) -> list[Line]:
    """Return the lines of the trail that ``condition`` names, the latest first."""
    entries = AuditEntry.objects.filter(condition).select_related("actor").order_by("-pk")[:SHOWN]
    return [Line(one.at, one.actor.name if one.actor else "系统", one.verb, note(one)) for one in entries]


def latest_first(lines: Iterable[Line]) -> list[Line]:
    """Bring lines of several sources into one order."""
    return sorted(lines, key=lambda line: line.at, reverse=True)[:SHOWN]
