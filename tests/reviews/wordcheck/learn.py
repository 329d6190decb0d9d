"""Learns ``parts/signs.txt`` and ``vows.txt``: how much a character, or a pair of them, speaks for a part.

``python -m tests.reviews.wordcheck.learn`` writes the files anew from the development reports alone: naive
Bayes, the signs that tell most, in halves of natural logarithms. The unseen reports stay out.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reviews.wordcheck import MEASURED_PARTS, Part
from reviews.wordcheck.parts.signs import SIGNS, VOWS, signs_of

from .accuracy import paragraphs_of
from .labelled import LabelledReport, labelled_reports

_MOST, _MOST_VOWS = 800, 300
_SHORTEST = 18
_SMOOTHING = 0.5


def learned(reports: Iterable[LabelledReport], parts: Sequence[Part] = MEASURED_PARTS, most: int = _MOST) -> str:
    """The lines of ``signs.txt``: a sign, and its weights for each of the parts."""
    seen: dict[str, Counter[Part]] = {}
    totals: Counter[Part] = Counter(dict.fromkeys(parts, 0))
    for text, part in _labelled(reports, parts):
        totals[part] += 1
        for sign in set(signs_of(text)):
            seen.setdefault(sign, Counter())[part] += 1
    seen = {sign: counts for sign, counts in seen.items() if counts.total() > 2 and sign.split() == [sign]}
    best = sorted(seen, key=lambda sign: (-_tells(seen[sign], totals), sign))[:most]
    lines = [f"{sign} {' '.join(map(str, _weights(seen[sign], totals)))}" for sign in sorted(best)]
    return "\n".join([*lines, ""])


def learned_vows(reports: Iterable[LabelledReport]) -> str:
    """The lines of ``vows.txt``: a sign, and how far it speaks for a last vow rather than a plan."""
    lines = (line.split(" ") for line in learned(reports, (Part.CLOSING, Part.PLAN), _MOST_VOWS).splitlines())
    return "\n".join([*(f"{sign} {int(vow) - int(plan)}" for sign, vow, plan in lines), ""])


def _labelled(reports: Iterable[LabelledReport], parts: Sequence[Part]) -> Iterator[tuple[str, Part]]:
    for report in reports:
        for item, part in zip(paragraphs_of(report), report.parts, strict=True):
            if part in parts and item.words >= _SHORTEST:
                yield item.text, part


def _tells(counts: Counter[Part], totals: Counter[Part]) -> float:
    """How much knowing the sign tells about the part: the mutual information, but for what all signs share."""
    without = {part: totals[part] - counts[part] for part in totals}
    return -_spread(counts) - _spread(without)


def _spread(counts: dict[Part, int]) -> float:
    size = sum(counts.values())
    return -sum(count * math.log(count / size) for count in counts.values() if count)


def _weights(counts: Counter[Part], totals: Counter[Part]) -> list[int]:
    logs = [math.log((counts[part] + _SMOOTHING) / (totals[part] + 2 * _SMOOTHING)) for part in totals]
    middle = sum(logs) / len(logs)
    return [round(2 * (value - middle)) for value in logs]


if __name__ == "__main__":
    for path, text in ((SIGNS, learned(labelled_reports())), (VOWS, learned_vows(labelled_reports()))):
        path.write_text(text, encoding="utf-8")
