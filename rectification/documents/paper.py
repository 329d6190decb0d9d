"""Word files in plain good layout: fonts by their Chinese names, sizes in points, no author in the file."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

XIAO_BIAO_SONG, HEI, KAI, FANG_SONG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
CENTER, BOTH, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.RIGHT


@dataclass(frozen=True, slots=True)
class Margins:
    """Distances from the paper's edge, in mm."""

    top: float = 37
    right: float = 26
    bottom: float = 35
    left: float = 28


def new_paper(margins: Margins) -> DocumentType:
    """Return an empty A4 document."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    return document


def write(paragraph: Paragraph, text: str, font: str = FANG_SONG, size: float = 16, *, struck: bool = False) -> Run:
    """Add a run in a Chinese font; figures and Latin letters take it too."""
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), font
    run.font.strike = struck or None
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def line(
    document: DocumentType,
    text: str,
    *,
    font: str = FANG_SONG,
    size: float = 16,
    indent: float = 2,
    align: WD_ALIGN_PARAGRAPH = BOTH,
) -> Paragraph:
    """Add a paragraph; ``indent`` is the first line's, in 字."""
    paragraph = document.add_paragraph()
    dress(paragraph, size, align)
    paragraph.paragraph_format.first_line_indent = Pt(size * indent)
    write(paragraph, text, font, size)
    return paragraph


def dress(paragraph: Paragraph, size: float, align: WD_ALIGN_PARAGRAPH = BOTH) -> None:
    """Set a paragraph's alignment and its line, with nothing before and after."""
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(round(size * 1.8, 1))
    paragraph.alignment = align


def grid(document: DocumentType, headings: Sequence[str]) -> Table:
    """Add a table whose heading row repeats on every page."""
    table: Table = document.add_table(rows=1, cols=len(headings))
    table.style, table.autofit, table.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        fill(cell, heading, HEI, middle=True)
    _mark(table.rows[0], "w:tblHeader")
    return table


def add_row(table: Table) -> _Row:
    """Add a row that no page break divides."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    _mark(row, "w:cantSplit")
    return row


def set_widths(table: Table, widths: Sequence[float]) -> None:
    """Set the columns' widths, in mm; Word believes only the cells."""
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def fill(cell: _Cell, text: str, font: str = FANG_SONG, *, middle: bool = False, size: float = 12) -> None:
    """Write a text into a cell, after what stands there."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    dress(cell.paragraphs[0], size * 0.9, CENTER if middle else BOTH)
    write(cell.paragraphs[0], text, font, size)


def _mark(row: _Row, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - the library offers no other way


def to_bytes(document: DocumentType) -> bytes:
    """Return the file."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
