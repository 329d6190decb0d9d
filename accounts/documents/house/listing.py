"""A long table to look through in a spreadsheet: written row by row, however many, and never a live formula."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
MOMENT = "yyyy-mm-dd hh:mm:ss"
Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Listing:
    """One sheet: its title, its columns by heading with their width in characters, and its rows in that order."""

    title: str
    columns: Mapping[str, int]
    rows: Iterable[Row]


def listing_book(*listings: Listing) -> bytes:
    """Return the .xlsx with a sheet for each listing; every text stands as text."""
    book = Workbook(write_only=True)
    for listing in listings:
        _write(book.create_sheet(listing.title), listing)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write(sheet: Any, listing: Listing) -> None:
    letters = [get_column_letter(place) for place in range(1, len(listing.columns) + 1)]
    for letter, width in zip(letters, listing.columns.values(), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.append([_heading(sheet, text) for text in listing.columns])
    last = 1
    for number, row in enumerate(listing.rows, start=2):
        sheet.append([_safe(sheet, value) for value in row])
        last = number
    sheet.auto_filter.ref = f"A1:{letters[-1]}{last}"


def _heading(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


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
