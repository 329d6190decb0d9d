"""The paragraphs of a report as the decoder sees them: number, heading text, emphasis, place (WORDCHECK §3)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from reviews.wordcheck.characters import ZERO_WIDTH
from reviews.wordcheck.reading.body import Block, Cell
from reviews.wordcheck.reading.document import Document
from reviews.wordcheck.reading.looks import BODY_LEVEL, ParagraphLook
from reviews.wordcheck.reading.xml import Element, W

from .headings import Label, read_heading

_CHINESE = "[一二三四五六七八九十壹贰叁肆伍]{1,3}"
_ROMAN = "(?:[IVXⅠ-Ⅻ]{1,4}|[ⅰ-ⅻ])"
# How reports number, outermost first; the index is the rank of the heading.
_NUMBERS = (
    re.compile(rf"第{_CHINESE}(?:部分|章|篇)[、：:，,.．\s]*"),
    re.compile(rf"{_CHINESE}(?:\s*[、.．，,：:·•]\s*|\s+|$)|{_ROMAN}(?:\s*[、.．，,：:·•]\s*|\s+)"),
    re.compile(rf"[（(〔]\s*{_CHINESE}\s*[)）〕]\s*[、.．，,：:]?\s*"),
    re.compile(r"[0-9０-９]{1,2}\s*(?:[、．]|[.](?![0-9])|\s(?=[\u4e00-\u9fff]))\s*"),
    re.compile(r"[（(]?[0-9０-９]{1,2}[)）]\s*、?\s*"),
    re.compile(r"[①-⑳]\s*、?\s*"),
)
_AUTOMATIC = (re.compile(r"第%\d"), re.compile(r"^%\d"), re.compile(r"[（(]%\d"))
_CHINESE_FORMATS = ("chinese", "ideograph", "japanesecounting", "taiwanesecounting")
_DECIMAL_RANK = 3
_STOP = re.compile("[。：:；;！!？?\n]")
# 检视自身：短板弱项客观存在
_TWO_HALVES = re.compile("[^。；：:，0-9]{2,14}[：:][^。；：:0-9]{4,24}")
_COLON = re.compile("[：:]")
_SENTENCE_ENDS = frozenset("。；;！!？?，,、…")
_LONGEST_HEADING = 45
# Before a text on the same line; what is longer is a sentence.
_LONGEST_GLUED = 24
# 第一句话：…… on a line of its own.
_SPOKEN = re.compile(rf"第{_CHINESE}个?(?:句话|方面|件事|关键词|层意思|笔账|张答卷|本账)?\s*[：:，,、]\s*")
_LONGEST_SPOKEN = 30
_BULLETS = frozenset("◆◇■□●○▲△▶►★☆❖♦※•")
_BULLET = re.compile(rf"[{''.join(sorted(_BULLETS))}]\s*")
_OPENING_BRACKETS = frozenset("【〖《〈[")
_BRACKETS = re.compile("[【〖《〈\\[](.{2,30})[】〗》〉\\]]")
_RUN_IN = re.compile("[^，、]{2,10}")
_DEEPEST_READ = 3
_HEADING_FONTS = ("黑体", "楷体", "SimHei", "KaiTi", "小标宋", "粗")
UNNUMBERED = 9


class Line(NamedTuple):
    """One paragraph: ``rank`` is its kind of number (0 第一部分, 1 一、, 2（一）, 3 1. …) or UNNUMBERED.

    ``head`` is the text after the number up to the first stop, ``label`` what it says as a heading;
    ``alone`` tells that nothing follows it; ``run_in`` is what 存在问题：…… without a number says;
    ``outline`` is the level that Word's heading styles give, or None.
    """

    place: int
    text: str
    words: int
    rank: int
    head: str
    alone: bool
    outline: int | None
    emphasized: bool
    align: str
    cell: Cell | None
    is_toc: bool
    is_title: bool
    label: Label | None
    run_in: Label | None = None

    @property
    def is_heading(self) -> bool:
        """Looks like a heading by itself, whatever stands around it."""
        marked = self.rank != UNNUMBERED or self.outline is not None or self.emphasized
        return self.alone and marked


def read_lines(document: Document) -> list[Line]:
    """The body's paragraphs in order."""
    lines = [_read(document, place, block) for place, block in enumerate(document.blocks)]
    for line, after in pairwise(lines):
        # 一 on a line of its own, and below it what it numbers.
        if line.rank != UNNUMBERED and not line.head and line.alone and after.alone:
            lines[line.place] = line._replace(label=after.label)
    return lines


def holds_several_parts(line: Line) -> bool:
    """Whether one paragraph names more than one part at the start of its lines, broken without a new paragraph."""
    if "\n" not in line.text:
        return False
    heads = (_head(_number(piece.strip())[1])[0] for piece in line.text.split("\n"))
    labels = [read_heading(head) for head in heads if len(head) <= _LONGEST_GLUED]
    return len({label.kind for label in labels if label and label.strong}) > 1


def _read(document: Document, place: int, block: Block) -> Line:
    text = ZERO_WIDTH.sub("", block.text).strip()
    style = document.styles.style(block.look.style)
    look = block.look.over(style.paragraph)
    rank, rest, framed = _number_of(document, look, text)
    outline = look.outline if look.outline is not None and look.outline < BODY_LEVEL else None
    marked = rank != UNNUMBERED or outline is not None
    head, glued = _head(rest)
    short = len(text) <= _LONGEST_HEADING and text[-1:] not in _SENTENCE_ENDS
    if glued > 1 and short and _TWO_HALVES.fullmatch(rest) and (marked or framed or _is_emphasized(document, block)):
        head, glued = "".join(_COLON.sub("", rest).split()), 0
    alone = short and glued <= 1
    if _is_spoken_heading(text) and rank == UNNUMBERED:
        alone = _is_emphasized(document, block)
    return Line(
        place=place,
        text=text,
        words=block.words,
        rank=rank,
        head=head,
        alone=alone,
        outline=outline,
        emphasized=alone and not marked and (framed or _is_emphasized(document, block)),
        align=look.align or "",
        cell=block.cell,
        is_toc=block.in_toc or style.is_toc,
        is_title=style.is_title,
        label=read_heading(head) if alone or (rank <= _DEEPEST_READ and len(head) <= _LONGEST_GLUED) else None,
        run_in=read_heading(head) if glued > 1 and rank == UNNUMBERED and _RUN_IN.fullmatch(head) else None,
    )


def _number_of(document: Document, look: ParagraphLook, text: str) -> tuple[int, str, bool]:
    """The rank of the number, the text behind it, and whether brackets or a bullet set the paragraph off."""
    # Cheap tests first: most paragraphs begin with a plain character.
    bracketed = _BRACKETS.fullmatch(text) if text[:1] in _OPENING_BRACKETS else None
    bullet = _BULLET.match(text) if text[:1] in _BULLETS else None
    rank, rest = _number(bracketed[1] if bracketed else text[bullet.end() :] if bullet else text)
    if rank == UNNUMBERED:
        rank = _automatic_rank(document, look)
    return rank, rest, bool(bracketed or bullet)


def _head(rest: str) -> tuple[str, int]:
    """The text up to the first stop, without spaces, and how many characters follow it."""
    stop = _STOP.search(rest)
    head = rest[: stop.start()] if stop else rest
    return "".join(head[:_LONGEST_HEADING].split()), len(rest) - len(head)


def _number(text: str) -> tuple[int, str]:
    """The rank of the number that ``text`` starts with, and what follows it."""
    if text[:1] in _NUMBER_STARTS:
        for rank, pattern in enumerate(_NUMBERS):
            found = pattern.match(text)
            if found:
                return rank, text[found.end() :]
        spoken = _SPOKEN.match(text)
        if spoken and len(text) <= _LONGEST_SPOKEN and text[-1] not in _SENTENCE_ENDS:
            return 1, text[spoken.end() :]
    return UNNUMBERED, text


_NUMBER_STARTS = frozenset(
    "IVXⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ第一二三四五六七八九十壹贰叁肆伍（(〔0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩"
)


def _automatic_rank(document: Document, look: ParagraphLook) -> int:
    if not look.number or look.number == "0":
        return UNNUMBERED
    form, text = document.numbering.level(look.number, look.level or 0)
    if not form or form in ("bullet", "none"):
        return UNNUMBERED
    if form.lower().startswith(_CHINESE_FORMATS):
        return next((rank for rank, pattern in enumerate(_AUTOMATIC) if pattern.search(text)), 1)
    return _DECIMAL_RANK + ("(" in text or "（" in text)


def _is_spoken_heading(text: str) -> bool:
    """先说说这一年做的事情。 which is a heading where it is bold."""
    return 1 < len(text) <= _LONGEST_SPOKEN and text[-1] == "。" and "。" not in text[:-1]


def _is_emphasized(document: Document, block: Block) -> bool:
    runs = [run for run in block.element.iter(W + "r") if run.find(W + "t") is not None]
    return bool(runs) and all(_is_heavy(document, block, run) for run in runs)


def _is_heavy(document: Document, block: Block, run: Element) -> bool:
    properties = run.find(W + "rPr")
    if document.styles.run_look(properties, block.look.style).bold:
        return True
    fonts = None if properties is None else properties.find(W + "rFonts")
    face = "" if fonts is None else fonts.get(W + "eastAsia", "")
    return any(name in face for name in _HEADING_FONTS)
