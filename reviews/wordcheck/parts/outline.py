"""The outline of a report: which of its headings are the top-level ones (WORDCHECK §3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .headings import Kind, Label
from .ledgers import title_rows
from .lines import UNNUMBERED, Line

# Ranks between those of the numbers: a label in a table's left column stands above all,
# an unnumbered heading above 一、 where only such headings name the parts, else below it.
_CELL, _PLAIN_ABOVE, _PLAIN_BELOW = -1.0, 0.5, 1.7
_FIRST = 1.0
_SHORT_LABEL = 16
_SHORT_HEADING = 30
_NAMING = (Kind.PROBLEMS, Kind.PLAN, Kind.MERGED, Kind.CAUSES)


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph that may head others: its place, its rank (smaller is higher) and what it says."""

    place: int
    rank: float
    label: Label | None
    text: str

    @property
    def names_a_part(self) -> bool:
        """Whether it says for certain that problems or plans follow, as no achievement's heading does."""
        return self.label is not None and self.label.strong and self.label.kind in _NAMING


def read_headings(lines: Sequence[Line], places: Sequence[int]) -> list[Heading]:
    """Every heading among ``places``, ranked so that top-level ones compare equal or smaller."""
    numbered = [lines[place] for place in places if lines[place].rank <= _FIRST]
    labels = [line.label for line in numbered]
    named = any(label and label.strong and label.kind in _NAMING for label in labels)
    plain = _PLAIN_BELOW if named else _PLAIN_ABOVE
    outlines = [lines[place].outline for place in places]
    highest = min((level for level in outlines if level is not None), default=0)
    crowded = frozenset(title_rows(lines, places))
    found = []
    for place in places:
        rank = _rank(lines[place], plain=plain, highest=highest, crowded=crowded)
        if rank is not None:
            found.append(Heading(place, rank, lines[place].label, lines[place].text))
    if not any(heading.names_a_part for heading in found):
        found += _run_in(lines, places)
    return sorted(found, key=lambda heading: heading.place)


def _run_in(lines: Sequence[Line], places: Sequence[int]) -> list[Heading]:
    """Paragraphs that begin with the name of a part (存在问题：……), where each name stands once."""
    found = [Heading(place, _PLAIN_ABOVE, lines[place].run_in, lines[place].text) for place in places]
    found = [heading for heading in found if heading.names_a_part or _is_strong(heading.label, Kind.ACHIEVEMENTS)]
    kinds = [heading.label.kind for heading in found if heading.label]
    return found if len(kinds) == len(set(kinds)) > 1 else []


def _is_strong(label: Label | None, kind: Kind) -> bool:
    return label is not None and label.strong and label.kind is kind


def top_rank(headings: Sequence[Heading]) -> float | None:
    """The rank down to which headings divide the report into its parts; None where there is no such heading."""
    naming = [heading.rank for heading in headings if heading.names_a_part]
    if naming:
        return min(naming)
    ranks = sorted(heading.rank for heading in headings)
    return next((rank for rank in ranks if ranks.count(rank) > 1), None)


def _rank(line: Line, *, plain: float, highest: int, crowded: frozenset[tuple[int, int]]) -> float | None:
    label = line.label
    strong = label is not None and label.strong
    if line.cell and len(line.text) <= _SHORT_LABEL and strong and line.rank == UNNUMBERED:
        return None if (line.cell.table, line.cell.row) in crowded else _CELL
    if line.rank != UNNUMBERED:
        return float(line.rank)
    if line.outline is not None and line.alone:
        return _FIRST + line.outline - highest
    if line.emphasized and len(line.text) <= _SHORT_HEADING:
        return plain
    if line.alone and strong and len(line.text) <= _SHORT_LABEL:
        return plain
    return None
