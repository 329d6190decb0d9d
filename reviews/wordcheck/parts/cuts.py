"""Where a report is cut into sections: top-level headings, and sentences that turn to the next part (WORDCHECK §3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from .cues import TURN_TO_PLAN, announced, turns_to_causes, turns_to_problems
from .decisions import quote
from .headings import Kind, Label, read_heading
from .lines import Line
from .outline import Heading
from .sections import STATES, Section
from .signs import NOTHING, Evidence, read_evidence

_TURN_REACH = 120
# Characters of a section whose sound tells enough of it.
_ENOUGH = 800
_UNTITLED = "因为没有标题，按内容推断"


def cut(lines: Sequence[Line], groups: Sequence[list[int]], tops: Mapping[int, Heading]) -> list[Section]:
    """The sections in order; without any top-level heading every paragraph is a section of its own."""
    sections: list[Section] = []
    turns = _Turns(lines, [group[0] for group in groups], tops)
    for group in groups:
        place = group[0]
        text = "".join(lines[item].text for item in group)
        turn = turns.at(place, text, sections[-1] if sections else None)
        if place in tops:
            why = f"因为标题“{quote(lines[place].text)}”"
            after = sections[-1].kind_so_far if sections and not tops[place].marked else None
            sections.append(Section([], tops[place].label, why, NOTHING, after=after, headed=True))
        elif turn:
            sections.append(Section([], None, f"因为“{quote(text)}”这一句", NOTHING, turn=turn))
        elif not sections or not tops:
            after = sections[-1].kind_so_far if sections else None
            sections.append(Section([], None, _UNTITLED, NOTHING, after=after))
        current = sections[-1]
        current.groups.append(group)
        if not current.named and current.heard < _ENOUGH:
            current.heard += len(text)
            current.evidence = Evidence(*map(sum, zip(current.evidence, read_evidence(text), strict=True)))
    return sections


def label_chapters(sections: Sequence[Section], headings: Mapping[int, Heading]) -> None:
    """Mark the headings of chapters that each hold work, problems and plans (一、学习教育方面 and so on)."""
    for number, section in enumerate(sections):
        chapter = headings.get(section.start)
        if chapter and not section.named and len(section.groups) == 1:
            kinds = _kinds_below(chapter.rank, sections[number + 1 :], headings)
            if len(kinds & {Kind.ACHIEVEMENTS, Kind.PROBLEMS, Kind.PLAN}) > 1:
                section.label = Label(Kind.SUMMED, strong=True)


def _kinds_below(rank: float, after: Sequence[Section], headings: Mapping[int, Heading]) -> set[Kind | None]:
    """What the sections up to the next heading of ``rank`` name."""
    kinds = set()
    for section in after:
        heading = headings.get(section.start)
        if heading and heading.rank <= rank:
            break
        if section.named:
            kinds.add(section.kind_so_far)
    return kinds


class _Turns:
    """Finds the sentences that turn to another part where no heading does."""

    def __init__(self, lines: Sequence[Line], places: Sequence[int], tops: Mapping[int, Heading]) -> None:
        named = sorted(place for place, top in tops.items() if top.label and top.label.strong)
        self._last = {top.label.kind: place for place in named if (top := tops[place]).label}
        self._lines, self._places, self._has_tops = lines, places, bool(tops)

    def at(self, place: int, text: str, current: Section | None) -> Kind | None:
        """The kind that the paragraph at ``place`` turns to, or None."""
        start = text[:_TURN_REACH]
        now = current.kind_so_far if current else None
        if now in (Kind.MERGED, Kind.PLAN, Kind.OTHER):
            return None
        head = announced(start)
        spoken = read_heading(head) if head else None
        if spoken and spoken.strong and spoken.kind in STATES and not self._is_headed(place, spoken.kind):
            return spoken.kind
        if now in (Kind.PROBLEMS, Kind.CAUSES):
            return self._from_problems(place, start, now)
        if not self._is_headed(place, Kind.PROBLEMS, Kind.MERGED) and turns_to_problems(start):
            return Kind.PROBLEMS
        return self._to_plan(place, start)

    def _from_problems(self, place: int, start: str, now: Kind) -> Kind | None:
        if now is Kind.PROBLEMS and turns_to_causes(start) and not self._is_headed(place, Kind.CAUSES):
            return Kind.CAUSES
        return self._to_plan(place, start)

    def _to_plan(self, place: int, start: str) -> Kind | None:
        # What is headed anyway, as in most reports, needs no search.
        if self._is_headed(place, Kind.PLAN, Kind.MERGED) or not TURN_TO_PLAN.match(start):
            return None
        return None if self._has_tops and self._plans_follow_items else Kind.PLAN

    @cached_property
    def _plans_follow_items(self) -> bool:
        """Whether plans are told item by item, so that none of them opens a part."""
        starts = [place for place in self._places if TURN_TO_PLAN.match(self._lines[place].text[:_TURN_REACH])]
        return len(starts) > 1 and starts[-1] - starts[0] > len(starts)

    def _is_headed(self, place: int, *kinds: Kind) -> bool:
        """Whether a later heading opens one of ``kinds`` anyway."""
        return any(self._last.get(kind, place) > place for kind in kinds)
