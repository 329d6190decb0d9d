"""Counting 测评票 and saying what may be shown of them (DESIGN §5 Poll, §7). Pure: sheets in, counts out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reviews.rules.hearing.grade import GRADES

SHOWN_FROM = 5  # valid sheets
FLOOR = 3  # what a named person may lower it to
SMALL = 7  # a meeting of so few people shows no poll
PROMISE = "本系统不记录票与人的对应；会场监控、网络设备不归本系统管；写文字意见请勿暴露身份。"

Choices = Mapping[str, str]  # statement id → key of a grade; blank ones are absent


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sheets gave one secretary each grade, in the order of GRADES, and how many left them blank."""

    grades: tuple[int, ...]
    blank: int

    @property
    def valid(self) -> int:
        """All valid sheets."""
        return sum(self.grades) + self.blank


@dataclass(frozen=True, slots=True)
class Balance:
    """发出 = 收回（有效 + 作废）+ 未交."""

    issued: int
    valid: int
    void: int

    @property
    def used(self) -> int:
        """Handed in."""
        return self.valid + self.void

    @property
    def unused(self) -> int:
        """Never handed in."""
        return self.issued - self.used


def fits(*, uses_poll: bool, speakers: int, people: int | None) -> bool:
    """Whether a meeting has poll pages at all: seven people, or one speaker before few, need none (DESIGN §1)."""
    if not uses_poll or speakers == 0 or (people is not None and people <= SMALL):
        return False
    return speakers > 1 or people is not None


def count(sheets: Iterable[Choices], statements: Sequence[int]) -> dict[int, Counts]:
    """Count valid sheets for every one of ``statements``."""
    tallies: dict[int, Counter[str]] = {pk: Counter() for pk in statements}
    for choices in sheets:
        for pk in statements:
            tallies[pk][choices.get(str(pk), "")] += 1
    return {pk: Counts(tuple(found[grade] for grade in GRADES), found[""]) for pk, found in tallies.items()}


def is_shown(valid: int, shown_from: int) -> bool:
    """Whether so many valid sheets are enough to show their counts."""
    return valid >= max(FLOOR, shown_from)


def ordered(choices: Choices, statements: Sequence[int]) -> dict[str, str]:
    """Return the choices that count, always in the same order: it must not tell in which they were clicked."""
    return {str(pk): choices[str(pk)] for pk in statements if choices.get(str(pk)) in GRADES}


def course_line(balance: Balance) -> str:
    """Return the sentence of the minutes (DOMAIN §2)."""
    return (
        f"会上进行民主测评，发出票 {balance.issued} 张，收回 {balance.used} 张"
        f"（有效 {balance.valid} 张、作废 {balance.void} 张），未交 {balance.unused} 张。"
    )
