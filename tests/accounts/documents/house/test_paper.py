import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from accounts.documents.house.paper import (
    Attachment,
    Heading1,
    Heading2,
    Paper,
    Table,
    Text,
    blocks_of,
    numbered_docx,
    paper_docx,
)

LETTER = Paper(
    title="述职评议考核工作情况的报告",
    addressee="党委组织部",
    blocks=[
        Heading1("一、基本情况"),
        Heading2("（一）范围"),
        Text("5个支部。"),
        Table(["党组织", "书记"], [["教师支部", "梁晓"]], [2, 1]),
    ],
    signature="机电工程学院党总支",
    date=date(2026, 12, 8),
    attachments=[Attachment("名单", [Text("附件正文。")]), Attachment("台账")],
)
FONTS = {"标题": "方正小标宋简体", "一级标题": "黑体", "二级标题": "楷体_GB2312", "正文": "仿宋_GB2312", "附件": "黑体"}


@pytest.fixture(scope="module")
def document():
    return read(LETTER)


def read(paper):
    return Document(io.BytesIO(paper_docx(paper)))


def lines(document):
    found = [(paragraph.style.name.removeprefix("公文"), paragraph.text) for paragraph in document.paragraphs]
    return [line for line in found if line[1]]


def xml(paper, name="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(paper_docx(paper))) as archive:
        return archive.read(name).decode()


def test_a_letter_reads_from_the_title_to_its_attachments(document):
    assert lines(document) == [
        ("标题", "述职评议考核工作情况的报告"),
        ("顶格", "党委组织部："),
        ("一级标题", "一、基本情况"),
        ("二级标题", "（一）范围"),
        ("正文", "5个支部。"),
        ("顶格", "附件：1．名单"),
        ("顶格", "2．台账"),
        ("落款", "机电工程学院党总支"),
        ("落款", "2026年12月8日"),
        ("附件", "附件1"),
        ("标题", "名单"),
        ("正文", "附件正文。"),
    ]


def test_the_page_holds_22_lines_of_28_characters(document):
    section, text = document.sections[0], document.styles["公文正文"]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = section.top_margin, section.left_margin, section.bottom_margin, section.right_margin
    assert [round(margin.mm) for margin in margins] == [37, 28, 35, 26]
    assert (text.font.size, text.paragraph_format.line_spacing) == (Pt(16), Pt(28.95))
    assert text.element.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-5"


@pytest.mark.parametrize(("style", "font"), FONTS.items())
def test_every_style_names_its_chinese_font(document, style, font):
    fonts = document.styles[f"公文{style}"].element.rPr.rFonts
    assert (fonts.get(qn("w:eastAsia")), fonts.get(qn("w:ascii"))) == (font, "Times New Roman")


def test_no_theme_font_wins_over_ours():
    assert "Theme=" not in xml(LETTER, "word/styles.xml").split("<w:latentStyles")[0]


def test_the_title_is_of_22_points_and_centred(document):
    title = document.styles["公文标题"]
    assert (title.font.size, title.paragraph_format.alignment) == (Pt(22), 1)


def test_page_numbers_stand_on_the_outer_side(document):
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    sides = [footer.paragraphs[0].alignment for footer in (section.footer, section.even_page_footer)]
    assert sides == [2, 0]
    assert round(section.footer_distance.mm, 1) == 24.2


def test_a_page_number_is_a_field_between_dashes():
    footer = xml(LETTER, "word/footer1.xml")
    assert [mark in footer for mark in ("— <", ">PAGE<", "> —<")] == [True] * 3


def test_the_date_begins_two_characters_after_the_signature(document):
    signature, day = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "公文落款"]
    left = [paragraph._p.pPr.ind.get(qn("w:leftChars")) for paragraph in (signature, day)]
    assert left == ["1700", "1900"]


def test_a_signature_never_stands_on_a_page_alone(document):
    closing = next(place for place, one in enumerate(document.paragraphs) if one.style.name == "公文落款")
    assert [one.paragraph_format.keep_with_next for one in document.paragraphs[closing - 2 : closing + 1]] == [True] * 3


def test_an_attachment_begins_a_page(document):
    mark = next(paragraph for paragraph in document.paragraphs if paragraph.text == "附件1")
    assert mark.paragraph_format.page_break_before


def test_a_single_attachment_has_no_number():
    paper = Paper("通知", [Text("正文。")], attachments=[Attachment("整改台账", [Text("表。")])])
    assert [line for line in lines(read(paper)) if "附件" in line[1]] == [("顶格", "附件：整改台账"), ("附件", "附件")]


def test_a_table_repeats_its_head_and_tears_no_row(document):
    table = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["党组织", "书记"], ["教师支部", "梁晓"]]
    assert [column.width for column in table.columns] == [
        pytest.approx(Mm(104), abs=700),
        pytest.approx(Mm(52), abs=700),
    ]
    rows = [row._tr.trPr for row in table.rows]
    assert [row.find(qn("w:cantSplit")) is not None for row in rows] == [True, True]
    assert [row.find(qn("w:tblHeader")) is not None for row in rows] == [True, False]


def test_the_same_paper_makes_the_same_bytes():
    assert paper_docx(LETTER) == paper_docx(LETTER)


def test_the_file_tells_nothing_of_who_made_it_and_when(document):
    told = document.core_properties
    assert (told.author, told.last_modified_by, told.comments) == ("", "", "")
    assert (told.created, told.modified) == (datetime(2026, 12, 8, tzinfo=UTC),) * 2


@pytest.mark.parametrize(
    "typed",
    [
        "{ PAGE }",
        "=1+1",
        "https://example.edu.cn",
        '<w:fldSimple w:instr="DATE"/>',
        "javascript:alert(1)",
        "a\x00\x0b\x1fb",
        "＝cmd|",
    ],
)
def test_what_somebody_typed_stays_text(typed):
    paper = Paper(typed, [Text(typed), Heading1(typed), Table([typed], [[typed]])], addressee=typed, signature=typed)
    document = xml(paper)
    assert [mark in document for mark in ("<w:fldSimple", "<w:instrText", "<w:hyperlink", "<w:fldChar")] == [False] * 4
    shown = typed.replace("\x00", "").replace("\x0b", "").replace("\x1f", "")
    assert shown in [text for _, text in lines(read(paper))]


def test_a_typed_text_becomes_headings_and_paragraphs():
    typed = "一、基本情况\n\n（一）范围\n正文一段。\n一、这一段虽然以序号开头，但是写得很长很长很长很长很长很长很长很长，所以仍然是正文一段。"
    assert [type(block).__name__ for block in blocks_of(typed)] == ["Heading1", "Heading2", "Text", "Text"]


def test_without_anything_but_a_title_a_paper_still_stands():
    assert lines(read(Paper("记录", []))) == [("标题", "记录")]


def test_numbered_copies_each_begin_on_a_fresh_sheet_at_page_one():
    document = Document(io.BytesIO(numbered_docx(LETTER, 2, "会后收回")))
    assert [section.header.paragraphs[0].text for section in document.sections] == [
        "第 1 份　会后收回", "第 2 份　会后收回",
    ]  # fmt: skip
    starts = [section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for section in document.sections]
    names = [child.tag.rpartition("}")[2] for child in document.sections[1]._sectPr]
    assert names.index("pgMar") < names.index("pgNumType") < names.index("cols")
    assert (starts, document.sections[1].start_type.name) == (["1", "1"], "ODD_PAGE")
    assert [text for _, text in lines(document)].count("5个支部。") == 2


def test_numbered_copies_of_one_paper_are_the_same_bytes():
    assert numbered_docx(LETTER, 2, "会后收回") == numbered_docx(LETTER, 2, "会后收回")
