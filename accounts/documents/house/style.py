"""The styles of an official paper: fonts, sizes, spacing (GB/T 9704). Measured: 28 characters on a line (DOMAIN §6)."""

from dataclasses import dataclass
from enum import StrEnum

from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

WESTERN = "Times New Roman"
BODY, TITLE_FONT, HEI, KAI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
SIZE_2, SIZE_3, SIZE_4 = Pt(22), Pt(16), Pt(14)  # 2号, 3号, 4号
SIZE_SMALL_4 = Pt(12)  # 小4号: forms with five columns
LINE, TABLE_LINE = Pt(28.95), Pt(22)  # 22 of the first fill the 225 mm; 29 pt makes 21
FORM_LINE = Pt(18)
CHARACTER = 315  # twentieths of a point: 3号 less the quarter of a point that lets 28 stand on a line
SQUEEZE = "-5"  # that quarter
SLOTS = ("ascii", "hAnsi", "cs")
Side = WD_ALIGN_PARAGRAPH


class Style(StrEnum):
    """The named styles of the file; whoever goes on writing in WPS finds them there."""

    TITLE = "公文标题"
    HEADING_1 = "公文一级标题"
    HEADING_2 = "公文二级标题"
    TEXT = "公文正文"
    FLUSH = "公文顶格"
    CLOSING = "公文落款"
    ATTACHMENT_MARK = "公文附件"
    CELL = "公文表格"
    FORM = "公文表单"


@dataclass(frozen=True, slots=True)
class Look:
    """How a style looks; ``first`` is its first-line indent in characters, ``level`` its place in the outline."""

    font: str = BODY
    size: Length = SIZE_3
    side: WD_ALIGN_PARAGRAPH = Side.JUSTIFY
    line: Length = LINE
    first: int = 0
    level: int | None = None


LOOKS = {
    Style.TITLE: Look(TITLE_FONT, SIZE_2, Side.CENTER),
    Style.HEADING_1: Look(HEI, first=2, level=0),
    Style.HEADING_2: Look(KAI, first=2, level=1),
    Style.TEXT: Look(first=2),
    Style.FLUSH: Look(),
    Style.CLOSING: Look(side=Side.LEFT),
    Style.ATTACHMENT_MARK: Look(HEI, side=Side.LEFT),
    Style.CELL: Look(size=SIZE_4, side=Side.LEFT, line=TABLE_LINE),
    Style.FORM: Look(size=SIZE_SMALL_4, side=Side.LEFT, line=FORM_LINE),
}


def define_styles(document: DocumentObject) -> None:
    """Give ``document`` the styles of the office and take the template's theme fonts and English away."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults is not None
    for fonts in defaults.iter(qn("w:rFonts")):
        fonts.attrib.clear()  # a theme's font would win over ours
        set_fonts(fonts, BODY)
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _dress(normal, Look())
    for name, look in LOOKS.items():
        style = document.styles.add_style(name.value, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.base_style = normal
        _dress(style, look)


def _dress(style: ParagraphStyle, look: Look) -> None:
    style.font.size = look.size
    letters = style.element.get_or_add_rPr()
    set_fonts(letters.get_or_add_rFonts(), look.font)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), SQUEEZE if look.size == SIZE_3 else "0")
    letters.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")
    shape = style.paragraph_format
    shape.alignment = look.side
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, look.line
    shape.widow_control = False  # it would leave pages of 21 lines
    if look.first:
        _indent(style.element.get_or_add_pPr(), first=look.first)
    if look.level is not None:
        shape.keep_with_next = True
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(look.level))
        style.element.get_or_add_pPr().append(outline)


def set_fonts(fonts: _Element, chinese: str, western: str = WESTERN) -> None:
    """Set the fonts of a style or a run for both scripts."""
    for slot in SLOTS:
        fonts.set(qn(f"w:{slot}"), western)
    fonts.set(qn("w:eastAsia"), chinese)


def indent(paragraph: Paragraph, *, left: float, first: float) -> None:
    """Indent a paragraph by so many characters; a negative ``first`` hangs."""
    _indent(paragraph.paragraph_format.element.get_or_add_pPr(), left=left, first=first)


def _indent(properties: _Element, *, left: float = 0, first: float = 0) -> None:
    """Set indents in characters, for Word's own arithmetic, and in points for readers that do not know it."""
    mark: _Element = properties.get_or_add_ind()  # type: ignore[attr-defined]
    for name, amount in (("left", left), ("hanging" if first < 0 else "firstLine", abs(first))):
        if amount:
            mark.set(qn(f"w:{name}Chars"), str(round(amount * 100)))
            mark.set(qn(f"w:{name}"), str(round(amount * CHARACTER)))
