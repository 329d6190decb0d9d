"""Which part every paragraph is in, and whether that is sure (WORDCHECK §3).

1. The frame comes off: title, 目录, closing words, signature (``frame``).
2. Top-level headings and sentences that turn from one part to the next cut the rest into sections (``outline``).
3. The best order over the whole document gives each section its kind (``sections``).
4. Inside a section everything inherits, apart from what plainly says otherwise (``inside``).
5. What the author corrected is taken as said, with all that inherits from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reviews.wordcheck.values import Part, ReportLimits

from .cuts import cut, opening_places
from .decisions import Decision, certain, doubtful
from .frame import read_frame
from .inside import OPENS, Passage, decide_section, tells_deeds
from .lines import Line
from .missing import look_for_missing
from .outline import Heading, read_headings, top_rank
from .sections import HOLD_PROBLEMS, settle

__all__ = ["Decision", "decode"]


def decode(lines: Sequence[Line], limits: ReportLimits, corrections: Mapping[int, Part]) -> list[Decision]:
    """One decision for each line, in order."""
    decided = read_frame(lines)
    places = [place for place in range(len(lines)) if place not in decided]
    headings = {heading.place: heading for heading in read_headings(lines, places)}
    top = top_rank(list(headings.values()))
    tops = {place: heading for place, heading in headings.items() if top is not None and heading.rank <= top}
    opening = opening_places(lines, places, headings)
    decided.update(_decide_opening(lines, opening, has_top=bool(tops)))
    sections = cut(lines, [place for place in places if place not in opening], headings, tops)
    settle(sections)
    kinds = frozenset(section.kind for section in sections)
    named = any(section.kind_so_far in HOLD_PROBLEMS for section in sections)
    passage = Passage(lines, headings, kinds, limits, has_top=bool(tops), problems_named=named)
    for section in sections:
        decided.update(decide_section(passage, section))
    if tops:
        decided.update(look_for_missing(passage, sections, decided))
    decisions = [decided[place] for place in range(len(lines))]
    return _correct(decisions, headings, limits, corrections)


def _decide_opening(lines: Sequence[Line], places: Sequence[int], *, has_top: bool) -> dict[int, Decision]:
    why = "因为在第一个标题之前，是开头的话"
    told = has_top and not any(tells_deeds(lines[place].text) for place in places)
    return {place: certain(Part.OPENING, why) if told else doubtful(Part.OPENING, why, OPENS) for place in places}


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
