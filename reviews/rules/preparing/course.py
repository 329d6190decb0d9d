"""The course of a year as the home page shows it."""

from dataclasses import dataclass
from datetime import date, datetime

ORDER = ("preparing", "collecting", "meeting", "evaluating", "decided", "fed_back", "published", "archived")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: ``state`` is done, now or later; ``on`` a day or an instant, or None with a ``note`` instead."""

    label: str
    state: str
    on: date | datetime | None
    note: str = ""


def course(stage: str, issued_on: date, report_due: datetime, meeting_on: date | None) -> list[Step]:
    """Return the steps from the notice to rectification for a round in ``stage`` (N3)."""
    now = ORDER.index(stage)
    plan = (
        ("通知印发", 0, 0, issued_on, ""),
        ("交述职报告", 1, 1, report_due, ""),
        ("述职评议会", 2, 2, meeting_on, "" if meeting_on else "日期另行通知"),
        ("综合评价与反馈", 3, 6, None, "党组织会议研究后告知本人"),
        ("整改", 7, 7, None, "反馈后列出整改清单"),
    )
    return [Step(label, _state(now, first, last), on, note) for label, first, last, on, note in plan]


def _state(now: int, first: int, last: int) -> str:
    if last < now:
        return "done"
    return "now" if first <= now else "later"
