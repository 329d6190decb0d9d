"""The demo's reports as .docx in the look of such reports, the same bytes for the same text."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from .demo_prose import dice

TITLE_FONT, BODY_FONT, HEADING_FONT, LEAD_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
WESTERN_FONT = "Times New Roman"
TITLE_SIZE, BODY_SIZE = Pt(22), Pt(16)
LINE_SPACING, TITLE_SPACING = Pt(28.95), Pt(34)  # 22 lines a page (GB/T 9704)
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
OLE_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class LineKind(StrEnum):
    """How a paragraph looks."""

    TITLE = "title"
    BYLINE = "byline"
    SALUTE = "salute"
    HEADING = "heading"
    SUBHEADING = "subheading"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; ``lead`` is the heading that runs into its text, as （一）."""

    kind: LineKind
    text: str
    lead: str = ""


FONTS = {LineKind.TITLE: TITLE_FONT, LineKind.HEADING: HEADING_FONT, LineKind.SUBHEADING: LEAD_FONT}


def written(lines: Sequence[Line], *, title: str, author: str, day: datetime, mark: str = "") -> bytes:
    """Return the lines as a .docx; ``mark`` stands in the header."""
    document = Document()
    _set_page(document)
    for line in lines:
        _add(document, line)
    _add_page_number(document.sections[0].footer.paragraphs[0])
    if mark:
        _add_run(document.sections[0].header.paragraphs[0], mark, HEADING_FONT)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = properties.last_printed = day
    properties.comments = ""
    buffer = io.BytesIO()
    document.save(buffer)
    return _timeless(buffer.getvalue())


def legacy_doc(_: bytes, seed: int) -> bytes:
    """Return what an old .doc looks like from outside: an OLE header, the stream's name, and noise."""
    noise = dice(seed).randbytes(9 * 1024)
    return (
        OLE_HEADER
        + bytes(16)
        + b"\x3e\x00\x03\x00\xfe\xff\x09\x00"
        + noise
        + "WordDocument".encode("utf-16-le")
        + noise
    )


def damaged_docx(data: bytes, seed: int) -> bytes:
    """Return a .docx whose upload broke off."""
    return data[: len(data) * dice(seed).randint(45, 75) // 100]


def _set_page(document: DocumentObject) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(24.2)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.font.name, normal.font.size = WESTERN_FONT, BODY_SIZE
    normal.font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY_FONT)
    shape = normal.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LINE_SPACING


def _add(document: DocumentObject, line: Line) -> None:
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    if line.kind in {LineKind.TITLE, LineKind.BYLINE}:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif line.kind is not LineKind.SALUTE:
        shape.first_line_indent = 2 * BODY_SIZE
    if line.kind is LineKind.TITLE:
        shape.line_spacing = TITLE_SPACING
    if line.kind is LineKind.BYLINE:
        shape.space_after = BODY_SIZE
    if line.lead:
        _add_run(paragraph, line.lead, LEAD_FONT)
    run = _add_run(paragraph, line.text, FONTS.get(line.kind, BODY_FONT))
    if line.kind is LineKind.TITLE:
        run.font.size = TITLE_SIZE


def _add_run(paragraph: Paragraph, text: str, font: str) -> Run:
    run = paragraph.add_run(text)
    fonts = run.font.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")  # as Chinese Word writes it; quotation marks count by it
    return run


def _add_page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_run(paragraph, "— ", "宋体").font.size = Pt(14)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph.paragraph_format.element.append(field)
    _add_run(paragraph, " —", "宋体").font.size = Pt(14)


def _timeless(data: bytes) -> bytes:
    """Return the same package with every member dated alike."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return buffer.getvalue()
