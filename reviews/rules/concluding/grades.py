"""What a set of proposed grades must look like (N3.4a): told apart, within the cycle's limits, everybody has one.

The page only counts and names; the grades are people's. Whoever looks may not see everybody's (their own is kept from
them): ``hidden`` are those, and no sentence here depends on what they hold.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from reviews.rules.hearing.grade import BELOW_BEST, GRADES, Grade, grade_name
from reviews.rules.preparing.cycle import GRADE_NAMES, share_name
from reviews.rules.preparing.stage import Missing

ROUNDING_WORDS = {"down": "舍去小数", "nearest": "四舍五入", "up": "有小数就进一"}
FEW = 2  # from two on there is something to tell apart


@dataclass(frozen=True, slots=True)
class GradeLimits:
    """A cycle's choices; shares are as stored (“1/3”), "" where there is no limit."""

    best_at_most: str = ""
    lower_at_least: str = ""
    rounding: str = "down"
    names: Sequence[str] = GRADE_NAMES


@dataclass(frozen=True, slots=True)
class SetProblem:
    """Something about all grades together; ``must`` be mended before the round goes on, otherwise a reason will do."""

    key: str
    text: str
    must: bool


@dataclass(frozen=True, slots=True)
class Seats:
    """How many seats a share of ``people`` makes, and the sentence that says how it was rounded."""

    number: int
    sentence: str


def seats(people: int, share: str, rounding: str, *, at_most: bool) -> Seats:
    """Return the seats of ``share`` (a fraction as stored), e.g. “17 人 × 1/3 = 5.67，舍去小数，最多 5 人”."""
    exact = people * Fraction(share)
    number = _rounded(exact, rounding)
    bound = f"{'最多' if at_most else '至少'} {number} 人"
    product = f"{people} 人 × {share_name(share)} = {_decimal(exact)}"
    if exact.denominator == 1:
        return Seats(number, f"{product}，{bound}")
    return Seats(number, f"{product}，{ROUNDING_WORDS[rounding]}，{bound}")


def _rounded(exact: Fraction, rounding: str) -> int:
    if rounding == "up":
        return math.ceil(exact)
    return math.floor(exact + Fraction(1, 2)) if rounding == "nearest" else math.floor(exact)


def _decimal(exact: Fraction) -> str:
    if exact.denominator == 1:
        return str(exact.numerator)
    value = Decimal(exact.numerator) / Decimal(exact.denominator)
    return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"


def distribution(grades: Sequence[str]) -> dict[str, int]:
    """Return how many hold each grade, the best first, and under "" who has none yet."""
    counted = Counter(grades)
    return {grade: counted[grade] for grade in ("", *GRADES)}


def set_problems(grades: Sequence[str], limits: GradeLimits, *, hidden: int = 0) -> list[SetProblem]:
    """Return what is wrong with ``grades`` ("" where none is proposed yet) as a set; an empty list means fine."""
    counted = distribution(grades)
    waiting = counted[""]
    found = [SetProblem("open", f"还有 {waiting} 人没有拟等次", must=True)] if waiting else []
    found += _same(grades, limits, hidden)
    found += _too_many(counted[Grade.BEST], len(grades) + hidden, limits)
    lower = sum(counted[grade] for grade in BELOW_BEST)
    return found + _too_few(lower, waiting + hidden, len(grades) + hidden, limits)


def _same(grades: Sequence[str], limits: GradeLimits, hidden: int) -> list[SetProblem]:
    if hidden or "" in grades or len(grades) < FEW or len(set(grades)) > 1:
        return []
    name = grade_name(grades[0], limits.names)
    text = f"{len(grades)} 人都是“{name}”，没有区分。通知要求评价等次要有所区分"
    return [SetProblem("same", text, must=False)]


def _too_many(best: int, people: int, limits: GradeLimits) -> list[SetProblem]:
    if not limits.best_at_most:
        return []
    allowed = seats(people, limits.best_at_most, limits.rounding, at_most=True)
    if best <= allowed.number:
        return []
    text = f"“{limits.names[0]}”的 {best} 人，多 {best - allowed.number} 人（{allowed.sentence}）"
    return [SetProblem("best", text, must=False)]


def _too_few(lower: int, still_open: int, people: int, limits: GradeLimits) -> list[SetProblem]:
    """Whoever is still open, or hidden, could be among them: nothing is said before that is ruled out."""
    if not limits.lower_at_least:
        return []
    needed = seats(people, limits.lower_at_least, limits.rounding, at_most=False)
    if lower + still_open >= needed.number:
        return []
    text = f"“{limits.names[1]}”及以下的 {lower} 人，少 {needed.number - lower} 人（{needed.sentence}）"
    return [SetProblem("lower", text, must=False)]


def set_missing(problems: Sequence[SetProblem], *, has_own: bool, where: str) -> list[Missing]:
    """Return one line for the pre-flight list where the grades need a reason; what about them is on the board alone.

    What a round was moved without stands in its history, which overseers read: so no line tells a grade. ``has_own``:
    one of the round's organizers is reviewed in it. Whether there is such a problem would then tell them their own
    grade, so that the list always asks somebody else to look.
    """
    if has_own:
        text = "本轮有组织员自己也在被评议之列，等次的整体情况请由其他同志核对"
    elif count := sum(not one.must for one in problems):
        text = f"等次有 {count} 处要说明原因（原因会记进办理经过，请不要写出等次）"
    else:
        return []
    return [Missing(text, where, "去看等次", must=False)]
