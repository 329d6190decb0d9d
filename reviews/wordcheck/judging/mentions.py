"""Does a report say what became of earlier promises, and touch what a notice stresses? (WORDCHECK §4).

By content alone: what two texts share of their uncommon pairs of characters. Never a limit, never stored; the
author confirms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reviews.wordcheck.values import Paragraph, Part

# Two numbers found by trial on plan items and their sequels (tests/reviews/wordcheck/test_mentions.py).
ENOUGH = 0.25  # of an item's pairs, within a paragraph and its neighbour
FEWEST_PAIRS = 3
_NOT_SEARCHED = (Part.TITLE, Part.TOC)
_WORD = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z0-9]+")
_NOT_TEXT = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]+")
# What every report says: it tells nothing about which matter is meant.
_COMMON = re.compile(
    "党总支|党支部|支部书记|党组织|党委|支部|党员|党建|书记|工作|进一步|加强|推进|推动|落实|开展|建设|组织|提高|提升|完善"
    "|健全|深入|坚持|做好|抓好|抓实|抓细|强化|持续|不断|切实|全面|积极|努力|认真|有效|严格|充分|加大|力度|制度|机制|作用"
    "|发挥|问题|情况|方面|活动|学习|教育|管理|服务|下一步|今后|明年|今年|去年|全年|年底|年初|我们|我将|我要|每季度|每月|每年"
    "|至少|不够|不足|有的|部分|个别|存在|没有|已经|确保|做到|形成|通过|围绕|结合|带头|重点|主动|定期|及时|同志|学院|学校|全体"
)
_ALTERNATIVE = re.compile(r"[/／|｜]")


@dataclass(frozen=True, slots=True)
class Mention:
    """Whether a text is taken up in a report, and in which paragraph (by index; None where it is not)."""

    found: bool
    paragraph: int | None


def mentions(paragraphs: Sequence[Paragraph], items: Iterable[str]) -> list[Mention]:
    """For each of ``items``, in order, where the report is most like it, if anywhere."""
    searched = [item for item in paragraphs if item.part not in _NOT_SEARCHED]
    windows = list(_windows(searched))
    return [_mention(_pairs(text), windows) for text in items]


def _windows(searched: Sequence[Paragraph]) -> Iterable[tuple[int, frozenset[str]]]:
    """Each paragraph with what follows it: a matter and its outcome often stand in two."""
    pairs = [_pairs(item.text) for item in searched]
    for place, item in enumerate(searched):
        following = pairs[place + 1] if place + 1 < len(pairs) else frozenset()
        yield item.index, pairs[place] | following


def _mention(wanted: frozenset[str], windows: Iterable[tuple[int, frozenset[str]]]) -> Mention:
    best, where = 0, None
    for index, window in windows:
        common = len(wanted & window)
        if common > best:
            best, where = common, index
    found = best >= FEWEST_PAIRS and best >= ENOUGH * len(wanted)
    return Mention(found, where if found else None)


def _pairs(text: str) -> frozenset[str]:
    """The pairs of characters that stand beside each other, without what every report says."""
    plain = _COMMON.sub("，", text)
    words = _WORD.findall(plain)
    return frozenset(word[at : at + 2] for word in words for at in range(len(word) - 1))


def untouched(paragraphs: Sequence[Paragraph], focus: Iterable[str]) -> list[str]:
    """The lines of ``focus`` of which no wording occurs: “师德师风/师德建设” asks for either, spaces and marks aside."""
    whole = "，".join(_plain(item.text) for item in paragraphs if item.part not in _NOT_SEARCHED)
    return [line for line in focus if not any(term in whole for term in _terms(line))]


def _terms(line: str) -> list[str]:
    return [term for term in (_plain(one) for one in _ALTERNATIVE.split(line)) if term]


def _plain(text: str) -> str:
    return _NOT_TEXT.sub("", text).lower()
