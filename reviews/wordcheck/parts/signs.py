"""What running text sounds like: single characters and pairs that reports use in one part more than in others.

``signs.txt`` holds a sign a line with its weights, learned from labelled reports (the tests' ``learn`` writes it).
没有 and 只 sound like problems, 每 and 由我 like plans, 获 and 累计 like achievements. No sign decides anything: the
sum over a paragraph is one voice among headings, turns and order. ``vows.txt`` does the same for a last vow
(新的一年，我将……交出答卷) against a plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import sqrt
from operator import add
from pathlib import Path
from typing import NamedTuple

SIGNS = Path(__file__).with_name("signs.txt")
VOWS = Path(__file__).with_name("vows.txt")
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_LONGEST_READ = 3000


class Evidence(NamedTuple):
    """How strongly words speak for each part: sums of halves of logarithms, only their differences count."""

    achievements: float
    problems: float
    plan: float

    def fits(self, part: str) -> float:
        """How far ``part`` is behind the strongest: 0 where it is that itself, else negative."""
        return float(getattr(self, part)) - max(self)


NOTHING = Evidence(0, 0, 0)


def signs_of(text: str) -> set[str]:
    """Every character of ``text`` and every pair of neighbours, all figures taken for 0."""
    plain = _DIGITS.sub("0", text[:_LONGEST_READ])
    return {*plain, *map(add, plain, plain[1:])}


def read_evidence(text: str) -> Evidence:
    """What the signs in ``text`` say, each of them once, of the first 3,000 characters."""
    found = [_WEIGHTS[sign] for sign in signs_of(text) if sign in _WEIGHTS]
    return Evidence(*map(sum, zip(*found, strict=True))) if found else NOTHING


def sounds_like_vow(text: str) -> float:
    """How far ``text`` is from a plan toward a last vow: the signs' sum, of long texts no more than of short ones."""
    return sum(_VOWS[sign] for sign in signs_of(text) if sign in _VOWS) / sqrt(len(text) or 1)


def _read_rows(path: Path) -> Iterator[tuple[str, list[int]]]:
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        sign, *weights = line.split(" ")
        yield sign, [int(weight) for weight in weights]


_WEIGHTS = dict(_read_rows(SIGNS))
_VOWS = {sign: weight for sign, (weight,) in _read_rows(VOWS)}
