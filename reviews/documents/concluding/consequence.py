"""Who cannot be 优秀 this year, for 人事: as a letter and as a table (N3.4c)."""

import io
from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from accounts.documents.house.paper import Attachment, Paper, Table, Text, paper_docx
from reviews.models import Consequence, Round

HEADINGS = ("序号", "党组织", "书记", "评议的党组织", "研究确定日期")
WIDTHS = (6, 34, 12, 28, 16)
THIN = Border(*(Side(style="thin"),) * 4)
Row: TypeAlias = tuple[int, str, str, str, str]


def list_title(round_: Round) -> str:
    """Return the title of list and letter; no grade is named, the rule alone."""
    return f"{round_.cycle.year}年度考核不得评定为“优秀”等次的党组织书记名单"


def barred_paper(round_: Round, rows: Sequence[Consequence], today: date) -> bytes:
    """Return the letter to 人事 with the list, as the bytes of a .docx."""
    table = Table(HEADINGS, [tuple(map(str, row)) for row in _rows(rows)], (2, 7, 3, 6, 4))
    text = (
        f"根据{round_.cycle.year}年度基层党组织书记抓党建述职评议考核结果，附件所列{len(rows)}名党组织书记"
        "的年度考核结果不得评定为“优秀”等次，请在年度考核中落实。"
    )
    return paper_docx(
        Paper(
            title=f"关于{round_.cycle.year}年度党组织书记述职评议考核结果运用的函",
            addressee="人事处",
            blocks=[Text(text)],
            signature="党委组织部" if round_.organization.parent_id is None else round_.organization_name,
            date=today,
            attachments=[Attachment(list_title(round_), [table])],
        )
    )


def barred_table(round_: Round, rows: Sequence[Consequence]) -> bytes:
    """Return the list as the bytes of an .xlsx; every text stands as text, never as a formula."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "名单"
    sheet["A1"] = list_title(round_)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADINGS))
    sheet["A1"].font, sheet["A1"].alignment = Font(name="黑体", size=16), Alignment(horizontal="center")
    lines: list[Sequence[str | int]] = [HEADINGS, *_rows(rows)]
    for number, values in enumerate(lines, start=2):
        for column, value in enumerate(values, start=1):
            _write(sheet, number, column, value)
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes, sheet.print_title_rows = "A3", "2:2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _rows(rows: Sequence[Consequence]) -> list[Row]:
    return [
        (
            place, one.outcome.statement.organization_name, one.outcome.statement.person.name,
            one.outcome.decision.round.organization_name, one.outcome.decision.held_on.isoformat(),
        )
        for place, one in enumerate(rows, start=1)
    ]  # fmt: skip


def _write(sheet: Worksheet, row: int, column: int, value: str | int) -> None:
    cell = sheet.cell(row=row, column=column)
    if isinstance(value, str):
        cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", value), "s"  # openpyxl would make “=…” a formula
    else:
        cell.value = value
    cell.border, cell.alignment = THIN, Alignment(vertical="center", wrap_text=True)
