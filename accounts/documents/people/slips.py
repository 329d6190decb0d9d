"""The slips with initial passwords, as an .xlsx or a .docx to cut up; made in memory while they are open."""

import datetime as dt
import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from accounts.documents.house.paper import Block, Paper, Table, Text, paper_docx

HEADINGS = ("党组织", "姓名", "工号（登录名）", "初始密码", "说明")
HINT = "网址 {address}；{until}前有效，只能登录一次：登录后马上换成自己的密码。请当面交给本人。"
WIDTHS = (34, 12, 18, 22, 64)
SHARES = (44, 22, 34, 56)
DASHED = Border(*(Side(style="dashed"),) * 4)


def slips_book(slips: Iterable[tuple[str, str, str, str]], *, until: dt.date, address: str) -> bytes:
    """Return the .xlsx of (organization, name, number, password), good before the day ``until`` at ``address``."""
    hint = HINT.format(until=_day(until), address=address)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "初始密码"
    for row, slip in enumerate([HEADINGS, *((*slip, hint) for slip in slips)], start=1):
        for column, text in enumerate(slip, start=1):
            cell = sheet.cell(row=row, column=column, value=text)
            cell.data_type, cell.number_format, cell.border = "s", "@", DASHED
            cell.font = Font(bold=row == 1, name="Consolas" if column == len(HEADINGS) - 1 and row > 1 else None)
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def slips_paper(slips: Iterable[tuple[str, str, str, str]], *, title: str, until: dt.date, address: str) -> bytes:
    """Return the same as a .docx: a row for each, which no page tears, with what its owner must know."""
    hint = f"网址 {address}\n{_day(until)}前有效，只能登录一次，登录后马上换成自己的密码。"
    rows = [
        (organization, f"{name}同志", number, f"{password}\n{hint}") for organization, name, number, password in slips
    ]
    blocks: list[Block] = [
        Text("请沿横线裁开，当面交给本人。裁完把这份文件删去，不要用微信、邮件转发。"),
        Table(HEADINGS[:4], rows, SHARES),
    ]
    return paper_docx(Paper(title=title, blocks=blocks))


def _day(day: dt.date) -> str:
    return f"{day.month}月{day.day}日"
