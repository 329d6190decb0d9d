"""How well the development reports are read by signs that were learned without them.

``python -m tests.reviews.wordcheck.crossed [MANNER…]`` leaves every sixth report out in turn, learns ``signs.txt`` and
``vows.txt`` from the others and reads those left out, as they are and in the manners named (``perturbed``): the rules
have still seen them, the signs have not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

from reviews.wordcheck.parts import signs

from .accuracy import Accuracy, overall, paragraphs_of
from .labelled import LabelledReport, labelled_reports
from .learn import learned, learned_vows
from .perturbed import MANNERS, perturbed

_FOLDS = 6


@contextmanager
def signs_of_others(reports: Sequence[LabelledReport]) -> Iterator[None]:
    """Signs learned from these reports alone, as long as it lasts."""
    weights = {sign: tuple(rest) for sign, *rest in _rows(learned(reports))}
    vows = {sign: rest[0] for sign, *rest in _rows(learned_vows(reports))}
    with patch.object(signs, "_WEIGHTS", weights), patch.object(signs, "_VOWS", vows):
        paragraphs_of.cache_clear()
        yield
    paragraphs_of.cache_clear()


def _rows(text: str) -> Iterator[tuple]:
    for line in text.splitlines():
        sign, *weights = line.split(" ")
        yield sign, *map(int, weights)


def crossed(manners: Sequence[str]) -> dict[str, Accuracy]:
    """The sums over all reports, each read by the signs of the others."""
    sums = {name: Accuracy() for name in ("as they are", *manners)}
    for fold in range(_FOLDS):
        every = list(enumerate(labelled_reports()))
        left_out = [report for number, report in every if number % _FOLDS == fold]
        with signs_of_others([report for number, report in every if number % _FOLDS != fold]):
            sums["as they are"] += overall(left_out)
            for name in manners:
                sums[name] += overall(list(perturbed(left_out, MANNERS[name])))
    return sums


if __name__ == "__main__":
    for name, found in crossed(sys.argv[1:]).items():
        sys.stdout.write(f"{name:22} {found}\n")
