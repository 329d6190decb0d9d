"""Which part every paragraph is in, and whether that is sure (WORDCHECK §3).

1. The frame comes off: title, 目录, closing words, signature, annex (``frame``), and the opening.
2. Top-level headings and sentences that turn from one part to the next cut the rest into sections (``outline``,
   ``cuts``).
3. The best order over the whole document gives each section its kind, by what its heading names, how its text
   sounds and what stands before and after it (``sections``).
4. Inside a section everything inherits, apart from what plainly says otherwise (``inside``, ``missing``,
   ``ledgers``).
5. What the author corrected is taken as said, with all that inherits from it.

Doubt is kept all the way: a decision is sure only where a heading named its part or the best order is far ahead,
and never in a report without top-level headings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reviews.wordcheck.values import Part, ReportLimits

from .cuts import cut, label_chapters
from .decisions import Decision, certain
from .frame import read_frame
from .headings import Kind
from .inside import Passage, decide_section
from .ledgers import read_ledgers
from .lines import Line
from .missing import look_for_missing
from .opening import read_opening
from .outline import Heading, read_headings, top_rank
from .sections import HOLD_PROBLEMS, settle
from .wrapped import join_wrapped

__all__ = ["Decision", "decode"]


def decode(lines: Sequence[Line], limits: ReportLimits, corrections: Mapping[int, Part]) -> list[Decision]:
    """One decision for each line, in order."""
    decided = read_frame(lines)
    places = [place for place in range(len(lines)) if place not in decided]
    headings = {heading.place: heading for heading in read_headings(lines, places)}
    top = top_rank(list(headings.values()))
    tops = {place: heading for place, heading in headings.items() if top is not None and heading.rank <= top}
    groups = join_wrapped(lines, places, headings)
    decided.update(read_opening(lines, groups, headings, has_top=bool(tops)))
    sections = cut(lines, [group for group in groups if group[0] not in decided], tops)
    label_chapters(sections, headings)
    settle(sections)
    kinds = frozenset(section.kind for section in sections)
    named = any(section.kind_so_far in HOLD_PROBLEMS for section in sections)
    passage = Passage(lines, headings, kinds, limits, has_top=bool(tops), problems_named=named)
    for section in sections:
        decided.update(decide_section(passage, section))
    if tops:
        decided.update(look_for_missing(passage, sections, decided))
    decided.update(read_ledgers(lines, places, passage.part_of(Kind.CAUSES)))
    decisions = [decided[place] for place in range(len(lines))]
    return _correct(decisions, headings, limits, corrections)


def _correct(
    decisions: list[Decision], headings: Mapping[int, Heading], limits: ReportLimits, corrections: Mapping[int, Part]
) -> list[Decision]:
    """What the author decided; below a corrected heading everything follows unless it is corrected itself."""
    result = list(decisions)
    for place in sorted(place for place in corrections if 0 <= place < len(decisions)):
        part = corrections[place]
        if part is Part.CAUSES and limits.causes_belong_to_problems:
            part = Part.PROBLEMS
        result[place] = certain(part, "因为作者这样确认", heading=decisions[place].heading)
        for below in _below(place, headings, len(decisions)):
            if below not in corrections and decisions[below].part not in _FRAME:
                result[below] = certain(
                    part, f"因为作者确认了第 {place + 1} 段的标题", heading=decisions[below].heading
                )
    return result


_FRAME = (Part.TITLE, Part.TOC, Part.CLOSING)


def _below(place: int, headings: Mapping[int, Heading], length: int) -> range:
    """The places that inherit from the heading at ``place``; none where it is no heading."""
    if place not in headings:
        return range(0)
    rank = headings[place].rank
    end = next((other for other in sorted(headings) if other > place and headings[other].rank <= rank), length)
    return range(place + 1, end)
