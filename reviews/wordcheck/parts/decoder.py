"""Which part every paragraph is in, and whether that is sure (WORDCHECK §3).

1. The frame comes off: title, 目录, notes, closing words, signature, annex (``frame``), and the opening.
2. Top-level headings and sentences that turn from one part to the next cut the rest into sections (``outline``,
   ``cuts``).
3. The best order over the whole document gives each section its kind, by what its heading names, how its text
   sounds and what stands before and after it (``sections``).
4. Inside a section everything inherits, apart from what plainly says otherwise (``inside``, ``merged``,
   ``missing``, ``ledgers``).
5. What the author corrected is taken as said, with all that inherits from it.

Doubt is kept all the way: a decision is sure only where a heading named its part or the best order is far ahead,
and never in a report without top-level headings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reviews.wordcheck.values import Part, ReportLimits

from .cuts import cut, label_chapters
from .decisions import Decision, certain, doubtful
from .frame import read_frame
from .headings import Kind
from .inside import Passage, decide_section
from .ledgers import read_ledgers
from .lines import Line, holds_several_parts
from .missing import look_for_missing
from .opening import read_opening
from .outline import FIRST, Heading, read_headings, top_rank
from .sections import HOLD_PROBLEMS, Section, settle
from .wrapped import join_wrapped

__all__ = ["Decision", "decode"]

_SEVERAL = doubtful(Part.UNKNOWN, "因为一段里换行写了几个部分，要分成几段才能算")


def decode(lines: Sequence[Line], limits: ReportLimits, corrections: Mapping[int, Part]) -> list[Decision]:
    """One decision for each line, in order."""
    decided = read_frame(lines)
    places = [place for place in range(len(lines)) if place not in decided]
    headings = {heading.place: heading for heading in read_headings(lines, places)}
    top = top_rank(list(headings.values()))
    tops = {place: heading for place, heading in headings.items() if top is not None and heading.rank <= top}
    groups = join_wrapped(lines, places, headings)
    has_top = any((heading.marked and heading.rank <= FIRST) or heading.names_a_part for heading in tops.values())
    decided.update(read_opening(lines, groups, headings, has_top=has_top))
    sections = cut(lines, [group for group in groups if group[0] not in decided], tops)
    label_chapters(sections, headings)
    settle(sections)
    kinds = frozenset(section.kind for section in sections)
    known = _known_until(sections, len(lines))
    passage = Passage(lines, headings, kinds, limits, has_top=has_top, known_until=known)
    for section in sections:
        decided.update(decide_section(passage, section))
    if has_top:
        decided.update(look_for_missing(passage, sections, decided))
    decided.update(read_ledgers(lines, places, passage.part_of(Kind.CAUSES)))
    decided.update({line.place: _SEVERAL for line in lines if holds_several_parts(line)})
    decisions = [decided[place] for place in range(len(lines))]
    return _correct(decisions, headings, limits, corrections)


def _known_until(sections: Sequence[Section], end: int) -> int:
    """Up to where unnamed headings are in doubt no more: all where a heading names the problems, else to the turn."""
    holding = [section for section in sections if section.kind_so_far in HOLD_PROBLEMS]
    return end if any(section.headed for section in holding) else min((item.start for item in holding), default=0)


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
