"""A cycle's values: what a share may be written as, and what an old notice leaves behind in a new one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

GRADE_NAMES = ("好", "较好", "一般", "差")  # N3.4a, the best first
FINEST = 1000  # denominators; three decimals suffice
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
OLD_WORDS = ("疫情防控",)
NEXT_YEAR_IS_FINE = 1  # a deadline may lie in January
MOST_REMINDERS = 8  # before a deadline, and again after it
FARTHEST = 60  # days
MOST_FOCUS_POINTS = 20
LONGEST_FOCUS = 60  # characters
NUMBER = re.compile(r"\d+")


def parse_share(text: str) -> Fraction:
    """Read a share as an office writes it: 1/3, 三分之一 as 1/3, 33.3% or 0.333; raises ValueError in Chinese."""
    cleaned = text.strip().replace("／", "/").replace("％", "%").replace("．", ".")
    try:
        share = Fraction(cleaned[:-1]) / 100 if cleaned.endswith("%") else Fraction(cleaned)
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1 or share.denominator > FINEST:
        raise ValueError("请写成 0 到 1 之间的分数，例如 1/3，或者百分数，例如 15%。")
    return share


def share_name(share: str) -> str:
    """Say a stored share as people do: 1/3 as it is, 3/20 as 15%."""
    fraction = Fraction(share)
    percent = fraction * 100
    return f"{percent}%" if percent.denominator == 1 else str(fraction)


def parse_days(text: str) -> tuple[int, ...]:
    """Read days as people write them: “7、3、1、0”, “7 3 1 当天”, nothing; raises ValueError in Chinese."""
    digits = text.replace("当天", "0")
    if re.sub(r"[\d\s、，,;；天和]", "", digits):
        raise ValueError("请写天数，用顿号隔开，例如“7、3、1、0”。")
    days = tuple(int(found) for found in NUMBER.findall(digits))
    check_days(days)
    return days


def check_days(days: Sequence[int]) -> None:
    """Refuse too many days, days too far away, and the same day twice; raises ValueError in Chinese."""
    if len(days) > MOST_REMINDERS:
        raise ValueError(f"最多提醒 {MOST_REMINDERS} 次。")
    if any(not 0 <= day <= FARTHEST for day in days):
        raise ValueError(f"每次请写 0 到 {FARTHEST} 之间的天数。")
    if len(set(days)) != len(days):
        raise ValueError("同一天不用写两次。")


def parse_focus(text: str) -> tuple[str, ...]:
    """Read focus points, one a line; raises ValueError in Chinese."""
    lines = tuple(dict.fromkeys(line.strip(" \t　；;。") for line in text.splitlines() if line.strip(" \t　；;。")))
    check_focus(lines)
    return lines


def check_focus(lines: Sequence[str]) -> None:
    """Refuse too many focus points and too long ones; raises ValueError in Chinese."""
    if len(lines) > MOST_FOCUS_POINTS:
        raise ValueError(f"最多写 {MOST_FOCUS_POINTS} 项，现在有 {len(lines)} 项。")
    if any(len(line) > LONGEST_FOCUS for line in lines):
        raise ValueError(f"每项最多 {LONGEST_FOCUS} 字，请只写关键词。")


def focus_name(line: str) -> str:
    """Say a focus point as people do: 师德师风 或 师德建设."""
    return " 或 ".join(term.strip() for term in re.split(r"[/／|｜]", line) if term.strip())


def days_name(days: Sequence[int], today: str) -> str:
    """Say days as people do: 7、3、1 天和当天; ``today`` is the word for 0. "" for none."""
    counted = "、".join(str(day) for day in days if day)
    words = [f"{counted} 天"] * bool(counted) + [today] * (0 in days)
    return "和".join(words)


@dataclass(frozen=True, slots=True)
class Leftover:
    """``words`` of an old notice in the text named ``where``."""

    where: str
    words: str


def leftovers(year: int, texts: Iterable[tuple[str, str]]) -> list[Leftover]:
    """Name other years and bygone formulations in (name, text) pairs, each once a text, in reading order."""
    fine = {str(year), str(year + NEXT_YEAR_IS_FINE)}
    found = []
    for where, text in texts:
        years = [match for match in YEAR.findall(text) if match not in fine]
        words = [word for word in OLD_WORDS if word in text]
        found += [Leftover(where, word) for word in dict.fromkeys(years + words)]
    return found
