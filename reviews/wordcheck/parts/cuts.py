"""Where a report is cut into sections: top-level headings, and sentences that turn to the next part (WORDCHECK §3)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import takewhile

from .cues import TURN_TO_PLAN, announced, turns_to_causes, turns_to_problems
from .headings import Kind, read_heading
from .lines import UNNUMBERED, Line
from .outline import Heading
from .sections import STATES, Section
from .signs import NOTHING, Evidence, read_evidence

_ANNOUNCES = re.compile(r"如下|(?:报告|汇报|述职|述评)[。：:]?$")
_ADDRESSES = re.compile(
    r"^(?:尊敬的|各位|老师们)[^。]{0,24}[：:！]?$|^同志们[：:！]?$|^(?:大家好|我[是叫]|我代表).{0,50}$"
)
_LISTS = re.compile("^[一二三]是|^第[一二三]，")
_OPENING_WORDS = 350
_ANNOUNCED_WITHIN = 6
_TURN_REACH = 120
_QUOTED = 18
_UNTITLED = "因为没有标题，按内容推断"
_WRAPPED_FROM = 18
_ENDS = frozenset("。！？!?；;：:…”）)")


def opening_places(lines: Sequence[Line], places: Sequence[int], headings: Mapping[int, Heading]) -> list[int]:
    """The places before the first heading that open the report, up to “现将……报告如下”."""
    before = [place for place in places if not headings or place < min(headings)]
    early = list(takewhile(lambda place: not _LISTS.match(lines[place].text), before[:_ANNOUNCED_WITHIN]))
    last = max((place for place in early if _ANNOUNCES.search(lines[place].text)), default=-1)
    begun = next((place for place in early if _begins_deeds(lines[place].text)), last + 1)
    if begun or last >= 0:
        return [place for place in before if place < max(begun, last + 1)]
    short = sum(lines[place].words for place in before) <= _OPENING_WORDS
    later = headings and headings[min(headings)].names_a_part
    if headings and short and not later:
        return before
    return [place for place in early if _ADDRESSES.search(lines[place].text)]


def _begins_deeds(text: str) -> bool:
    """Whether a spoken report comes to its first part here (首先，报告今年的工作)."""
    head = announced(text[:_TURN_REACH])
    label = read_heading(head)
    return bool(head) and (label.kind is Kind.ACHIEVEMENTS if label else text.startswith(("首先", "第一")))


def cut(
    lines: Sequence[Line], places: Sequence[int], headings: Collection[int], tops: Mapping[int, Heading]
) -> list[Section]:
    """The sections in order; without any top-level heading every paragraph is a section of its own."""
    sections: list[Section] = []
    turns = _Turns(lines, places, tops)
    for group in _join_wrapped(lines, places, headings):
        place = group[0]
        text = "".join(lines[item].text for item in group)
        turn = turns.at(place, text, sections[-1] if sections else None)
        if place in tops:
            why = f"因为标题“{_quote(lines[place].text)}”"
            sections.append(Section([], tops[place].label, why, NOTHING, headed=True))
        elif turn:
            sections.append(Section([], None, f"因为“{_quote(text)}”这一句", NOTHING, turn=turn))
        elif not sections or not tops:
            after = sections[-1].kind_so_far if sections else None
            sections.append(Section([], None, _UNTITLED, NOTHING, after=after))
        current = sections[-1]
        current.groups.append(group)
        if current.label is None or not current.label.strong:
            current.evidence = Evidence(*map(sum, zip(current.evidence, read_evidence(text), strict=True)))
    return sections


def _join_wrapped(lines: Sequence[Line], places: Sequence[int], headings: Collection[int]) -> Iterator[list[int]]:
    """Places joined where one sentence was wrapped by hand over several paragraphs."""
    group: list[int] = []
    for place in places:
        if group and not _continues(lines[group[-1]], lines[place], place in headings):
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _continues(before: Line, line: Line, is_heading: bool) -> bool:
    if is_heading or line.is_heading or line.rank != UNNUMBERED or before.is_heading or before.cell != line.cell:
        return False
    return len(before.text) >= _WRAPPED_FROM and before.text[-1] not in _ENDS


def _quote(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}……"


class _Turns:
    """Finds the sentences that turn to another part where no heading does."""

    def __init__(self, lines: Sequence[Line], places: Sequence[int], tops: Mapping[int, Heading]) -> None:
        named = sorted(place for place, top in tops.items() if top.label and top.label.strong)
        self._last = {top.label.kind: place for place in named if (top := tops[place]).label}
        starts = [place for place in places if TURN_TO_PLAN.match(lines[place].text[:_TURN_REACH])]
        self._plans_follow_items = len(starts) > 1 and starts[-1] - starts[0] > len(starts)
        self._has_tops = bool(tops)

    def at(self, place: int, text: str, current: Section | None) -> Kind | None:
        """The kind that the paragraph at ``place`` turns to, or None."""
        start = text[:_TURN_REACH]
        now = current.kind_so_far if current else None
        if now in (Kind.MERGED, Kind.PLAN, Kind.OTHER):
            return None
        spoken = read_heading(announced(start))
        if spoken and spoken.strong and spoken.kind in STATES and not self._is_headed(place, spoken.kind):
            return spoken.kind
        if now in (Kind.PROBLEMS, Kind.CAUSES):
            return self._from_problems(place, start, now)
        if turns_to_problems(start) and not self._is_headed(place, Kind.PROBLEMS, Kind.MERGED):
            return Kind.PROBLEMS
        return self._to_plan(place, start)

    def _from_problems(self, place: int, start: str, now: Kind) -> Kind | None:
        if now is Kind.PROBLEMS and turns_to_causes(start) and not self._is_headed(place, Kind.CAUSES):
            return Kind.CAUSES
        return self._to_plan(place, start)

    def _to_plan(self, place: int, start: str) -> Kind | None:
        items = self._has_tops and self._plans_follow_items
        if items or not TURN_TO_PLAN.match(start) or self._is_headed(place, Kind.PLAN, Kind.MERGED):
            return None
        return Kind.PLAN

    def _is_headed(self, place: int, *kinds: Kind) -> bool:
        """Whether a later heading opens one of ``kinds`` anyway."""
        return any(self._last.get(kind, place) > place for kind in kinds)
