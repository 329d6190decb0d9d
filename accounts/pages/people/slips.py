"""What the page of many slips shows."""

from collections.abc import Sequence
from typing import Any

from accounts.models import Job
from accounts.services.people.person import good_until
from accounts.services.people.slips import SlipRow

SHOWN = 300  # slips on a page: forty sheets of paper


def slips_page(job: Job, rows: Sequence[SlipRow], start: str) -> dict[str, Any]:
    """Return the context: the slips from ``start`` on, and where the others begin."""
    asked = int(start) if start.isascii() and start.isdigit() else 0
    first = asked if asked < len(rows) else 0
    shown = rows[first : first + SHOWN]
    return {
        "job": job,
        "slips": [
            {"organization": organization, "name": name, "number": number, "password": password}
            for organization, name, number, password in shown
        ],
        "good_until": good_until(job.finished_at),
        "total": len(rows),
        "first": first + 1,
        "last": first + len(shown),
        "pages": [
            {"start": begin, "label": f"{begin + 1}–{min(begin + SHOWN, len(rows))}", "current": begin == first}
            for begin in range(0, len(rows), SHOWN)
        ],
    }
