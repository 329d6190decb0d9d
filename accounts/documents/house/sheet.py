"""The page of an official paper, written from the top down: text, tables, page numbers. 22 lines a page (DOMAIN §6)."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.shared import Length, Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from accounts.documents.house.style import SIZE_4, SONG, Style, define_styles, indent, set_fonts

WIDTH = Mm(156)
EPOCH = dt.date(2000, 1, 1)  # for papers without a date: nothing in a file tells when it was made
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
CONTROL = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold


class Sheet:
    """A document being written from the top down."""

    def __init__(self, *, title: str, day: dt.date | None) -> None:
        self.document, self._breaks = Document(), False
        _describe(self.document, title, day or EPOCH)
        define_styles(self.document)
        _set_page(self.document)

    def begin_page(self) -> None:
        """Let the next paragraph stand on a page of its own."""
        self._breaks = bool(self.document.paragraphs)

    def begin_copy(self, mark: str, *, first: bool) -> None:
        """Begin another copy of the same paper on a fresh sheet, counted from page one; ``mark`` stands above its pages."""
        document = self.document
        section = document.sections[0] if first else document.add_section(WD_SECTION.ODD_PAGE)
        properties = section._sectPr  # noqa: SLF001 - page numbers have no name in python-docx
        for older in properties.findall(qn("w:pgNumType")):  # a new section copies the last one's
            properties.remove(older)
        numbering = OxmlElement("w:pgNumType")
        numbering.set(qn("w:start"), "1")
        properties.insert_element_before(numbering, "w:cols", "w:titlePg", "w:docGrid")  # type: ignore[arg-type]
        for header in (section.header, section.even_page_header):
            header.is_linked_to_previous = False
            paragraph = header.paragraphs[0]
            paragraph.style = Style.CELL.value
            _write(paragraph, mark)

    def add(self, text: str, style: Style, *, left: float = 0, first: float = 0, keep: bool = False) -> Paragraph:
        """Add a paragraph; indents in characters, ``keep`` ties it to the next one."""
        paragraph = self.document.add_paragraph(style=style.value)
        if left or first:
            indent(paragraph, left=left, first=first)
        if keep:
            paragraph.paragraph_format.keep_with_next = True
        if self._breaks:
            paragraph.paragraph_format.page_break_before, self._breaks = True, False
        _write(paragraph, text)
        return paragraph

    def blank(self, *, keep: bool = False) -> None:
        """Add an empty line."""
        self.add("", Style.FLUSH, keep=keep)

    def keep_with_next(self) -> None:
        """Tie the last paragraph to what follows: a signature never stands on a page alone."""
        if self.document.paragraphs:
            self.document.paragraphs[-1].paragraph_format.keep_with_next = True

    def add_table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], style: Style = Style.CELL
    ) -> Table:
        """Add a ruled table and return it; its head repeats on every page and no row is torn."""
        table: Table = self.document.add_table(rows=0, cols=len(head), style="Table Grid")
        table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
        shares = [Length(round(WIDTH * share / sum(widths))) for share in widths]
        for column, share in zip(table.columns, shares, strict=True):
            column.width = share
        for number, values in enumerate([head, *rows]):
            row = table.add_row()  # type: ignore[no-untyped-call]
            properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no name for these two
            properties.append(OxmlElement("w:cantSplit"))
            if number == 0:
                properties.append(OxmlElement("w:tblHeader"))
            for cell, value, share in zip(row.cells, values, shares, strict=True):
                _fill(cell, value, share, style, centred=number == 0)
        return table

    def saved(self) -> bytes:
        """Return the file; every member dated alike, so that the same paper makes the same bytes."""
        whole, timeless = io.BytesIO(), io.BytesIO()
        self.document.save(whole)
        with zipfile.ZipFile(whole) as source, zipfile.ZipFile(timeless, "w") as target:
            for name in source.namelist():
                member = zipfile.ZipInfo(name, ZIP_TIME)
                member.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(member, source.read(name))
        return timeless.getvalue()


def _describe(document: DocumentObject, title: str, day: dt.date) -> None:
    """Say what the file is and nothing about who wrote it or when."""
    properties = document.core_properties
    properties.title = CONTROL.sub("", title).replace("\n", "")[:255]
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)
    properties.revision, properties.language = 1, "zh-CN"


def _write(paragraph: Paragraph, text: str) -> None:
    """Add ``text`` as letters and nothing else; quotation marks count as Chinese."""
    run = paragraph.add_run(CONTROL.sub("", text))
    run.font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")


def _fill(cell: _Cell, text: str, share: Length, style: Style, *, centred: bool) -> None:
    cell.width = share
    lines = text.splitlines() or [""]
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.style = style.value
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(paragraph, line)


def _set_page(document: DocumentObject) -> None:
    """A4 with a type area of 156 × 225 mm; page numbers on the outer side (odd right, even left)."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(24.2)
    document.settings.odd_and_even_pages_header_footer = True
    _number_pages(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number_pages(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _number_pages(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    """“— 1 —” in 4号 宋体, one character from the outer edge."""
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    shape = paragraph.paragraph_format
    shape.line_spacing_rule = WD_LINE_SPACING.SINGLE
    shape.left_indent, shape.right_indent = (SIZE_4, None) if side == WD_ALIGN_PARAGRAPH.LEFT else (None, SIZE_4)
    for part in ("— ", "begin", "PAGE", "end", " —"):
        run = paragraph.add_run()
        run.font.size = SIZE_4
        set_fonts(run.font.element.get_or_add_rPr().get_or_add_rFonts(), SONG, SONG)
        run._r.append(_page_part(part))  # noqa: SLF001 - fields have no name in python-docx


def _page_part(part: str) -> _Element:
    if part in {"begin", "end"}:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), part)
        return mark
    element = OxmlElement("w:instrText" if part == "PAGE" else "w:t")
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    element.text = part
    return element
