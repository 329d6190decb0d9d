"""How long a report and its parts are, and what asked text could still change (WORDCHECK §4, §7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from reviews.wordcheck.bounds import FEWEST_WORDS
from reviews.wordcheck.values import MEASURED_PARTS, Part, ReportLimits

OUTSIDE_DENOMINATOR = (Part.TITLE, Part.TOC)


class Reach(NamedTuple):
    """The 字 of one paragraph, its best guess, and every part that it could turn out to be."""

    words: int
    part: Part
    could: frozenset[Part]


@dataclass(frozen=True, slots=True)
class Measures:
    """Everything in 字: ``parts`` by best guess, ``low`` and ``high`` what asked text leaves open.

    ``beside`` stands in text boxes and notes, which the total leaves out.
    """

    total: int
    denominator: int
    parts: dict[Part, int]
    low: dict[Part, int]
    high: dict[Part, int]
    beside: int = 0

    @property
    def has_text(self) -> bool:
        """Whether there is a report to judge at all, and not a title, a form or a date alone."""
        return self.denominator >= FEWEST_WORDS and any(self.high.values())

    @property
    def rest(self) -> int:
        """The 字 of the denominator that belong to none of the three parts."""
        return self.denominator - sum(self.parts.values())

    def shares(self, words: Mapping[Part, int]) -> dict[Part, float]:
        """The 字 of each part as fractions of the denominator, to be shown; limits are kept in exact arithmetic."""
        return {part: size / (self.denominator or 1) for part, size in words.items()}

    def share(self, words: int) -> Fraction:
        """``words`` as a fraction of the denominator; of an empty report everything is 0."""
        return Fraction(words, self.denominator) if self.denominator else Fraction(0)


def measure(paragraphs: Iterable[Reach], beside: int = 0) -> Measures:
    """Add up the paragraphs of a report."""
    total = denominator = 0
    parts, low, high = (dict.fromkeys(MEASURED_PARTS, 0) for _ in range(3))
    for words, part, could in paragraphs:
        total += words
        if part in OUTSIDE_DENOMINATOR:
            continue
        denominator += words
        if part in parts:
            parts[part] += words
        for possible in could:
            if possible in high:
                high[possible] += words
                low[possible] += words * (len(could) == 1)
    return Measures(total, denominator, parts, low, high, beside)


@dataclass(frozen=True, slots=True)
class ShareLimit:
    """One limit on a part's share of the denominator: at least (``is_minimum``) or at most ``share``."""

    part: Part
    share: Fraction
    is_minimum: bool
    tolerance: int

    def allows(self, words: int, denominator: int) -> bool:
        """Whether ``words`` of ``denominator`` keep the limit, in exact arithmetic."""
        bound = self.share.numerator * denominator  # whole numbers: several times as fast as fractions
        if self.is_minimum:
            return (words + self.tolerance) * self.share.denominator >= bound
        return (words - self.tolerance) * self.share.denominator <= bound


def share_limits(limits: ReportLimits) -> tuple[ShareLimit, ShareLimit, ShareLimit]:
    """The three limits of N3.2c: problems at least, achievements and plan at most."""
    return (
        ShareLimit(Part.PROBLEMS, limits.problems_min, True, limits.tolerance),
        ShareLimit(Part.ACHIEVEMENTS, limits.achievements_max, False, limits.tolerance),
        ShareLimit(Part.PLAN, limits.plan_max, False, limits.tolerance),
    )
