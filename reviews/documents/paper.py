"""The plain A4 page that a meeting's papers are written on."""

import io

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

SONG, HEI, FANG = "方正小标宋简体", "黑体", "仿宋_GB2312"


def new_paper() -> DocumentType:
    """Return an empty A4 page with the office's margins and 仿宋 三号."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FANG, Pt(16)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FANG)
    normal.paragraph_format.line_spacing, normal.paragraph_format.space_after = Pt(28.95), Pt(0)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    return document


def write(paragraph: Paragraph, text: str, *, font: str = FANG, size: float = 16, bold: bool = False) -> Run:
    """Add ``text`` in ``font``, for Chinese characters too."""
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.bold = font, Pt(size), bold
    run.font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def title(document: DocumentType, text: str) -> None:
    """Write the title in 小标宋 二号, centred."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_after = Pt(34), Pt(16)
    write(paragraph, text, font=SONG, size=22)


def line(document: DocumentType, text: str, *, font: str = FANG, indent: bool = True) -> Paragraph:
    """Write a paragraph, its first line two characters in."""
    paragraph = document.add_paragraph()
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    write(paragraph, text, font=font)
    return paragraph


def saved(document: DocumentType) -> bytes:
    """Return the bytes of the .docx."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
