"""Learns ``parts/signs.txt``: how much a character, or a pair of them, speaks for each part.

``python -m tests.reviews.wordcheck.learn`` writes the file anew from the development reports alone: naive
Bayes, the signs that tell most, in halves of natural logarithms. The unseen reports stay out.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator

from reviews.wordcheck import MEASURED_PARTS, Part
from reviews.wordcheck.parts.signs import SIGNS, signs_of

from .accuracy import paragraphs_of
from .labelled import LabelledReport, labelled_reports

_MOST = 800
_SHORTEST = 18
_SMOOTHING = 0.5


def learned(reports: Iterable[LabelledReport]) -> str:
    """The lines of ``signs.txt``: a sign, and its weights for achievements, problems and plan."""
    seen: dict[str, Counter[Part]] = {}
    totals: Counter[Part] = Counter()
    for text, part in _labelled(reports):
        totals[part] += 1
        for sign in set(signs_of(text)):
            seen.setdefault(sign, Counter())[part] += 1
    seen = {sign: counts for sign, counts in seen.items() if counts.total() > 2 and sign.split() == [sign]}
    best = sorted(seen, key=lambda sign: (-_tells(seen[sign], totals), sign))[:_MOST]
    lines = [f"{sign} {' '.join(map(str, _weights(seen[sign], totals)))}" for sign in sorted(best)]
    return "\n".join([*lines, ""])


def _labelled(reports: Iterable[LabelledReport]) -> Iterator[tuple[str, Part]]:
    for report in reports:
        for item, part in zip(paragraphs_of(report), report.parts, strict=True):
            if part in MEASURED_PARTS and item.words >= _SHORTEST:
                yield item.text, part


def _tells(counts: Counter[Part], totals: Counter[Part]) -> float:
    """How much knowing the sign tells about the part: the mutual information, but for what all signs share."""
    without = {part: totals[part] - counts[part] for part in MEASURED_PARTS}
    return -_spread(counts) - _spread(without)


def _spread(counts: dict[Part, int]) -> float:
    size = sum(counts.values())
    return -sum(count * math.log(count / size) for count in counts.values() if count)


def _weights(counts: Counter[Part], totals: Counter[Part]) -> list[int]:
    logs = [math.log((counts[part] + _SMOOTHING) / (totals[part] + 2 * _SMOOTHING)) for part in MEASURED_PARTS]
    middle = sum(logs) / len(logs)
    return [round(2 * (value - middle)) for value in logs]


if __name__ == "__main__":
    SIGNS.write_text(learned(labelled_reports()), encoding="utf-8")
