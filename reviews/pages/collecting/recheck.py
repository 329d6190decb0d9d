"""What checking anew came to: on a report's page, in a round's list, and how many still wait for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.models import Person
from reviews.models import Cycle, LimitsVersion, Recheck, Report, Round
from reviews.pages.preparing.cycle import changes
from reviews.rules.collecting.recheck import conclusion
from reviews.rules.collecting.report import may_decide
from reviews.services.collecting.recheck import under_way


@dataclass(frozen=True, slots=True)
class Notice:
    """Another conclusion than before: ``changes`` of what is asked, and the two conclusions."""

    at: datetime
    changes: list[str]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecheckRow:
    """A report that was checked anew, and its two conclusions."""

    report: Report
    before: str
    after: str


def recheck_notice(report: Report, cycle: Cycle) -> Notice | None:
    """Return what to tell on the page of ``report`` where its last check anew came to something else."""
    if report.limits_number == 1:
        return None
    last = report.rechecks.filter(limits_number=report.limits_number).first()
    if last is None or not last.is_changed:
        return None
    row = _row(last)
    at = timezone.localtime(last.checked_at)
    return Notice(at, changed_limits(cycle, report.limits_number), row.before, row.after)


def changed_limits(cycle: Cycle, number: int) -> list[str]:
    """Say what version ``number`` changed against the one before."""
    versions = {one.number: one for one in cycle.limits_versions.filter(number__in=[number, number - 1])}
    return _changes(versions, number)


def _changes(versions: dict[int, LimitsVersion], number: int) -> list[str]:
    if not {number, number - 1} <= versions.keys():
        return []
    return changes(versions[number].limits_json, versions[number - 1].limits_json)


def recheck_page(person: Person, round_: Round) -> dict[str, Any]:
    """Return what came out differently in ``round_`` by the limits in force; five queries."""
    number = round_.cycle.limits_number
    found = Recheck.objects.visible_to(person).of_round(round_).filter(limits_number=number)
    rows = [_row(one) for one in found.changed().for_list()]
    checked = found.order_by("-checked_at").select_related("checked_by").first()
    return {
        "round": round_,
        "rows": rows,
        "checked": found.count(),
        "last": checked,
        "number": number,
        "changes": changed_limits(round_.cycle, number),
        "going": under_way(round_.cycle, round_),
        "left": Report.objects.checked_before(round_.cycle).filter(statement__round=round_).count(),
        "is_organizer": round_.is_organized_by(person),
    }


def _row(one: Recheck) -> RecheckRow:
    before = conclusion(one.verdict_before, one.broken_before)
    return RecheckRow(one.report, before, conclusion(one.verdict_after, one.broken_after))


def left_to_recheck(round_: Round, reports: Sequence[Report | None]) -> int:
    """Return how many of a round's current ``reports`` were checked by what was asked before."""
    if not may_decide(round_.stage):
        return 0
    return sum(one is not None and one.limits_number < round_.cycle.limits_number for one in reports)
