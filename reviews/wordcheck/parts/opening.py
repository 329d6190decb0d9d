"""What opens a report: an address, a few words on what follows, up to 现将……报告如下 (WORDCHECK §3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from reviews.wordcheck.values import Part

from .cues import announced
from .decisions import Decision, certain, doubtful
from .headings import Kind, read_heading
from .lines import Line
from .outline import Heading
from .signs import read_evidence

_ANNOUNCES = re.compile(
    r"如下|(?:报告|汇报|述职|述评)[。：:]?$|(?:说一说|谈一谈|讲一讲|说说|谈谈|讲讲)[。：:]$|作[^。，]{0,3}(?:交代|汇报|述职|报告)[。：:，]"
)
_ADDRESSES = re.compile(
    r"^(?:尊敬的|各位|老师们)[^。]{0,24}[：:！]?$|^同志们[：:！]?$|^[^。]{0,12}好[！。]$|^(?:大家好|我[是叫]|我代表).{0,50}$"
)
_LISTS = re.compile("^[一二三]是|^第[一二三]，")
_LONGEST = 350
_ANNOUNCED_WITHIN = 6
_REACH = 120
# How far words of deeds must be ahead to belong to the achievements although no heading says so.
_CLEARLY = 8
OPENS = frozenset((Part.OPENING, Part.ACHIEVEMENTS))


def read_opening(
    lines: Sequence[Line], groups: Sequence[list[int]], headings: Mapping[int, Heading], *, has_top: bool
) -> dict[int, Decision]:
    """Decisions for the paragraphs that open the report; sure only above a top-level heading and without deeds."""
    first = min(headings, default=len(lines))
    before = [group for group in groups if group[0] < first]
    texts = {group[0]: "".join(lines[place].text for place in group) for group in before}
    opening = _opening(lines, texts, headings)
    why = "因为在第一个标题之前，是开头的话"
    announced_last = bool(opening) and bool(_ANNOUNCES.search(texts[opening[-1]]))
    brief = sum(lines[place].words for group in before if group[0] in opening for place in group) <= _LONGEST
    told = has_top and ((announced_last and brief) or not any(tells_deeds(texts[place]) for place in opening))
    decision = certain(Part.OPENING, why) if told else doubtful(Part.OPENING, why, OPENS)
    return {place: decision for group in before if group[0] in opening for place in group}


def tells_deeds(text: str) -> bool:
    """Whether a text without a heading tells enough of what was done to belong to the achievements."""
    evidence = read_evidence(text)
    return evidence.achievements - max(evidence.problems, evidence.plan) > _CLEARLY


def _opening(lines: Sequence[Line], texts: Mapping[int, str], headings: Mapping[int, Heading]) -> list[int]:
    before = list(texts)
    early = list(takewhile(lambda place: not _LISTS.match(texts[place]), before[:_ANNOUNCED_WITHIN]))
    last = max((place for place in early if _ANNOUNCES.search(texts[place])), default=-1)
    begun = next((place for place in early if _begins_deeds(texts[place])), last + 1)
    if begun or last >= 0:
        return [place for place in before if place < max(begun, last + 1)]
    short = sum(lines[place].words for place in before) <= _LONGEST
    if headings and short and not headings[min(headings)].names_a_part:
        return before
    return [place for place in early if _ADDRESSES.search(texts[place])]


def _begins_deeds(text: str) -> bool:
    """Whether a spoken report comes to its first part here (首先，报告今年的工作)."""
    head = announced(text[:_REACH])
    label = read_heading(head)
    return bool(head) and (label.kind is Kind.ACHIEVEMENTS if label else text.startswith(("首先", "第一")))
