import io
from datetime import date

from docx import Document
from openpyxl import load_workbook

from accounts.documents.people.slips import slips_book, slips_paper

SLIPS = [
    ("学生第一党支部", "梁晓", "010005", "abcd-efgh-jkmn"),
    ("教师第一党支部", "=HYPERLINK(1)", "010008", "pqrs-tuvw-xyz2"),
]
UNTIL, HERE = date(2026, 12, 6), "https://djpy.example/"


def test_the_paper_has_a_row_for_each_with_what_its_owner_must_know():
    table = Document(io.BytesIO(slips_paper(SLIPS, title="初始密码条", until=UNTIL, address=HERE))).tables[0]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["党组织", "姓名", "工号（登录名）", "初始密码"]
    assert cells[1] == [
        "学生第一党支部", "梁晓同志", "010005",
        "abcd-efgh-jkmn\n网址 https://djpy.example/\n12月6日前有效，只能登录一次，登录后马上换成自己的密码。",
    ]  # fmt: skip
    assert all(row._tr.trPr.find("{*}cantSplit") is not None for row in table.rows)


def test_the_table_has_the_same_and_no_formula():
    sheet = load_workbook(io.BytesIO(slips_book(SLIPS, until=UNTIL, address=HERE))).active
    assert [cell.value for cell in sheet[2]][:4] == list(SLIPS[0])
    assert (
        sheet["E2"].value
        == "网址 https://djpy.example/；12月6日前有效，只能登录一次：登录后马上换成自己的密码。请当面交给本人。"
    )
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("=HYPERLINK(1)", "s")
