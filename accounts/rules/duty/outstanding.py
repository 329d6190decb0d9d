"""Outstanding: what an organization still has to put right, as other apps and the handover see it (DESIGN §3)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Outstanding:
    """One open thing of one organization: ``due`` is a day or None, ``state`` a word, ``url`` where it is dealt with.

    ``since`` is the day on which it was noted, None where nobody knows.
    """

    key: str
    organization_id: int
    text: str
    due: date | None
    state: str
    url: str
    since: date | None = None


def by_due(found: list[Outstanding]) -> list[Outstanding]:
    """Sort the earliest day first, what has none last, otherwise as they came."""
    return sorted(found, key=lambda one: (one.due is None, one.due or date.min))
