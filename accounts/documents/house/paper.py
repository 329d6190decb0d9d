"""Official papers as .docx in the layout of GB/T 9704-2012 (DOMAIN §6): what a letter says, in a small vocabulary.

How it looks is the business of ``sheet.py`` and ``style.py``. Every letter of the office is a Paper, so that all look alike.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from accounts.documents.house.sheet import Sheet
from accounts.documents.house.style import Style
from accounts.rules.house.paper import closing_indents, title_lines

ADDRESSEE_COLON = "："
HEADING_1 = re.compile(r"^[一二三四五六七八九十]{1,3}、")
HEADING_2 = re.compile(r"^（[一二三四五六七八九十]{1,3}）")
LONGEST_HEADING = 40  # a longer paragraph that begins with 一、 is text


@dataclass(frozen=True, slots=True)
class Heading1:
    """一、 in 黑体."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading2:
    """（一） in 楷体."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph in 仿宋; flush left only where it opens a letter or a form."""

    text: str
    flush: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under ``head`` (repeated on every page); ``widths`` say how the columns share the line."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()


Block: TypeAlias = Heading1 | Heading2 | Text | Table


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: named below the text; what it holds stands on a page of its own, nothing where it is sent apart."""

    name: str
    blocks: Sequence[Block] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter. Texts are plain: no mark-up, no fields; line breaks inside a block stay in its paragraph."""

    title: str
    blocks: Sequence[Block]
    addressee: str = ""
    signature: str = ""
    date: dt.date | None = None
    attachments: Sequence[Attachment] = ()


def blocks_of(text: str) -> list[Block]:
    """Read a typed text as blocks: a line each; 一、 and （一） lines that are short are headings."""
    return [_block_of(line) for line in map(str.strip, text.splitlines()) if line]


def _block_of(line: str) -> Block:
    if len(line) <= LONGEST_HEADING and not line.endswith(("；", ";")):
        if HEADING_1.match(line):
            return Heading1(line)
        if HEADING_2.match(line):
            return Heading2(line)
    return Text(line)


def paper_docx(paper: Paper) -> bytes:
    """Return ``paper`` as the bytes of a .docx; the same paper makes the same bytes."""
    sheet = Sheet(title=paper.title, day=paper.date)
    _add_paper(sheet, paper)
    return sheet.saved()


def papers_docx(papers: Sequence[Paper], *, title: str) -> bytes:
    """Return several papers in one file named ``title``, each on a page of its own; the same papers, the same bytes."""
    sheet = Sheet(title=title, day=papers[0].date if papers else None)
    for paper in papers:
        sheet.begin_page()
        _add_paper(sheet, paper)
    return sheet.saved()


def numbered_docx(paper: Paper, copies: int, remark: str) -> bytes:
    """Return ``copies`` of ``paper`` in one file: each begins on a fresh sheet, its number and ``remark`` above every page."""
    sheet = Sheet(title=paper.title, day=paper.date)
    for number in range(1, copies + 1):
        sheet.begin_copy(f"第 {number} 份　{remark}", first=number == 1)
        _add_paper(sheet, paper)
    return sheet.saved()


def _add_paper(sheet: Sheet, paper: Paper) -> None:
    for line in title_lines(paper.title):
        sheet.add(line, Style.TITLE)
    sheet.blank()
    if paper.addressee:
        sheet.add(paper.addressee + ADDRESSEE_COLON, Style.FLUSH)
    _add_blocks(sheet, paper.blocks)
    _add_attachment_list(sheet, paper.attachments)
    _add_closing(sheet, paper)
    for number, attachment in enumerate(paper.attachments, start=1):
        if attachment.blocks:
            _add_attachment(sheet, attachment, number if len(paper.attachments) > 1 else None)


def _add_blocks(sheet: Sheet, blocks: Sequence[Block]) -> None:
    for block in blocks:
        match block:
            case Heading1(text):
                sheet.add(text, Style.HEADING_1)
            case Heading2(text):
                sheet.add(text, Style.HEADING_2)
            case Text(text, flush):
                sheet.add(text, Style.FLUSH if flush else Style.TEXT)
            case Table(head, rows, widths):
                sheet.add_table(head, rows, widths or [1] * len(head))


def _add_attachment_list(sheet: Sheet, attachments: Sequence[Attachment]) -> None:
    """附件说明: a line below the text, two characters in, without a mark at the end; numbered where several."""
    if not attachments:
        return
    sheet.blank()
    if len(attachments) == 1:
        sheet.add(f"附件：{attachments[0].name}", Style.FLUSH, left=5, first=-3)
        return
    for number, attachment in enumerate(attachments, start=1):
        lead = "附件：" if number == 1 else ""
        sheet.add(f"{lead}{number}．{attachment.name}", Style.FLUSH, left=7, first=-5 if lead else -2)


def _add_closing(sheet: Sheet, paper: Paper) -> None:
    """署名 and 日期 (no seal): the date begins two characters after the signature."""
    if not paper.signature and paper.date is None:
        return
    sheet.keep_with_next()
    sheet.blank(keep=True)
    day = f"{paper.date.year}年{paper.date.month}月{paper.date.day}日" if paper.date else ""
    signature_left, date_left = closing_indents(paper.signature, day)
    if paper.signature:
        sheet.add(paper.signature, Style.CLOSING, left=signature_left, keep=bool(day))
    if day:
        sheet.add(day, Style.CLOSING, left=date_left)


def _add_attachment(sheet: Sheet, attachment: Attachment, number: int | None) -> None:
    """On a new page: 附件1 flush left in 黑体, its title on the third line."""
    mark = sheet.add(f"附件{number or ''}", Style.ATTACHMENT_MARK)
    mark.paragraph_format.page_break_before = True
    sheet.blank()
    for line in title_lines(attachment.name):
        sheet.add(line, Style.TITLE)
    sheet.blank()
    _add_blocks(sheet, attachment.blocks)
