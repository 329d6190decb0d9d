"""What stands around the three parts: title, 目录, closing words, signature, notes (WORDCHECK §3)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviews.wordcheck.values import Part

from .decisions import Decision, certain
from .headings import Kind
from .lines import UNNUMBERED, Line

_TITLE_WORDS = re.compile(r"报\s*告|述\s*职|总\s*结|汇\s*报|材\s*料|发\s*言|述评")
# 总结 heads the first part, 2026年工作总结 the whole report.
_PART_NAME = re.compile("^(?:个人|党建|全年|年度|一年来的?|本年度?|今年)?工?作?(?:总结|回顾)$")
_BY_LINE = re.compile(
    r"^[—－\-–―]+|^[（(].*[)）]$|书记|支部|总支|党委|学院|单位|姓名|述职人|汇报人|报告人|部门|职务|^[\u4e00-\u9fff]\s*[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff])?$"
)
_DATE = re.compile(
    r"^20\d\d[-./]\d{1,2}[-./]\d{1,2}$|^[（(]?(?:日期：?|时间：?)?(?:20\d\d|二[〇○零0Oo][一二三四五六七八九〇○零十]{2})\s*年[^，。]{0,10}[)）]?$"
)
_ANNEX = re.compile(r"^附\s*件\s*[\d一二三四五]*\s*[：:]?$")
_CLOSING_ANNEX = re.compile(
    r"^[（(【]?附\s*(?:[件表录]\s*[\d一二三四五]*\s*(?:[：:、.．\s】]|$)|[：:])|^附[件表录]?.{0,20}(?:台账|清单|一览表|任务表)"
)
_SHORTEST_REPORT = 150
_SALUTATION = re.compile(r"^(?:尊敬的|各位|同志们|领导)")
_FORM = re.compile("(?:单位|姓名|述职人|汇报人|报告人|职务|部门)[：:]")
_ENDED = re.compile("[。；;：:]$")
_SENTENCE = re.compile("[。；;，：:]")
_LATER = (Kind.PROBLEMS, Kind.MERGED, Kind.PLAN)
_LONGEST_TITLE = 60
_MOST_TITLE_LINES = 8
_LONGEST_FORM_CELL = 20

_LONGEST_CONTENTS = 200
_CONTENTS = re.compile(r"^目\s*录$")
_LEADER = re.compile(r"(?:[.．·…\s—-]{2,}|[…\t])\s*-?\s*\d{1,3}\s*-?$")
# Below the word 目录 a page number needs no leader before it.
_PAGE = re.compile(r"[.．·…\s—-]*[（(]?\d{1,3}[)）]?$")

_NOTE = re.compile(r"^(?:注|备注|说明|填表说明|附件|附表)\s*\d?\s*[：:]|^填表说明")
_SIGNATURE = re.compile(r"^(?:述职人|汇报人|报告人|签名|签字|审核|填报|单位)|书记|支部|总支|委员会|党委|学院")
_LONGEST_SIGNATURE = 30
_CLOSING = re.compile(
    r"^(?:以上|上述)[^。]{0,12}(?:报告|述职|汇报|情况|是我|就是)|请[^。]{0,8}(?:评议|审议|审阅|批评|指正|监督)|(?:不当|不妥|不足)之处|谢谢|(?:述职|汇报|报告)完毕|^此致|^敬礼|^特此(?:报告|汇报|述职)"
)
_LONGEST_CLOSING = 90
_RESOLVE_START = re.compile(
    r"^(?:新的?一年|新(?:的)?征程|新时代|站在|展望|面向|面对|各位|征途|道阻|踏上|奋进|今后|我将|我坚信|我相信|总之|成绩|20\d\d年|下一?步|时代|路虽|行远|奋斗)"
)
_RESOLVE = re.compile(
    "答卷|篇章|贡献|新局面|前行|再立新功|新功|谱写|不负|辜负|而(?:努力)?奋斗|而努力|再创|砥砺|新台阶|奋勇|新业绩|初心"
)
# 道虽迩，不行不至；事虽小，不为不成。
_COUPLET = re.compile("^[^，。；：]{3,12}[，；][^，。；：]{3,12}[。；！，][^：]*(?:我将|我愿|我们|我一定)")
_LONGEST_RESOLVE = 160


def read_frame(lines: Sequence[Line]) -> dict[int, Decision]:
    """Decisions for the paragraphs that belong to no part, by their place in ``lines``."""
    end = _annex_start(lines)
    annex = {place: certain(Part.OTHER, "因为在报告后面的附件里") for place in range(end, len(lines))}
    lines = lines[:end]
    frame = _contents(lines)
    frame.update(_title(lines, frame))
    frame.update(_form_head(lines, frame))
    frame.update(_end(lines, frame))
    return {**frame, **annex}


def _annex_start(lines: Sequence[Line]) -> int:
    """Where an annex closes the report: 附件：整改台账, or a table behind the date; else the end."""
    # Behind a covering letter, which also says 附件, the parts are still to come.
    parts = next((place for place, line in enumerate(lines) if _names_problems(line)), 0)
    last = max((place for place, line in enumerate(lines) if not line.cell), default=0)
    written = 0
    for place, line in enumerate(lines):
        written += line.words
        if written < _SHORTEST_REPORT or line.cell:
            continue
        if parts <= place and _CLOSING_ANNEX.search(line.text):
            return place
        if place == last and _DATE.match(line.text):
            return place + 1
    return len(lines)


def _names_problems(line: Line) -> bool:
    return not line.cell and line.label is not None and line.label.kind in (Kind.PROBLEMS, Kind.MERGED)


def _contents(lines: Sequence[Line]) -> dict[int, Decision]:
    toc = {
        place
        for place, line in enumerate(lines)
        if line.is_toc or (line.text[-1:] in "0123456789-" and not line.cell and _LEADER.search(line.text))
    }
    opened = next((place for place, line in enumerate(lines) if _CONTENTS.match(line.text)), None)
    if opened is not None:
        toc.add(opened)
        texts = [_plain(line.text) for line in lines]
        for place in range(opened + 1, min(opened + _LONGEST_CONTENTS, len(lines))):
            repeated = any(text.startswith(texts[place]) for text in texts[place + 1 :])
            if place not in toc and not repeated:
                break
            toc.add(place)
    return {place: certain(Part.TOC, "因为在目录里") for place in toc}


def _plain(text: str) -> str:
    return re.sub(r"\s", "", _PAGE.sub("", text))


def _form_head(lines: Sequence[Line], frame: dict[int, Decision]) -> dict[int, Decision]:
    """The cells of a form above its first named part: 姓名, 单位, 职务 and what stands beside them."""
    found: dict[int, Decision] = {}
    for place, line in enumerate(lines):
        if place in frame:
            continue
        label = line.label
        if not line.cell or line.words > _LONGEST_FORM_CELL or (label and label.strong):
            break
        found[place] = certain(Part.OTHER, "因为是表头里填写的项目")
    return found


def _title(lines: Sequence[Line], frame: dict[int, Decision]) -> dict[int, Decision]:
    """The title at the head and, where a 目录 follows it, once more behind that."""
    starts = [next((place for place in range(len(lines)) if place not in frame), len(lines))]
    contents = [place for place in frame if place > starts[0]]
    if contents and max(contents) + 1 < len(lines):
        starts.append(max(contents) + 1)
    return {
        place: certain(Part.TITLE, "因为在标题处") for start in starts for place in _title_block(lines, start, frame)
    }


def _title_block(lines: Sequence[Line], start: int, frame: dict[int, Decision]) -> list[int]:
    found: list[int] = []
    for place in range(start, min(start + _MOST_TITLE_LINES, len(lines))):
        if place in frame or not _in_title(lines[place], first=not found) or _heads_a_part(lines, place):
            break
        found.append(place)
    return found


def _heads_a_part(lines: Sequence[Line], place: int) -> bool:
    """总结 as the first of several plain headings, where 问题 or 打算 stands as plainly below."""
    if not _PART_NAME.match(lines[place].head):
        return False
    plain = (line for line in lines[place + 1 :] if line.rank == UNNUMBERED and line.alone and not line.cell)
    return any(line.label and line.label.strong and line.label.kind in _LATER for line in plain)


def _in_title(line: Line, *, first: bool) -> bool:
    named = bool(_TITLE_WORDS.search(line.text))
    if line.cell:
        return first and named
    if _ANNEX.match(line.text) or _DATE.match(line.text):
        return True
    if line.rank != UNNUMBERED or len(line.text) > _LONGEST_TITLE or _SALUTATION.match(line.text):
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
    return plain and (line.align == "center" or (not first and bool(_BY_LINE.search(line.text))))


def _end(lines: Sequence[Line], frame: dict[int, Decision]) -> dict[int, Decision]:
    """Notes, signature and closing words, read from the end upwards."""
    found: dict[int, Decision] = {}
    place = len(lines) - 1
    while place >= 0 and place not in frame and _is_signature(lines[place], last=not found):
        found[place] = certain(Part.OTHER, "因为是落款、日期或附注")
        place -= 1
    while place >= 0 and place not in frame and _is_closing(lines[place]):
        found[place] = certain(Part.CLOSING, "因为是结束语")
        place -= 1
    resolved = place >= 0 and place not in frame and _is_resolve(lines[place])
    if resolved:
        found[place] = certain(Part.CLOSING, "因为是结尾的表态")
    return found


def _is_signature(line: Line, *, last: bool) -> bool:
    text = line.text
    if _DATE.match(text) or _NOTE.match(text):
        return True
    short = len(text) <= _LONGEST_SIGNATURE and not re.search("[。；，]", text) and line.rank == UNNUMBERED
    return short and (
        line.align in ("right", "end") or bool(_SIGNATURE.search(text)) or bool(not last and _NAME.match(text))
    )


_NAME = re.compile(r"^[\u4e00-\u9fff]\s*[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff])?$")


def _is_closing(line: Line) -> bool:
    return len(line.text) <= _LONGEST_CLOSING and line.rank == UNNUMBERED and bool(_CLOSING.search(line.text))


def _is_resolve(line: Line) -> bool:
    text = line.text
    fits = len(text) <= _LONGEST_RESOLVE and line.rank == UNNUMBERED
    begins = bool(_RESOLVE_START.search(text) or _COUPLET.search(text))
    return fits and begins and bool(_RESOLVE.search(text))
