"""How a report ends: closing words, a last resolve, signature and notes, an annex behind them (WORDCHECK §3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reviews.wordcheck.values import Part

from .decisions import Decision, certain, doubtful
from .headings import Kind
from .lines import UNNUMBERED, Line
from .title import DATE
from .wrapped import continues

_ANNEX = re.compile(
    r"^[（(【]?附\s*(?:[件表录]\s*[\d一二三四五]*\s*(?:[：:、.．\s】]|$)|[：:])|^附[件表录]?.{0,20}(?:台账|清单|一览表|任务表)"
)
_SHORTEST_REPORT = 150
_NOTE = re.compile(r"^(?:注|备注|说明|填表说明|附件|附表)\s*\d?\s*[：:]|^填表说明")
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
_RESOLVE_START = re.compile(
    r"^(?:新的?一年|新(?:的)?征程|新时代|站在|展望|面向|面对|各位|征途|道阻|踏上|奋进|今后|我将|我坚信|我相信|总之|成绩|20\d\d年|下一?步|时代|路虽|行远|奋斗)"
)
_RESOLVE = re.compile(
    "答卷|篇章|贡献|新局面|前行|再立新功|新功|谱写|不负|辜负|而(?:努力)?奋斗|而努力|再创|砥砺|新台阶|奋勇|新业绩|初心"
    "|新的?起点|为契机|锐意|奋力|担当作为|携手|共创"
)
# 道虽迩，不行不至；事虽小，不为不成。
_COUPLET = re.compile("^[^，。；：]{3,12}[，；][^，。；：]{3,12}[。；！，][^：]*(?:我将|我愿|我们|我一定)")
_VOW = re.compile("(?:我|我们)(?:将|会|愿|一定|决心|定当)|让我们|将同|将和")
_MEASURE = re.compile(r"\d|每[月周年季人个半学]|一是|第一[，、]|月底|年底前|半年")
_ITEM = re.compile("[一二三四五六七八九十]是|第[一二三四五六]|其[一二三四五]|[●▲◆]")
_LONGEST_RESOLVE = 160
_WHY_RESOLVE = "因为是结尾的表态"
_RESOLVE_COULD = frozenset((Part.CLOSING, Part.PLAN))


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


def read_ending(lines: Sequence[Line], frame: Mapping[int, Decision]) -> dict[int, Decision]:
    """Notes, signature, closing words and one resolve, read from the end upwards."""
    found: dict[int, Decision] = {}
    place = len(lines) - 1
    while place >= 0 and place not in frame and _is_signature(lines[place], last=not found):
        found[place] = certain(Part.OTHER, "因为是落款、日期或附注")
        place -= 1
    while place > 0 and place not in frame and _is_closing(lines[place], lines[place - 1]):
        found[place] = certain(Part.CLOSING, "因为是结束语")
        place -= 1
    if place > 0 and place not in frame:
        found.update(_resolve(lines, place))
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


def _resolve(lines: Sequence[Line], place: int) -> dict[int, Decision]:
    """新的一年，我将……交出答卷 right before the closing words; doubtful where it only sounds like that."""
    text = lines[place].text
    if len(text) > _LONGEST_RESOLVE or lines[place].rank != UNNUMBERED:
        return {}
    if _RESOLVE.search(text) and (_RESOLVE_START.search(text) or _COUPLET.search(text)):
        return {place: certain(Part.CLOSING, _WHY_RESOLVE)}
    vows = _VOW.search(text) and not _MEASURE.search(text)
    follows_items = _is_item(lines[place - 1])
    if vows and _RESOLVE.search(text) and follows_items:
        return {place: certain(Part.CLOSING, _WHY_RESOLVE)}
    if vows and (_RESOLVE.search(text) or follows_items):
        return {place: doubtful(Part.CLOSING, _WHY_RESOLVE, _RESOLVE_COULD)}
    return {}


def _is_item(line: Line) -> bool:
    """One of several numbered measures, after which an unnumbered paragraph sums up."""
    return bool(_ITEM.match(line.text)) or (line.rank != UNNUMBERED and not line.alone)
