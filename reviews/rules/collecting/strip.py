"""The small bar of one report, for lists whose bars all share one scale.

A list keeps only stored figures, not the paragraphs: so the title comes first, then the three parts
in the notice's order, then the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

from reviews.rules.collecting.parts import OTHER, SHORT_LABELS, percent
from reviews.rules.collecting.ruler import Segment, place
from reviews.wordcheck.values import Part


@dataclass(frozen=True, slots=True)
class Strip:
    """Segments, the place of the limit, whether it is crossed, and the bar in words."""

    segments: tuple[Segment, ...]
    limit_x: str
    crossed: bool
    label: str


def strip(
    *, achievements: int, problems: int, plan: int, total: int, denominator: int, total_max: int, scale: float
) -> Strip:
    """The bar of stored figures; ``scale`` comes from ``ruler.scale_of`` over the whole list."""
    parts = {Part.ACHIEVEMENTS: achievements, Part.PROBLEMS: problems, Part.PLAN: plan}
    rest = max(0, denominator - sum(parts.values()))
    widths = [(OTHER, total - denominator), *((part.value, words) for part, words in parts.items()), (OTHER, rest)]
    segments, start = [], 0
    for kind, words in widths:
        if words > 0:
            segments.append(Segment(kind, place(start, scale), place(words, scale), words))
            start += words
    return Strip(tuple(segments), place(total_max, scale), total > total_max, _sentence(parts, total, denominator))


def _sentence(parts: dict[Part, int], total: int, denominator: int) -> str:
    shares = [
        f"{SHORT_LABELS[part]} {percent(words / denominator if denominator else 0)}" for part, words in parts.items()
    ]
    return f"全文 {total} 字，" + "，".join(shares)
