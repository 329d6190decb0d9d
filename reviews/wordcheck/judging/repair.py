"""The smallest repairs: of one limit alone, and of all broken limits together (WORDCHECK §4).

All arithmetic is exact, in integers and Fractions; sizes are in 字.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor, lcm
from typing import NamedTuple

from reviews.wordcheck.bounds import NEAR_WORDS
from reviews.wordcheck.values import Part, Repair, ReportLimits

from .measures import Measures, ShareLimit


def words_to_add(limit: ShareLimit, words: int, denominator: int) -> int | None:
    """The fewest 字 to write in a part that is below its minimum; None where no text can help."""
    if limit.share >= 1:
        return None
    return max(0, ceil((limit.share * denominator - limit.tolerance - words) / (1 - limit.share)))


def words_to_delete_elsewhere(limit: ShareLimit, words: int, denominator: int) -> int | None:
    """The fewest 字 to delete outside a part that is below its minimum; None where that cannot help."""
    if not limit.share:
        return None
    fewest = max(0, denominator - floor((words + limit.tolerance) / limit.share))
    return fewest if fewest <= denominator - words else None


def words_to_cut(limit: ShareLimit, words: int, denominator: int) -> int:
    """The fewest 字 to delete from a part that is above its maximum."""
    if limit.share >= 1:
        return 0
    needed = ceil((words - limit.tolerance - limit.share * denominator) / (1 - limit.share))
    return min(words, max(0, needed))


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
    for changed, size in sorted((abs(size - sum(before)), size) for size in sizes):
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
    achievements = min(before.achievements, _floor(limits.achievements_max, size) + limits.tolerance)
    plan = min(before.plan, _floor(limits.plan_max, size) + limits.tolerance)
    if min(achievements, plan) < 0:
        return None
    fewest_problems = max(0, -_floor(-limits.problems_min, size) - limits.tolerance)
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


def _floor(share: Fraction, size: int) -> int:
    return share.numerator * size // share.denominator


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
    for limited in range(8):
        chosen = [limited >> place & 1 for place in range(3)]
        shared = sum(unit for unit, on in zip(units, chosen, strict=True) if on)
        fixed = before.rest + sum(size for size, on in zip(before[:3], chosen, strict=True) if not on)
        if shared < whole:
            slack = tolerance * (chosen[0] + chosen[2] - chosen[1])
            yield max(0, (fixed + slack) * whole // (whole - shared))
