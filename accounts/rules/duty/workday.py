"""Working days 工作日: the State Council's calendar, and what somebody has noted otherwise."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

import chinese_calendar

IsWorkday = Callable[[date], bool]

OPENS, CLOSES = time(9), time(18)  # between them messages may go out, never at night
SATURDAY = 5
FARTHEST = 60  # days; longer than any vacation, so that no search runs away


def is_workday(day: date, exceptions: Mapping[date, bool]) -> bool:
    """Whether ``day`` is worked: ``exceptions`` first, then the published calendar.

    The calendar of a year appears late in the year before; until then Monday to Friday, as far as nobody noted
    otherwise.
    """
    if day in exceptions:
        return exceptions[day]
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < SATURDAY


def is_published(year: int) -> bool:
    """Whether the calendar of ``year`` is known."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def workday_from(day: date, workday: IsWorkday) -> date:
    """Return the first working day from ``day`` on."""
    return _first(day, timedelta(days=1), workday)


def workday_until(day: date, workday: IsWorkday) -> date:
    """Return the last working day up to ``day``."""
    return _first(day, timedelta(days=-1), workday)


def _first(day: date, step: timedelta, workday: IsWorkday) -> date:
    return next((found for found in (day + n * step for n in range(FARTHEST)) if workday(found)), day)


def is_office_time(now: datetime, workday: IsWorkday) -> bool:
    """Whether messages may go out at ``now``, an instant in the office's own time zone."""
    return workday(now.date()) and OPENS <= now.time() < CLOSES
