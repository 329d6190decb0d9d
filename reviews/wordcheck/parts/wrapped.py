"""Sentences wrapped by hand over several paragraphs are read as one (WORDCHECK §3)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .lines import UNNUMBERED, Line

_WRAPPED_FROM = 18
_ENDS = frozenset("。！？!?；;：:…”）)")


def join_wrapped(lines: Sequence[Line], places: Sequence[int], headings: Collection[int]) -> list[list[int]]:
    """The places in groups, those of one wrapped sentence together."""
    groups: list[list[int]] = []
    for place in places:
        before = lines[groups[-1][-1]] if groups else None
        stands_over = before is None or (before.alone and before.place in headings)
        if before and not stands_over and continues(before, lines[place], is_heading=place in headings):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def continues(before: Line, line: Line, *, is_heading: bool) -> bool:
    """Whether ``line`` goes on with a sentence that ``before`` broke off."""
    if len(before.text) < _WRAPPED_FROM or before.text[-1] in _ENDS:
        return False
    stands_apart = is_heading or line.is_heading or before.is_heading
    return not stands_apart and line.rank == UNNUMBERED and before.cell == line.cell
