"""What a statement's page adds about its deadline, its history, and the limits that its version was checked with."""

from typing import Any

from django.utils import timezone

from reviews.forms.collecting.delay import DelayForm
from reviews.models import LimitsVersion, Report, Statement
from reviews.pages.history import statement_history


def delay_page(
    statement: Statement,
    report: Report | None,
    *,
    organizes: bool,
    form: DelayForm | None = None,
    history: bool = False,
) -> dict[str, Any]:
    """Return that part of the context; ``organizes`` is whether the reader may grant delays."""
    delay = statement.current_delay
    return {
        "delay": delay,
        "delay_until": timezone.localtime(delay.until) if delay else None,
        "may_delay": organizes and _may_matter(statement),
        "delay_form": form or DelayForm(),
        "newer_limits": _newer_limits(statement, report) if report else None,
        "history": statement_history(statement) if history else None,
    }


def _may_matter(statement: Statement) -> bool:
    """Whether somebody could still be given more time."""
    if statement.is_exempt or statement.board_state == "accepted":
        return False
    return statement.round.stage in {"collecting", "meeting"}


def _newer_limits(statement: Statement, report: Report) -> LimitsVersion | None:
    """Return the version in force where ``report`` was checked with an older one."""
    cycle = statement.round.cycle
    if report.limits_number >= cycle.limits_number:
        return None
    return cycle.limits_versions.filter(number=cycle.limits_number).first()
