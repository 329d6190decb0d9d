"""The circular (督查通报) as .docx: one paragraph, the lists, the demand; no counts beside names (N3.5c)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docx.document import Document as DocumentType

from rectification.documents.paper import (
    CENTER,
    HEI,
    RIGHT,
    XIAO_BIAO_SONG,
    Margins,
    add_row,
    fill,
    grid,
    line,
    new_paper,
    set_widths,
    to_bytes,
)
from rectification.rules.annex import date_text
from rectification.rules.circular import Section

HEADINGS = ("党组织", "存在问题", "责任人", "整改时限", "备注")
WIDTHS = (32, 56, 22, 26, 20)  # mm
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class CircularText:
    """What a circular says, wherever its lists come from."""

    title: str
    addressees: str
    opening: str
    lists: Sequence[Section]
    demand: str
    signature: str
    on: date


def circular_docx(text: CircularText) -> bytes:
    """Return the circular as a Word file."""
    document = new_paper(Margins())
    line(document, text.title, font=XIAO_BIAO_SONG, size=22, indent=0, align=CENTER)
    line(document, "", indent=0)
    line(document, f"{text.addressees}：", indent=0)
    line(document, text.opening)
    for place, section in enumerate(text.lists):
        line(document, f"{NUMERALS[place]}、{section.title}", font=HEI)
        line(document, section.word)
        _table(document, section)
    if text.demand:
        line(document, f"{NUMERALS[len(text.lists)]}、下一步要求", font=HEI)
        for paragraph in filter(None, map(str.strip, text.demand.splitlines())):
            line(document, paragraph)
    line(document, "", indent=0)
    line(document, f"{text.signature}　　", indent=0, align=RIGHT)
    line(document, f"{date_text(text.on)}　　", indent=0, align=RIGHT)
    return to_bytes(document)


def _table(document: DocumentType, section: Section) -> None:
    table = grid(document, HEADINGS)
    for entry in section.lines:
        cells = add_row(table).cells
        texts = (entry.organization, entry.problem, entry.responsible, entry.deadline, entry.note)
        for place, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            fill(cell, text, middle=place in {2, 3})
    set_widths(table, WIDTHS)
