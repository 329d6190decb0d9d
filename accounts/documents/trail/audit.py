"""The audit trail as an .xlsx, and what a check of it has found."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

HEADINGS = ("编号", "时间", "操作人", "工号", "来源地址", "操作", "对象类别", "对象编号", "对象", "改动")
WIDTHS = (10, 20, 12, 12, 18, 20, 16, 10, 40, 80)
FAULTS = ("哪一处", "发现")
FAULT_WIDTHS = (30, 80)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LETTERS = "ABCDEFGHIJ"
MOMENT = "yyyy-mm-dd hh:mm:ss"


def audit_book(rows: Iterable[Sequence[object]]) -> bytes:
    """Return the .xlsx of lines in the order of HEADINGS, however many; every text stands as text."""
    return _book("审计记录", HEADINGS, WIDTHS, rows)


def faults_book(rows: Iterable[Sequence[object]]) -> bytes:
    """Return the .xlsx of (place, text)."""
    return _book("核对发现", FAULTS, FAULT_WIDTHS, rows)


def _book(title: str, headings: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[object]]) -> bytes:
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(title)
    for letter, width in zip(LETTERS, widths, strict=False):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.append(list(_head(sheet, headings)))
    last = 1
    for number, row in enumerate(rows, start=2):
        sheet.append([_safe(sheet, value) for value in row])
        last = number
    sheet.auto_filter.ref = f"A1:{LETTERS[len(headings) - 1]}{last}"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _head(sheet: Any, headings: Sequence[str]) -> Iterator[Any]:
    for heading in headings:
        cell = WriteOnlyCell(sheet, value=heading)
        cell.font = Font(bold=True)
        yield cell


def _safe(sheet: Any, value: object) -> object:
    """Return a number as it is, a moment as one, and a text as text: one that begins with “=” would be a formula."""
    if isinstance(value, int):
        return value
    if value == "":
        return None
    if isinstance(value, datetime):
        moment = WriteOnlyCell(sheet, value=value)
        moment.number_format = MOMENT
        return moment
    text = CONTROL.sub(" ", str(value))
    if not text.startswith("="):
        return text
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell
