"""How a report ends: closing words, a last vow, signature and notes, an annex behind them (WORDCHECK §3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reviews.wordcheck.values import Part
from reviews.wordcheck.wording import IN_SIGNATURE

from .decisions import Decision, certain, doubtful
from .headings import Kind
from .lines import UNNUMBERED, Line
from .signs import sounds_like_vow
from .title import DATE
from .wrapped import continues

_ANNEX = re.compile(
    r"^[（(【]?附\s*(?:[件表录]\s*[\d一二三四五]*\s*(?:[：:、.．\s】]|$)|[：:])|^附[件表录]?.{0,20}(?:台账|清单|一览表|任务表)"
)
_SHORTEST_REPORT = 150
_NOTE = re.compile(r"^(?:注|备注|说明|填表说明|附件|附表)\s*\d?\s*[：:]|^填表说明")
_NOTE_ANYWHERE = re.compile(r"(?:注|备注|填表说明)\s*\d?\s*[：:]|填表说明$")
_SIGNATURE = re.compile(r"^(?:述职人|汇报人|报告人|签名|签字|审核|填报|单位)|书记|支部|总支|委员会|党委|学院")
_NAME = re.compile(r"^[\u4e00-\u9fff]\s*[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff])?$")
_LONGEST_SIGNATURE = 30
_CLOSING = re.compile(
    r"^(?:以上|上述)[^。]{0,12}(?:报告|述职|汇报|情况|是我|就是)|^此致|^敬礼|^特此(?:报告|汇报|述职)"
    r"|请[^。]{0,14}(?:评议|审议|审阅|批评|指正|批改)|(?:不当|不妥|不足)之处|谢谢|^感谢"
    r"|请(?:大家|各位|同志|领导|组织|代表|评委|老师|同学)[^。]{0,10}(?:监督|打分|放心|指导|帮助|意见)"
    r"|(?:述职|汇报|报告|发言|我的?话|说|讲)(?:就|也)?(?:完|到此|到这)|(?:述职|汇报|报告|发言)[^。]{0,4}(?:完毕|结束)"
)
_LONGEST_CLOSING = 90
# 征程万里风正劲，重任千钧再出发。
_COUPLET = re.compile("(?:各位[^，]{2,12}[，：！])?([^，。；：、0-9]{4,12})[，；]([^，。；：、0-9]{4,12})[。！]")
_MEASURE = re.compile(r"\d|每[月周年季人个半学]|一是|第一[，、]|月底|年底前|半年")
# What leads up to a vow in a paragraph before it is shorter.
_LONGEST_VOW, _LONGEST_LEAD = 200, 40
# How much a last paragraph must sound like a vow to be taken for one, and to be asked about.
_VOW, _MAYBE = 5.0, 1.5
_WHY_VOW = "因为是结尾的表态"
_VOW_COULD = frozenset((Part.CLOSING, Part.PLAN))


def annex_start(lines: Sequence[Line]) -> int:
    """Where an annex closes the report: 附件：整改台账, or a table behind the date; else the end."""
    # Behind a covering letter, which also says 附件, the parts are still to come.
    parts = next((place for place, line in enumerate(lines) if _names_problems(line)), 0)
    last = max((place for place, line in enumerate(lines) if not line.cell), default=0)
    written = 0
    for place, line in enumerate(lines):
        written += line.words
        if written < _SHORTEST_REPORT or line.cell:
            continue
        if parts <= place and _ANNEX.search(line.text):
            return place
        if place == last and DATE.match(line.text):
            return place + 1
    return len(lines)


def _names_problems(line: Line) -> bool:
    return not line.cell and line.label is not None and line.label.kind in (Kind.PROBLEMS, Kind.MERGED)


def is_note(line: Line) -> bool:
    """注：…… or 填表说明, wherever it stands."""
    return line.text[:1] in "注备填" and bool(_NOTE_ANYWHERE.match(line.text))


def read_ending(lines: Sequence[Line], frame: Mapping[int, Decision]) -> dict[int, Decision]:
    """Notes, signature, closing words and a vow, read from the end upwards."""
    found: dict[int, Decision] = {}
    place, longest = len(lines) - 1, _LONGEST_VOW
    while place >= 0 and place not in frame and _is_signature(lines[place], last=not found):
        found[place] = certain(Part.OTHER, IN_SIGNATURE)
        place -= 1
    while place > 0 and place not in frame and _is_closing(lines[place], lines[place - 1]):
        found[place] = certain(Part.CLOSING, "因为是结束语")
        longest = longest if len(lines[place].text) <= _LONGEST_LEAD else _LONGEST_LEAD
        place -= 1
    while place > 0 and place not in frame and (vow := _vow(lines, place, longest)):
        found.update(vow)
        place = min(vow) - 1
        longest = _LONGEST_LEAD
    return found


def _is_signature(line: Line, *, last: bool) -> bool:
    text = line.text
    if DATE.match(text) or _NOTE.match(text):
        return True
    short = len(text) <= _LONGEST_SIGNATURE and not re.search("[。；，]", text) and line.rank == UNNUMBERED
    return short and (
        line.align in ("right", "end") or bool(_SIGNATURE.search(text)) or bool(not last and _NAME.match(text))
    )


def _is_closing(line: Line, before: Line) -> bool:
    if len(line.text) > _LONGEST_CLOSING or line.rank != UNNUMBERED or not _CLOSING.search(line.text):
        return False
    if continues(before, line, is_heading=False):
        return False
    # What a heading stands over, or what says when and how often, is a plan that asks for judgement: 请学生打分.
    return not (_MEASURE.search(line.text) or (before.is_heading and before.label))


def _vow(lines: Sequence[Line], place: int, longest: int) -> dict[int, Decision]:
    """新的一年，我将……交出答卷 right before the closing words; doubtful where it only sounds like that."""
    start = place
    while start and continues(lines[start - 1], lines[start], is_heading=False):
        start -= 1
    if start and lines[start - 1].is_heading:
        return {}
    text = "".join(line.text for line in lines[start : place + 1])
    if len(text) > longest or lines[start].rank != UNNUMBERED or text.endswith(("：", ":")):
        return {}
    sound = sounds_like_vow(text)
    if sound < _MAYBE:
        return {}
    if start and _is_couplet(lines[start - 1]):
        start -= 1
    decision = certain(Part.CLOSING, _WHY_VOW) if sound >= _VOW else doubtful(Part.CLOSING, _WHY_VOW, _VOW_COULD)
    return dict.fromkeys(range(start, place + 1), decision)


def _is_couplet(line: Line) -> bool:
    """征程万里风正劲，重任千钧再出发。 in a paragraph of its own before the vow."""
    found = _COUPLET.fullmatch(line.text) if line.rank == UNNUMBERED else None
    return found is not None and len(found[1]) == len(found[2])
