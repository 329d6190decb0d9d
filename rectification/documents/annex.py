"""The notice's annex, cell for cell (N5), as .docx and .xlsx."""

import io
from collections.abc import Sequence
from datetime import date

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.text.paragraph import Paragraph
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from accounts.documents.house.sheet import WIDTH, Sheet
from accounts.documents.house.style import BODY, HEI, TITLE_FONT, Style
from accounts.rules.house.paper import title_lines
from rectification.rules.annex import HEADINGS, NOTES, TICK, AnnexRow, annex_title, date_text

WIDTHS = (38, 19, 46, 32, 21)  # of the line, in mm; 2027年3月31日 and 是否完成 stay on one line
CENTRED, TICKED = (1, 3, 4), 4
NOTE_INDENT = 3  # 字: below the words 说明：
XLSX_WIDTHS = (34, 14, 42, 18, 12)
SIZE = 12  # pt
HEADING_ROW = 3  # below the title and the line with 单位 and 填报日期
THIN = Border(*(Side(style="thin"),) * 4)


def annex_docx(organization: str, year: int, filed_on: date | None, rows: Sequence[AnnexRow]) -> bytes:
    """Return the annex as a Word file: the office's page, and on it the notice's form."""
    title = annex_title(organization, year)
    sheet = Sheet(title=title, day=filed_on)
    sheet.add("附件", Style.ATTACHMENT_MARK)
    sheet.blank()
    for line in title_lines(title):
        sheet.add(line, Style.TITLE)
    top = sheet.add(f"单位：{organization}\t填报日期：{date_text(filed_on)}", Style.FORM)
    top.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _add_form(sheet, rows)
    for note in NOTES:
        sheet.add(note, Style.FORM, left=0 if note.startswith("说明") else NOTE_INDENT)
    return sheet.saved()


def _add_form(sheet: Sheet, rows: Sequence[AnnexRow]) -> None:
    texts = [(row.problem, row.names, row.measure, row.deadline, "") for row in rows]
    table = sheet.add_table(HEADINGS, texts, WIDTHS, Style.FORM)
    for row, entry in zip(rows, table.rows[1:], strict=True):
        _tick(entry.cells[TICKED].paragraphs[0], row)
        for place in CENTRED:
            for paragraph in entry.cells[place].paragraphs:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _tick(paragraph: Paragraph, row: AnnexRow) -> None:
    """Write the √ that stands behind those that were struck through."""
    paragraph.clear()  # type: ignore[no-untyped-call]
    for _ in range(row.struck):
        paragraph.add_run(TICK).font.strike = True
    if row.done:
        paragraph.add_run(row.done)


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
    sheet["A1"].font = Font(name=TITLE_FONT, size=16)
    sheet.row_dimensions[1].height = 44
    for column, width in enumerate(XLSX_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for line_ in sheet.iter_rows(min_row=3, max_row=3 + rows, max_col=len(HEADINGS)):
        for cell in line_:
            cell.border = THIN
            middle = cell.column in {2, 4, 5} or cell.row == HEADING_ROW
            cell.alignment = Alignment(vertical="center", wrap_text=True, horizontal="center" if middle else "left")
            cell.font = Font(name=HEI if cell.row == HEADING_ROW else BODY, size=SIZE)
    sheet.print_title_rows = "3:3"
    sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 9, 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
