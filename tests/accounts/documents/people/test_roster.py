import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from accounts.documents.house.cell import Unreadable, code_of, day_of, text_of, whole_number_of
from accounts.documents.house.workbook import FileRefused, count_rows
from accounts.documents.people.roster import read_roster
from accounts.documents.people.roster_form import roster_book
from tests import docx, xlsx

KINDS, ROLES = ["党总支", "党支部"], ["书记"]


def test_cells_are_read_however_they_were_typed():
    assert [text_of(value) for value in (10001.0, " 甲\u3000", None, 3)] == ["10001", "甲", "", "3"]
    assert [code_of(value) for value in ("０１０００５", "138 0000 0005", 13800000005.0)] == [
        "010005", "13800000005", "13800000005",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "value",
    [datetime.fromisoformat("2024-03-01 08:00"), date(2024, 3, 1), "2024-03-01", "2024.3.1", "2024/3/1", "2024年3月1日", "2024年3月", "2024.03",
     "20240301", 45352, "2024-03-01 00:00:00"],
)  # fmt: skip
def test_days_are_read_however_they_were_typed(value):
    assert day_of(value) == date(2024, 3, 1)


def test_a_month_alone_ends_with_its_last_day():
    assert day_of("2024年2月", last=True) == date(2024, 2, 29)


@pytest.mark.parametrize("value", ["去年三月", "2024-13-01", "2024-02-30", 3, "1024-01-01"])
def test_what_is_no_day_is_not_guessed(value):
    with pytest.raises(Unreadable):
        day_of(value)


def test_what_is_no_whole_number_is_not_guessed():
    with pytest.raises(Unreadable):
        whole_number_of("第一")


def test_numbers_and_blanks_in_a_sheet_do_no_harm():
    sheets = read_roster(xlsx.roster(人员=[(None, None, None), (10005, " 梁晓 ", 13800000005)]))
    (row,) = sheets.people
    assert (row.row, row.number, row.name, row.mobile) == (3, "10005", "梁晓", "13800000005")


def test_a_title_and_other_headings_for_the_same_are_understood():
    book = xlsx.workbook({})
    sheet = book.create_sheet("人员")
    for row in [("机电学院人员名单",), ("姓 名", "职工号", "联系电话", "备注"), ("梁晓", "010005", "", "党员")]:
        sheet.append(row)
    sheets = read_roster(xlsx.save(book))
    assert [row.number for row in sheets.people] == ["010005"]
    assert [(doubt.column, doubt.blocks) for doubt in sheets.doubts] == [("备注", False)]


def test_a_missing_column_is_named():
    sheets = read_roster(xlsx.save(xlsx.workbook({"人员": [("梁晓",)]}, {"人员": ("姓名", "手机号")})))
    assert [doubt.text for doubt in sheets.doubts] == ["缺少“工号”这一列。"]


def test_formulas_errors_and_merged_cells_are_doubted_where_they_stand():
    book = xlsx.workbook({"人员": [("=A3", "梁晓", ""), ("010006", "甲", ""), ("010007", "乙", "")]})
    book["人员"].merge_cells("B3:B4")
    found = [(doubt.row, doubt.text[:6]) for doubt in read_roster(xlsx.save(book)).doubts]
    assert found == [(2, "这一格是公式"), (3, "B3:B4 ")]


def test_a_hidden_sheet_is_read_and_said_and_another_sheet_is_said():
    book = xlsx.workbook({"人员": [("010005", "梁晓", "")]})
    book["人员"].sheet_state = "hidden"
    book.create_sheet("人员 (2)").append(("010006", "甲"))
    book.create_sheet("Sheet3")
    sheets = read_roster(xlsx.save(book))
    assert [row.number for row in sheets.people] == ["010005"]
    assert [(doubt.sheet, doubt.text, doubt.blocks) for doubt in sheets.doubts] == [
        ("人员", "这张表是隐藏的，里面的内容也读了。", False),
        ("人员 (2)", "这张表没有读。", False),
    ]


def test_a_number_that_a_spreadsheet_took_for_a_day_of_1900_is_said_so():
    book = xlsx.workbook({"任职": [("010005", "梁晓", "支部", "书记", 3, "")]})
    book["任职"]["E2"].number_format = "yyyy-mm-dd"
    (doubt,) = read_roster(xlsx.save(book)).doubts
    assert (doubt.place, doubt.text[:13]) == ("“任职”第 2 行“任职日期”", "“1900-01-03”：")
    assert "1950–2100" in doubt.text


def test_days_count_from_1904_where_the_file_says_so():
    book = xlsx.workbook({"任职": [("010005", "梁晓", "支部", "书记", 43890, "")]})
    book.epoch = CALENDAR_MAC_1904
    book["任职"]["E2"].number_format = "yyyy-mm-dd"
    assert [row.starts for row in read_roster(xlsx.save(book)).posts] == [date(2024, 3, 1)]


def shared(text: str) -> bytes:
    """Return a roster as Excel keeps it: texts in a table of their own, in pieces and with readings beside them."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    members["xl/sharedStrings.xml"] = f"<sst {space}><si><t>工号*</t></si><si><t>姓名*</t></si>{text}</sst>"
    rows = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row r="5"><c r="A5" t="s"><v>2</v></c><c r="B5" t="s"><v>3</v></c></row>'
    members["xl/worksheets/sheet1.xml"] = f"<worksheet {space}><sheetData>{rows}</sheetData></worksheet>"
    return zipped(**members)


def test_texts_in_pieces_are_read_without_their_readings_and_cells_without_names_by_their_order():
    pieces = "<si><r><t>0100</t></r><r><t>05</t></r></si><si><t>梁晓</t><rPh sb='0' eb='1'><t>liang</t></rPh></si>"
    (row,) = read_roster(shared(pieces)).people
    assert (row.row, row.number, row.name) == (5, "010005", "梁晓")


def test_a_reference_to_a_text_that_is_not_there_is_refused_in_a_sentence():
    with pytest.raises(FileRefused, match="读到一半"):
        read_roster(shared("<si><t>010005</t></si>"))


def test_a_merged_title_harms_nothing():
    book = xlsx.workbook({})
    sheet = book.create_sheet("人员")
    for row in [("名单",), ("工号", "姓名"), ("010005", "梁晓")]:
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    assert read_roster(xlsx.save(book)).doubts == ()


def zipped(**members) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


GOOD = xlsx.roster(人员=[("010005", "梁晓", "")])


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "是空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧格式的 .xls"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "不是 Excel 表格"),
        ("工号,姓名\n1,2".encode("gbk"), "不是 Excel 表格"),
        (docx.good(), "Word 文档"),
        (b"PK\x03\x04" + bytes(10 * 1024 * 1024), "超过 10 MB"),
        (GOOD[: len(GOOD) // 2], "损坏"),
        (zipped(**{"xl/workbook.xml": "<x/>", "xl/vbaProject.bin": "x"}), "宏"),
        (zipped(**{"xl/workbook.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}), "从不使用"),
        (zipped(**{"xl/workbook.xml": " " * 30_000_000}), "解开后太大"),
        (zipped(**{"xl/workbook.xml": "<x/>"}), "损坏"),
        (xlsx.save(Workbook()), "没有“党组织”“人员”“任职”"),
    ],
)
def test_what_is_no_roster_is_refused_in_a_sentence(data, sentence):
    with pytest.raises(FileRefused, match=sentence):
        read_roster(data)


def test_rows_are_counted_without_reading_them():
    assert count_rows(GOOD, "名册.xlsx") == 2


def test_our_own_form_reads_back_as_it_was_written():
    rows = {"人员": [("010005", "=1+1", "")], "任职": [("010005", "=1+1", "支部", "书记", "2024-03-01", "")]}
    sheets = read_roster(roster_book(rows, kinds=KINDS, roles=ROLES))
    assert ([row.name for row in sheets.people], sheets.doubts) == (["=1+1"], ())
    assert [row.starts for row in sheets.posts] == [date(2024, 3, 1)]


def test_the_template_offers_lists_and_an_example_and_holds_no_row():
    data = roster_book({}, kinds=KINDS, roles=ROLES)
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["党组织", "人员", "任职", "填写说明"]
    assert [one.formula1 for one in book["党组织"].data_validations.dataValidation] == ['"党总支,党支部"']
    assert read_roster(data).count == 0


def test_what_nobody_sees_is_left_out_and_its_cell_named():
    book = xlsx.workbook({"人员": [("01\u200b0005", "梁\u202e晓", "")]})
    sheets = read_roster(xlsx.save(book))
    assert [(row.number, row.name) for row in sheets.people] == [("010005", "梁晓")]
    assert [(doubt.place, doubt.blocks) for doubt in sheets.doubts] == [
        ("“人员”第 2 行“工号”", False), ("“人员”第 2 行“姓名”", False),
    ]  # fmt: skip


def test_what_is_no_standard_character_blocks_and_rare_names_pass():
    book = xlsx.workbook({"人员": [("010005", "梁\ue863", ""), ("010006", "𠮷田·㐂", "")]})
    sheets = read_roster(xlsx.save(book))
    assert [(doubt.place, doubt.blocks, "自造字" in doubt.text) for doubt in sheets.doubts] == [
        ("“人员”第 2 行“姓名”", True, True)
    ]
    assert sheets.people[1].name == "𠮷田·㐂"


def test_padded_names_and_divided_mobiles_are_read_as_they_are_meant():
    sheets = read_roster(
        xlsx.roster(
            人员=[("010005", "李　平", "+86 138-0013-8003")],
            任职=[("010005", "李 平", "机电 工程学院党总支", "书 记", "2024-03-01", None)],
        )
    )
    (person,), (post,) = sheets.people, sheets.posts
    assert (person.name, person.mobile) == ("李平", "13800138003")
    assert (post.name, post.organization, post.role) == ("李平", "机电工程学院党总支", "书记")


def test_drop_down_lists_reach_past_the_last_row():
    rows = [("1", "甲", "甲支部", "书记", "2026-09-01", "")] * 5200
    book = load_workbook(io.BytesIO(roster_book({"任职": rows}, kinds=KINDS, roles=ROLES)))
    lists = {sheet.title: [str(one.sqref) for one in sheet.data_validations.dataValidation] for sheet in book}
    assert (lists["任职"], lists["党组织"], lists["人员"]) == (["D2:D10201"], ["D2:D5001"], [])
