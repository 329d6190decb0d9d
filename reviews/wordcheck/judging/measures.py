"""How long a report and its parts are, and what asked text could still change (WORDCHECK §4, §7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from reviews.wordcheck.bounds import FEWEST_WORDS
from reviews.wordcheck.values import MEASURED_PARTS, Part, ReportLimits

OUTSIDE_DENOMINATOR = (Part.TITLE, Part.TOC)


@dataclass(frozen=True, slots=True)
class Reach:
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

    def share(self, words: int) -> Fraction:
        """``words`` as a fraction of the denominator; of an empty report everything is 0."""
        return Fraction(words, self.denominator) if self.denominator else Fraction(0)


def measure(paragraphs: Iterable[Reach], beside: int = 0) -> Measures:
    """Add up the paragraphs of a report."""
    paragraphs = list(paragraphs)
    inside = [item for item in paragraphs if item.part not in OUTSIDE_DENOMINATOR]
    return Measures(
        total=sum(item.words for item in paragraphs),
        denominator=sum(item.words for item in inside),
        parts={part: sum(item.words for item in inside if item.part == part) for part in MEASURED_PARTS},
        low={part: sum(item.words for item in inside if item.could == {part}) for part in MEASURED_PARTS},
        high={part: sum(item.words for item in inside if part in item.could) for part in MEASURED_PARTS},
        beside=beside,
    )


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
