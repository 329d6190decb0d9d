"""The slips with initial passwords, as an .xlsx to cut up."""

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = ("党组织", "姓名", "工号（登录名）", "初始密码", "说明")
HINT = "第一次登录时须改成自己的密码；请当面交给本人。"
WIDTHS = (34, 12, 18, 22, 50)
DASHED = Border(*(Side(style="dashed"),) * 4)


def slips_book(slips: Iterable[tuple[str, str, str, str]]) -> bytes:
    """Return the .xlsx of (organization, name, number, password)."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "初始密码"
    for row, slip in enumerate([HEADINGS, *((*slip, HINT) for slip in slips)], start=1):
        for column, text in enumerate(slip, start=1):
            cell = sheet.cell(row=row, column=column, value=text)
            cell.data_type, cell.number_format, cell.border = "s", "@", DASHED
            cell.font = Font(bold=row == 1, name="Consolas" if column == len(HEADINGS) - 1 and row > 1 else None)
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
