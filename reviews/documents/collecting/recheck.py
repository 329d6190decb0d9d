"""What checking anew came to, as .xlsx: who stands differently now, and what could not be checked."""

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reviews.models import Recheck, Report
from reviews.rules.collecting.recheck import conclusion

HEADINGS = ("党组织", "书记", "稿次", "原来", "现在", "全文字数", "按第几版要求")
WIDTHS = (34, 12, 8, 34, 34, 10, 14)


def recheck_table(changed: Iterable[Recheck], unread: Iterable[tuple[Report, str]]) -> bytes:
    """Return the bytes of the table; every text stands as text, never as a formula."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "结论有变的"
    _row(sheet, 1, HEADINGS)
    for place, one in enumerate(changed, start=2):
        _row(sheet, place, _said(one))
    last = sheet.max_row
    if last == 1:
        _row(sheet, 2, ("重新检查过的报告，结论都没有变",))
    for place, (report, why) in enumerate(unread, start=last + 2):
        _row(sheet, place, (*_who(report), "没有重新检查", why))
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _who(report: Report) -> tuple[str, str, int]:
    return report.statement.organization_name, report.statement.person.name, report.number


def _said(one: Recheck) -> tuple[str | int, ...]:
    before = conclusion(one.verdict_before, one.broken_before)
    after = conclusion(one.verdict_after, one.broken_after)
    return *_who(one.report), before, after, one.report.total, one.limits_number


def _row(sheet: Worksheet, row: int, values: Iterable[str | int]) -> None:
    for column, value in enumerate(values, start=1):
        if isinstance(value, str):
            cell = sheet.cell(row=row, column=column, value=ILLEGAL_CHARACTERS_RE.sub("", value))
            cell.data_type = "s"  # openpyxl would turn “=…” into a live formula
        else:
            sheet.cell(row=row, column=column, value=value)
