"""What the author alone is told: earlier promises that the report does not answer, and points of the year's notice.

Nothing of it is stored with the report; each look asks anew (WORDCHECK §4).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import Person
from accounts.rules.duty.outstanding import Outstanding
from reviews.models import Report, Statement
from reviews.rules.collecting.follow_up import Promise
from reviews.rules.preparing.cycle import focus_name
from reviews.services.collecting.follow_up import promises, said_of
from reviews.wordcheck import Mention, mentions, untouched


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """An earlier matter, whether the report takes it up, where (None: nowhere), and whether the author said so."""

    promise: Promise
    is_mentioned: bool
    paragraph: int | None
    is_confirmed: bool


def follow_up_panel(
    person: Person, statement: Statement, report: Report | None, open_items: Sequence[Outstanding]
) -> dict[str, Any]:
    """Return what stands on the author's page while the version can still be mended; nothing for anybody else."""
    if report is None or not statement.is_own_of(person) or report.pk != statement.current_report_id:
        return {}
    if report.state == Report.State.ACCEPTED:
        return {}
    owed = promises(statement, open_items)
    said = said_of(statement) if owed else {}
    paragraphs = report.reading.paragraphs
    found = zip(owed, mentions(paragraphs, (one.text for one in owed)), strict=True)
    # In the order of what the system found: a tap must not let its row jump away.
    rows = [_row(one, seen, said) for one, seen in sorted(found, key=lambda pair: pair[1].found)]
    return {
        "follow_ups": rows,
        "unmentioned": sum(not row.is_mentioned for row in rows),
        "untouched": [focus_name(line) for line in untouched(paragraphs, statement.round.cycle.focus_points)],
    }


def _row(promise: Promise, seen: Mention, said: dict[str, bool]) -> FollowUpRow:
    confirmed = promise.key in said
    is_mentioned = said.get(promise.key, seen.found)
    return FollowUpRow(promise, is_mentioned, seen.paragraph if is_mentioned else None, confirmed)
