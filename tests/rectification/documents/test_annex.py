import io

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from rectification.documents.annex import annex_docx, annex_xlsx
from rectification.documents.annex_reading import AnnexRefused, read_annex
from rectification.rules.annex import HEADINGS, NOTES, AnnexRow
from tests import docx
from tests.rectification.scene import in_days

ROWS = [
    AnnexRow("记录不全。", "周正明、罗平", "补齐记录。", "2027年3月31日", "√"),
    AnnexRow("=HYPERLINK(1)", "", "示范岗\n说一件事。", "长期坚持", ""),
    AnnexRow("桌椅损坏。", "方敏", "更换。", "2027年2月15日", "", struck=1),
]


def out(write):
    return write("机电工程学院党总支", 2026, in_days(0), ROWS)


def test_the_word_file_is_the_annex_cell_for_cell():
    document = Document(io.BytesIO(out(annex_docx)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    top = next(place for place, text in enumerate(texts) if text.startswith("单位："))
    assert "".join(texts[:top]) == "附件机电工程学院党总支2026年度党组织书记抓基层党建述职评议考核工作整改台账"
    assert texts[top].startswith("单位：机电工程学院党总支\t填报日期：")
    assert tuple(texts[-2:]) == NOTES
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[0] == list(HEADINGS)
    assert cells[1] == ["记录不全。", "周正明\n罗平", "补齐记录。", "2027年3月31日", "√"]


def test_a_struck_tick_stays_struck_on_paper_and_does_not_come_back_as_one():
    runs = Document(io.BytesIO(out(annex_docx))).tables[0].rows[3].cells[4].paragraphs[0].runs
    first = next(iter(runs))
    assert (first.text, bool(first.font.strike)) == ("√", True)
    assert read_annex(out(annex_docx), "a.docx")[2].ticked is False


def test_the_sheet_is_the_annex_and_no_text_becomes_a_formula():
    sheet = load_workbook(io.BytesIO(out(annex_xlsx))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[2] == HEADINGS
    assert rows[3] == ("记录不全。", "周正明、罗平", "补齐记录。", "2027年3月31日", "√")
    assert (sheet["A5"].value, sheet["A5"].data_type) == ("=HYPERLINK(1)", "s")
    assert (rows[6][0], rows[7][0]) == NOTES


@pytest.mark.parametrize(("write", "name"), [(annex_docx, "a.docx"), (annex_xlsx, "a.xlsx")])
def test_what_went_out_is_read_back(write, name):
    rows = read_annex(out(write), name)
    assert [(row.problem, row.responsible, row.ticked) for row in rows] == [
        ("记录不全。", "周正明、罗平", True),
        ("=HYPERLINK(1)", "", False),
        ("桌椅损坏。", "方敏", False),
    ]
    assert rows[1].is_long_term


def test_a_sheet_with_a_number_column_and_real_dates_is_read():
    book = Workbook()
    for row in (["序号", *HEADINGS], [1, "记录不全。", "周正明", "补齐。", in_days(30), "√"]):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    row = read_annex(buffer.getvalue(), "a.xlsx")[0]
    assert (row.problem, row.ticked) == ("记录不全。", True)
    assert str(in_days(30).day) in row.deadline_text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式"),
        (b"PK\x03\x04 broken", "损坏"),
        (b"%PDF-1.4", "不是 Word 文档"),
        (docx.docx("没有表"), "没有找到台账的表"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(data, says):
    with pytest.raises(AnnexRefused, match=says):
        read_annex(data, "a.docx")


def test_a_cell_that_is_too_long_is_refused():
    rows = [AnnexRow("问" * 1001, "", "", "", "")]
    with pytest.raises(AnnexRefused, match="第 1 行的“存在问题”有 1001 字"):
        read_annex(annex_docx("某", 2026, None, rows), "a.docx")
