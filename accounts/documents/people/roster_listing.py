"""What a roster would change and what is doubtful about it, row by row, as an .xlsx to work through."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

DOUBTS = {"表": 10, "行": 8, "栏": 14, "要不要改": 12, "哪里不对": 50, "怎样改": 60}  # heading: width
CHANGES = {"表": 10, "行": 8, "怎样": 8, "谁": 44, "改动": 70}
Row = Sequence[object]


def roster_listing_book(doubts: Iterable[Row], changes: Iterable[Row]) -> bytes:
    """Return the .xlsx of doubts and changes, in the order of their headings; every text stands as text."""
    book = Workbook(write_only=True)
    for title, columns, rows in (("改正和留意", DOUBTS, doubts), ("改动", CHANGES, changes)):
        sheet: Any = book.create_sheet(title)
        for letter, width in zip("ABCDEF", columns.values(), strict=False):
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, heading, font=Font(bold=True)) for heading in columns])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cell(sheet: Any, value: Any, *, font: Font | None = None) -> Any:
    """Return a text with “=” at its beginning as a text, not as a formula; a row of 0 tells of the whole file."""
    if font is None and not (isinstance(value, str) and value.startswith("=")):
        return value or None
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"
    if font:
        cell.font = font
    return cell
