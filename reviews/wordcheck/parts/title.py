"""The title with its sub-title, by-line and date (WORDCHECK §3)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from .headings import Kind
from .lines import UNNUMBERED, Line

_TITLE_WORDS = re.compile(r"报\s*告|述\s*职|总\s*结|汇\s*报|材\s*料|发\s*言|述评")
# 总结 heads the first part, 2026年工作总结 the whole report.
_PART_NAME = re.compile("^(?:个人|党建|全年|年度|一年来的?|本年度?|今年)?工?作?(?:总结|回顾)$")
_PERSON = r"[\u4e00-\u9fff]\s*[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff])?"
_BY_LINE = re.compile(
    r"^[—－\-–―]+|^[（(].*[)）]$|书记|支部|总支|党委|学院|单位|姓名|述职人|汇报人|报告人|部门|职务"
    rf"|^{_PERSON}(?:\s+20\d\d\s*年.*)?$|^[^\s，。：]{{2,20}}\s+{_PERSON}$"
)
DATE = re.compile(
    r"^20\d\d[-./]\d{1,2}[-./]\d{1,2}$"
    r"|^[（(]?(?:日期：?|时间：?)?(?:20\d\d|二[〇○零0Oo][一二三四五六七八九〇○零十]{2})\s*年[^，。]{0,10}[)）]?$"
)
_ANNEX = re.compile(r"^附\s*件\s*[\d一二三四五]*\s*[：:]?$")
_SALUTATION = re.compile(r"^(?:尊敬的|各位|同志们|领导)")
_FORM = re.compile("(?:单位|姓名|述职人|汇报人|报告人|职务|部门|(?:支部|总支|党委)?书记)[：:]")
_ENDED = re.compile("[。；;：:]$")
_SENTENCE = re.compile("[。；;，：:]")
_LATER = (Kind.PROBLEMS, Kind.MERGED, Kind.PLAN)
_LONGEST = 60
# What is longer and not centred is the first line of a text wrapped by hand.
_LONGEST_BY_LINE = 25
_LONGEST_MOTTO = 40
_MOST_LINES = 8


def title_places(lines: Sequence[Line], contents: Collection[int]) -> list[int]:
    """The places of the title at the head and, where a 目录 follows it, once more behind that."""
    seen = (place for place, line in enumerate(lines) if place not in contents and line.text)
    starts = [next(seen, len(lines))]
    behind = max((place for place in contents if place > starts[0]), default=len(lines)) + 1
    return [place for start in (*starts, behind) for place in _block(lines, start, contents)]


def _block(lines: Sequence[Line], start: int, contents: Collection[int]) -> list[int]:
    found: list[int] = []
    for place in range(start, min(start + _MOST_LINES, len(lines))):
        fits = _in_title(lines[place], first=not found) or (not found and _is_motto(lines, place))
        if place in contents or not fits or _heads_a_part(lines, place):
            break
        found.append(place)
    return found


def _heads_a_part(lines: Sequence[Line], place: int) -> bool:
    """总结 as the first of several plain headings, where 问题 or 打算 stands as plainly below."""
    if not _PART_NAME.match(lines[place].head):
        return False
    plain = (line for line in lines[place + 1 :] if line.rank == UNNUMBERED and line.alone and not line.cell)
    return any(line.label and line.label.strong and line.label.kind in _LATER for line in plain)


def _is_motto(lines: Sequence[Line], place: int) -> bool:
    """继承传统开新局, where a by-line or the title proper stands right below."""
    line = lines[place]
    named = line.label is not None and line.label.strong
    if line.cell or named or line.rank != UNNUMBERED or len(line.text) > _LONGEST_MOTTO:
        return False
    below = lines[place + 1 : place + 2]
    return not (_SENTENCE.search(line.text) or _SALUTATION.match(line.text)) and any(
        _in_title(after, first=False) for after in below
    )


def _in_title(line: Line, *, first: bool) -> bool:
    named = bool(_TITLE_WORDS.search(line.text))
    if line.cell:
        return first and named
    if _ANNEX.match(line.text) or DATE.match(line.text):
        return True
    if line.rank != UNNUMBERED or len(line.text) > _LONGEST or _SALUTATION.match(line.text):
        return False
    if line.is_title or (named and not _ENDED.search(line.text) and not _FORM.match(line.text)):
        return line.is_title or first or not _SENTENCE.search(line.text)
    return _goes_with_title(line, first=first)


def _goes_with_title(line: Line, *, first: bool) -> bool:
    """A centred line, and below the title also a by-line such as 单位：…… or a name."""
    label = line.label
    if label and label.strong:
        return False
    if _FORM.match(line.text):
        return True
    plain = not _SENTENCE.search(line.text)
    if len(line.text) > _LONGEST_BY_LINE and line.align != "center" and not line.text.startswith(tuple("—－-―（(")):
        return False
    return plain and (line.align == "center" or (not first and bool(_BY_LINE.search(line.text))))
