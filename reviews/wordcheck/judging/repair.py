"""The smallest repairs: of one limit alone, and of all broken limits together (WORDCHECK §4).

All arithmetic is exact, in integers alone: a share is so many of a whole. Sizes are in 字.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import lcm
from operator import mul
from typing import NamedTuple

from reviews.wordcheck.bounds import NEAR_WORDS
from reviews.wordcheck.values import Part, Repair, ReportLimits

from .measures import Measures, ShareLimit


def words_to_add(limit: ShareLimit, words: int, denominator: int) -> int | None:
    """The fewest 字 to write in a part that is below its minimum; None where no text can help."""
    some, whole = limit.share.as_integer_ratio()
    if some >= whole:
        return None
    return max(0, _ceil(some * denominator - whole * (words + limit.tolerance), whole - some))


def words_to_delete_elsewhere(limit: ShareLimit, words: int, denominator: int) -> int | None:
    """The fewest 字 to delete outside a part that is below its minimum; None where that cannot help."""
    some, whole = limit.share.as_integer_ratio()
    if not some:
        return None
    fewest = max(0, denominator - whole * (words + limit.tolerance) // some)
    return fewest if fewest <= denominator - words else None


def words_to_cut(limit: ShareLimit, words: int, denominator: int) -> int:
    """The fewest 字 to delete from a part that is above its maximum."""
    some, whole = limit.share.as_integer_ratio()
    if some >= whole:
        return 0
    return min(words, max(0, _ceil(whole * (words - limit.tolerance) - some * denominator, whole - some)))


def _ceil(number: int, divisor: int) -> int:
    return -(-number // divisor)


class _Sizes(NamedTuple):
    """A report's parts in 字; ``rest`` is the denominator's text outside the three parts."""

    achievements: int
    problems: int
    plan: int
    rest: int


class _Plan(NamedTuple):
    """One way to mend a report, ordered by what it costs its author."""

    cost: int
    added: int
    after: _Sizes


def joint_repair(measures: Measures, limits: ReportLimits) -> Repair | None:
    """The fewest 字 cut plus added that keep every limit at once; None where nothing is broken or nothing helps."""
    before = _Sizes(
        measures.parts[Part.ACHIEVEMENTS], measures.parts[Part.PROBLEMS], measures.parts[Part.PLAN], measures.rest
    )
    outside = measures.total - measures.denominator
    room = limits.total_max + limits.tolerance - outside
    now = _reach(before, limits, sum(before))
    if now and not now.cost and sum(before) <= room:
        return None
    best = _cheapest(before, limits, _candidates(before, limits, room))
    if best is None:
        return None
    names = (Part.ACHIEVEMENTS, Part.PROBLEMS, Part.PLAN, Part.OTHER)
    changes = list(zip(names, before, best.after, strict=True))
    return Repair(
        cut={part: old - new for part, old, new in changes if new < old},
        add={part: new - old for part, old, new in changes if new > old},
    )


def roomy_repair(measures: Measures, limits: ReportLimits) -> Repair | None:
    """The same with NEAR_WORDS 字 to spare at every limit, where Word may count a few more or less (WORDCHECK §4)."""
    return joint_repair(measures, replace(limits, tolerance=limits.tolerance - NEAR_WORDS))


def _cheapest(before: _Sizes, limits: ReportLimits, sizes: set[int]) -> _Plan | None:
    best: _Plan | None = None
    now = sum(before)
    for changed, size in sorted((abs(size - now), size) for size in sizes):
        # Each 字 of the denominator's change is cut or added at least once: what follows can only cost more.
        if best and changed > best.cost:
            break
        plan = _reach(before, limits, size, best.cost if best else None)
        if plan and (best is None or plan < best):
            best = plan
    return best


def _reach(before: _Sizes, limits: ReportLimits, size: int, most: int | None = None) -> _Plan | None:
    """The cheapest report with a denominator of exactly ``size`` that keeps every share.

    None where there is none, or plainly none for ``most`` 字 at most.
    """
    achievements = min(before.achievements, _at_most(limits.achievements_max, size) + limits.tolerance)
    plan = min(before.plan, _at_most(limits.plan_max, size) + limits.tolerance)
    if min(achievements, plan) < 0:
        return None
    fewest_problems = max(0, _at_least(limits.problems_min, size) - limits.tolerance)
    problems = max(before.problems, fewest_problems)
    least = before.achievements - achievements + before.plan - plan + problems - before.problems
    if most is not None and least > most:
        return None
    after = _Sizes(achievements, problems, plan, before.rest)
    missing = size - sum(after)
    if missing >= 0:
        after = after._replace(problems=problems + missing)
    else:
        after = _shorten(after, -missing, fewest_problems)
        if sum(after) > size:
            return None
    added = max(0, after.problems - before.problems)
    cut = sum(max(0, old - new) for old, new in zip(before, after, strict=True))
    return _Plan(cut + added, added, after)


def _at_most(share: Fraction, size: int) -> int:
    return share.numerator * size // share.denominator


def _at_least(share: Fraction, size: int) -> int:
    return _ceil(share.numerator * size, share.denominator)


def _shorten(sizes: _Sizes, words: int, fewest_problems: int) -> _Sizes:
    """``sizes`` less ``words`` 字, taken where it hurts least: the longer of the two limited parts first."""
    order = ["achievements", "plan"] if sizes.achievements >= sizes.plan else ["plan", "achievements"]
    for name in (*order, "problems", "rest"):
        spare = getattr(sizes, name) - (fewest_problems if name == "problems" else 0)
        taken = max(0, min(words, spare))
        sizes = sizes._replace(**{name: getattr(sizes, name) - taken})
        words -= taken
    return sizes


def _candidates(before: _Sizes, limits: ReportLimits, room: int) -> set[int]:
    """Every denominator that can be the best one.

    Between two bends the cost is a straight line plus a rounding that repeats with the limits' denominators,
    so that the best integer lies within one such period of a bend.
    """
    shares = (limits.achievements_max, limits.problems_min, limits.plan_max)
    whole = lcm(*(share.denominator for share in shares))
    units = [share.numerator * whole // share.denominator for share in shares]
    bends = {min(bend, room) for bend in _bends(before, limits.tolerance, units, whole)} | {room}
    return {size for bend in bends for size in range(max(0, bend - whole), min(room, bend + whole + 1) + 1)}


def _bends(before: _Sizes, tolerance: int, units: Sequence[int], whole: int) -> Iterator[int]:
    """Where the cost changes its slope: a part reaches its limit, or the parts just fill the denominator.

    ``units`` are the limits as so many of ``whole``, so that all stays in integers.
    """
    yield from (0, sum(before))
    for size, unit in zip(before[:3], units, strict=True):
        for slack in (tolerance, -tolerance):
            if unit:
                yield max(0, (size + slack) * whole // unit)
    for limited in product((False, True), repeat=3):
        shared = sum(map(mul, units, limited))
        fixed = sum(before) - sum(map(mul, before[:3], limited))
        if shared < whole:
            slack = tolerance * (limited[0] + limited[2] - limited[1])
            yield max(0, (fixed + slack) * whole // (whole - shared))
