"""The notice's annex, cell for cell (N5), as .docx and .xlsx."""

import io
from collections.abc import Sequence
from datetime import date

from docx.document import Document as DocumentType
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from rectification.documents.paper import (
    CENTER,
    FANG_SONG,
    HEI,
    XIAO_BIAO_SONG,
    Margins,
    add_row,
    fill,
    grid,
    line,
    new_paper,
    set_widths,
    to_bytes,
    write,
)
from rectification.rules.annex import HEADINGS, NOTES, TICK, AnnexRow, annex_title, date_text

PAPER = Margins(top=24, right=20, bottom=20, left=22)
WIDTHS = (45, 20, 54, 27, 22)  # mm, together the type area's width
XLSX_WIDTHS = (34, 14, 42, 18, 12)
SIZE = 12  # pt
HEADING_ROW = 3  # below the title and the line with 单位 and 填报日期
THIN = Border(*(Side(style="thin"),) * 4)


def annex_docx(organization: str, year: int, filed_on: date | None, rows: Sequence[AnnexRow]) -> bytes:
    """Return the annex as a Word file."""
    document = new_paper(PAPER)
    line(document, "附件", font=HEI, size=14, indent=0)
    line(document, annex_title(organization, year), font=XIAO_BIAO_SONG, size=20, indent=0, align=CENTER)
    _top(document, organization, filed_on)
    _table(document, rows)
    for note in NOTES:
        line(document, note, size=11, indent=0 if note.startswith("说明") else 3)
    return to_bytes(document)


def _top(document: DocumentType, organization: str, filed_on: date | None) -> None:
    paragraph = line(document, f"单位：{organization}\t填报日期：{date_text(filed_on)}", size=SIZE, indent=0)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(sum(WIDTHS)), WD_TAB_ALIGNMENT.RIGHT)


def _table(document: DocumentType, rows: Sequence[AnnexRow]) -> None:
    table = grid(document, HEADINGS)
    for row in rows:
        entry = add_row(table)
        texts = (row.problem, row.names, row.measure, row.deadline)
        for place, (cell, text) in enumerate(zip(entry.cells, texts, strict=False)):
            fill(cell, text, middle=place in {1, 3})
        for _ in range(row.struck):
            write(entry.cells[4].paragraphs[0], TICK, FANG_SONG, SIZE, struck=True)
        fill(entry.cells[4], row.done, middle=True)
    set_widths(table, WIDTHS)


def annex_xlsx(organization: str, year: int, filed_on: date | None, rows: Sequence[AnnexRow]) -> bytes:
    """Return the annex as a sheet; every text stands as text, never as a formula."""
    book = Workbook()
    book.properties.creator = ""
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "整改台账"
    _put(sheet, 1, (annex_title(organization, year),))
    _put(sheet, 2, (f"单位：{organization}", "", "", f"填报日期：{date_text(filed_on)}", ""))
    _put(sheet, 3, HEADINGS)
    for number, row in enumerate(rows, start=4):
        _put(sheet, number, (row.problem, row.responsible, row.measure, row.deadline, row.done))
    for place, note in enumerate(NOTES):
        _put(sheet, 4 + len(rows) + place, (note,))
    _dress(sheet, len(rows))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _put(sheet: Worksheet, row: int, values: Sequence[str]) -> None:
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row=row, column=column, value=value)
        cell.data_type = "s"  # openpyxl would turn “=…” into a live formula


def _dress(sheet: Worksheet, rows: int) -> None:
    for row in (1, *range(4 + rows, 4 + rows + len(NOTES))):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(HEADINGS))
        sheet.cell(row=row, column=1).alignment = Alignment(wrap_text=True, horizontal="center" if row == 1 else "left")
    sheet.merge_cells("A2:C2")
    sheet.merge_cells("D2:E2")
    sheet["A1"].font = Font(name=XIAO_BIAO_SONG, size=16)
    sheet.row_dimensions[1].height = 44
    for column, width in enumerate(XLSX_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for line_ in sheet.iter_rows(min_row=3, max_row=3 + rows, max_col=len(HEADINGS)):
        for cell in line_:
            cell.border = THIN
            middle = cell.column in {2, 4, 5} or cell.row == HEADING_ROW
            cell.alignment = Alignment(vertical="center", wrap_text=True, horizontal="center" if middle else "left")
            cell.font = Font(name=HEI if cell.row == HEADING_ROW else FANG_SONG, size=SIZE)
    sheet.print_title_rows = "3:3"
    sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 9, 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
