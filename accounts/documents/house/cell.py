"""What stands in one cell of a table that people fill in: texts, numbers and days, however they were typed."""

import re
from calendar import monthrange
from datetime import date, datetime
from typing import Any

from openpyxl.utils.datetime import from_excel

from accounts.rules.house.spelling import spelled, spelled_mobile, spelled_name, spelled_number

DAY = re.compile(r"(\d{4})\s*[-./年．]\s*(\d{1,2})(?:\s*[-./月．]\s*(\d{1,2}))?\s*[日月]?")
PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
FIRST_SERIAL, LAST_SERIAL = 18264, 73415  # 1950 to 2100
EARLIEST, LATEST = 1950, 2100


class Unreadable(Exception):
    """The cell does not hold what its column asks for."""


def text_of(value: Any) -> str:
    """Return the cell as text: a number without the “.0” that a spreadsheet adds, spelled as names are."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date()
    return spelled(str(value))


def name_of(value: Any) -> str:
    """Return the cell as a name: without the blanks that pad it."""
    return spelled_name(text_of(value))


def mobile_of(value: Any) -> str:
    """Return a mobile number, however it was divided."""
    return spelled_mobile(text_of(value))


def code_of(value: Any) -> str:
    """Return a number that is a name (工号, 手机号): half-width, without blanks."""
    return spelled_number(text_of(value))


def whole_number_of(value: Any) -> int | None:
    """Return a whole number from 0 on, or None for an empty cell."""
    text = text_of(value)
    if not text:
        return None
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise Unreadable
    return int(text)


def day_of(value: Any, *, last: bool = False) -> date | None:
    """Return a day, or None for an empty cell; a month alone is its first day, or its ``last``."""
    if isinstance(value, datetime):
        return _sane(value.date())
    if isinstance(value, date):
        return _sane(value)
    if isinstance(value, int | float) and FIRST_SERIAL <= value <= LAST_SERIAL:
        found = from_excel(value)
        return _sane(found.date()) if isinstance(found, datetime) else None
    text = text_of(value)
    if not text:
        return None
    text = text.removesuffix("00:00:00").strip()
    match = PACKED.fullmatch(text) or DAY.fullmatch(text)
    if match is None:
        raise Unreadable
    year, month, day = int(match[1]), int(match[2]), match[3]
    try:
        return _sane(date(year, month, int(day) if day else monthrange(year, month)[1] if last else 1))
    except ValueError:
        raise Unreadable from None


def _sane(day: date) -> date:
    if not EARLIEST <= day.year <= LATEST:
        raise Unreadable(f"不在 {EARLIEST}–{LATEST} 年之间，多半是格子里的数字被当成了日期。")
    return day
