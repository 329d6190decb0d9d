"""Findings that never block: advice to the author and warnings to both sides (WORDCHECK §4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from reviews.wordcheck.characters import ZERO_WIDTH
from reviews.wordcheck.reading.body import Block
from reviews.wordcheck.reading.document import Document
from reviews.wordcheck.values import Finding, Paragraph, Part, ReportLimits, Severity
from reviews.wordcheck.wording import paragraph_names

from .measures import Measures

# 我 as the reporting person, not as in 我们, 我校, 我国, 我支部, 自我革命.
_OWN_I = re.compile("(?<![自忘])我(?![们校院国党省市县区系部处镇乡街局厅委]|单位|总支|支部|学院)")
_CONCRETE = re.compile(
    r"\d|[一二三四五六七八九十两几半][余多]?(?:次|名|人|项|场|篇|年|月|天|周|小时|件|户|处|份|成|个(?!别|方面|问题|环节))"
    r"|百分之|仅|只有|比如|例如|[上下]半年|去年|今年|年底|年初|季度|从未|没有[一单]|第[一二三四五]"
)
_CAUSE = re.compile(r"原因|根源|究其|主观上|客观上|归根")
_SHORTEST_ITEM = 15
_ITEM_START = re.compile(r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．是]|[（(]?\d{1,2}[）)、.．]|[①-⑳])")


def advice(paragraphs: Sequence[Paragraph], measures: Measures, limits: ReportLimits) -> list[Finding]:
    """What the author may want to change, in the order of the notice."""
    if not measures.has_text:
        return []
    found = [_first_person(paragraphs), _concrete(paragraphs), _speech(measures, limits)]
    return [finding for finding in found if finding]


def warnings(document: Document) -> list[Finding]:
    """What the author and the organizer should both look at."""
    found = [
        _internal(document.internal_mark),
        _embedded() if document.embeds else None,
        _zero_width(document.blocks),
        _invisible(document.blocks),
    ]
    return [finding for finding in found if finding]


def _first_person(paragraphs: Sequence[Paragraph]) -> Finding | None:
    """N3.2a, 把自己摆进去，突出述“我”."""
    if not paragraphs or any(_OWN_I.search(item.text) for item in paragraphs):
        return None
    repair = "写清我做了什么、我有什么不足、我打算怎么办。"
    return Finding("first_person", Severity.ADVICE, "N3.2a", None, None, "全文没有“我”，看不出书记本人", repair)


def _concrete(paragraphs: Sequence[Paragraph]) -> Finding | None:
    """N3.2a: 讲清……问题不足; a number, a 仅, a named act, time or place makes an item concrete."""
    vague = [items for items in _problem_items(paragraphs) if not any(_CONCRETE.search(_body(item)) for item in items)]
    if not vague:
        return None
    where = tuple(item.index for items in vague for item in items)
    message = f"查摆的问题有 {len(vague)} 个没有落到具体的人和事（{paragraph_names(where)}）"
    repair = "写明是哪个支部、哪件事、什么时候，有数字的写上数字。"
    return Finding("concrete", Severity.ADVICE, "N3.2a", None, None, message, repair, where)


def _problem_items(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """The problems as people number them: an item is a numbered paragraph with what follows it."""
    items: list[list[Paragraph]] = []
    for item in paragraphs:
        if item.part is not Part.PROBLEMS or _CAUSE.search(item.text[:40]):
            items.append([])
        elif not items or _ITEM_START.match(item.text):
            items.append([item])
        else:
            items[-1].append(item)
    return [item for item in items if sum(part.words for part in item) >= _SHORTEST_ITEM and not item[-1].heading]


def _body(item: Paragraph) -> str:
    return _ITEM_START.sub("", item.text)


def _speech(measures: Measures, limits: ReportLimits) -> Finding | None:
    """N4.2: 述职时间为5分钟."""
    fitting = limits.speech_minutes * limits.speech_rate
    if not fitting or measures.denominator <= fitting:
        return None
    minutes = ceil(measures.denominator / limits.speech_rate)
    message = (
        f"{limits.speech_minutes} 分钟念不完：按每分钟 {limits.speech_rate} 字，这一稿要念 {minutes} 分钟，"
        f"{limits.speech_minutes} 分钟约 {fitting} 字"
    )
    repair = f"备一份 {fitting} 字左右的现场发言稿，报告全文照交。"
    return Finding("speech", Severity.ADVICE, "N4.2", None, None, message, repair)


def _internal(mark: str) -> Finding | None:
    if not mark:
        return None
    repair = "请确认这份文件可以在本系统传递；拿不准的，先问保密办公室。"
    return Finding("internal", Severity.WARNING, "", None, None, f"文件里有“{mark}”字样", repair)


def _embedded() -> Finding:
    message = "正文里嵌着另一份文档，那里面的字没有计入"
    repair = (
        "请在 WPS/Word 中打开，另存为一份新的 .docx，嵌入的内容就会成为正文；是主控文档的，先展开子文档、取消链接再存。"
    )
    return Finding("embedded", Severity.WARNING, "", None, None, message, repair)


def _zero_width(blocks: Sequence[Block]) -> Finding | None:
    where = tuple(index for index, block in enumerate(blocks) if ZERO_WIDTH.search(block.text))
    if not where:
        return None
    message = f"{paragraph_names(where)}里有看不见的零宽字符，不计字数"
    return Finding(
        "zero_width", Severity.WARNING, "", None, None, message, "把这几段重新输入一遍，或用查找替换删去。", where
    )


def _invisible(blocks: Sequence[Block]) -> Finding | None:
    where = tuple(index for index, block in enumerate(blocks) if block.invisible)
    if not where:
        return None
    message = f"{paragraph_names(where)}里有白色或极小的字，看不见但计了字数"
    return Finding(
        "invisible", Severity.WARNING, "", None, None, message, "把字改成黑色、正常字号，不要的删去。", where
    )
