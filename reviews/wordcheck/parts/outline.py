"""The outline of a report: which of its headings are the top-level ones (WORDCHECK §3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .headings import Kind, Label, is_plain_name
from .ledgers import labels_beside_text
from .lines import UNNUMBERED, Line

# Ranks between those of the numbers: a label in a table's left column stands above all,
# an unnumbered heading above 一、 where only such headings name the parts, else below it.
_CELL, _PLAIN_ABOVE, _PLAIN_BELOW = -1.0, 0.5, 1.7
FIRST = 1.0
_SHORT_LABEL = 16
_SHORT_HEADING = 30
# Longer ones could be the first line of a sentence wrapped by hand.
_SHORTEST_UNMARKED, _LONGEST_UNMARKED = 3, 20
_ENDS = tuple("。！？!?；：:…”）)")
_NAMING = (Kind.PROBLEMS, Kind.PLAN, Kind.MERGED)
_OPENING = (*_NAMING, Kind.ACHIEVEMENTS, Kind.CAUSES)


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph that may head others: its place, its rank (smaller is higher) and what it says.

    ``is_plain`` tells that it stands alone or says nothing but the name of a part, ``marked`` that a number, a style or its own words
    set it off, not just its being short.
    """

    place: int
    rank: float
    label: Label | None
    text: str
    is_plain: bool = False
    marked: bool = True

    @property
    def names_a_part(self) -> bool:
        """Whether it says for certain that problems or plans follow, as no achievement's heading does.

        Deeper than 一、 and with text behind it, it may be one of the problems, unless it is a part's plain name.
        """
        named = self.label is not None and self.label.strong and self.label.kind in _NAMING
        return named and (self.rank <= FIRST or self.is_plain)


def read_headings(lines: Sequence[Line], places: Sequence[int]) -> list[Heading]:
    """Every heading among ``places``, ranked so that top-level ones compare equal or smaller."""
    numbered = [lines[place] for place in places if lines[place].rank <= FIRST]
    labels = [line.label for line in numbered]
    named = any(label and label.strong and label.kind in _NAMING for label in labels)
    plain = _PLAIN_BELOW if named else _PLAIN_ABOVE
    outlines = [lines[place].outline for place in places]
    highest = min((level for level in outlines if level is not None), default=0)
    beside = labels_beside_text(lines, places)
    found = []
    for place in places:
        rank = _rank(lines[place], plain=plain, highest=highest, beside=place in beside)
        if rank is not None:
            found.append(_heading(lines[place], rank, lines[place].label))
    found += _run_in(lines, places, found)
    found += _unmarked([lines[place] for place in places], found, plain)
    return sorted(found, key=lambda heading: heading.place)


def _heading(line: Line, rank: float, label: Label | None, *, marked: bool = True) -> Heading:
    return Heading(
        line.place, rank, label, line.text, label is not None and (line.alone or is_plain_name(line.head)), marked
    )


def _unmarked(lines: Sequence[Line], found: Sequence[Heading], rank: float) -> list[Heading]:
    """Short lines between paragraphs, neither numbered nor bold, where no other heading names what they may open."""
    strong = {
        heading.label.kind: heading.place for heading in reversed(found) if heading.label and heading.label.strong
    }
    if Kind.MERGED not in strong and not strong.keys() >= {Kind.PROBLEMS, Kind.PLAN}:
        end = lines[-1].place if lines else 0
    else:
        end = 0 if Kind.ACHIEVEMENTS in strong else min(strong.values())
    known = {heading.place for heading in found}
    return [
        _heading(line, rank, line.label, marked=False)
        for before, line in pairwise(lines)
        if line.place < end
        and line.place not in known
        and _is_unmarked(line)
        and (before.place in known or before.text.endswith(_ENDS))
    ]


def _is_unmarked(line: Line) -> bool:
    plain = line.alone and line.rank == UNNUMBERED and not line.cell and line.align != "right"
    return plain and not line.text.endswith(("：", ":")) and _SHORTEST_UNMARKED <= len(line.text) <= _LONGEST_UNMARKED


def _run_in(lines: Sequence[Line], places: Sequence[int], found: Sequence[Heading]) -> list[Heading]:
    """Paragraphs that begin with the name of a part (存在问题：……) that no heading names, where each name stands once."""
    naming = [heading for heading in found if heading.names_a_part]
    rank = min((heading.rank for heading in naming), default=_PLAIN_ABOVE)
    known = {heading.label.kind for heading in naming if heading.label}
    begun = [_heading(lines[place], rank, lines[place].run_in) for place in places if lines[place].run_in]
    begun = [heading for heading in begun if heading.label and heading.label.strong and heading.label.kind in _OPENING]
    kinds = [heading.label.kind for heading in begun if heading.label]
    known_or_alone = known & {*kinds, Kind.MERGED} or not (known or kinds[1:])
    return [] if known_or_alone or len(kinds) != len(set(kinds)) else begun


def top_rank(headings: Sequence[Heading]) -> float | None:
    """The rank down to which headings divide the report into its parts; None where there is no such heading."""
    naming = [heading.rank for heading in headings if heading.names_a_part]
    if naming:
        return min(naming)
    ranks = sorted(heading.rank for heading in headings)
    return next((rank for rank in ranks if ranks.count(rank) > 1), None)


def _rank(line: Line, *, plain: float, highest: int, beside: bool) -> float | None:
    label = line.label
    strong = label is not None and label.strong
    if beside:
        return _CELL
    if line.rank != UNNUMBERED:
        return float(line.rank)
    if line.outline is not None and line.alone:
        return FIRST + line.outline - highest
    if line.emphasized and len(line.text) <= _SHORT_HEADING:
        return plain
    if strong and line.alone and (len(line.text) <= _SHORT_LABEL or _is_unmarked(line)):
        return plain
    return None
