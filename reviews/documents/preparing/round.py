"""The summary table of a round (汇总表) as .xlsx."""

import io
from collections.abc import Iterable
from typing import TypeAlias

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reviews.models import Report, Round, Statement

HEADINGS = ("序号", "党组织", "书记", "述职方式", "交稿情况", "稿次", "交稿时间", "是否逾期", "全文字数",
            "工作总结字数", "总结占比", "查摆问题字数", "查摆占比", "下步打算字数", "打算占比", "检查", "退回原因")  # fmt: skip
WIDTHS = (6, 28, 10, 12, 10, 6, 18, 10, 10, 12, 10, 12, 10, 12, 10, 14, 40)
THIN = Border(*(Side(style="thin"),) * 4)
SHARES = (11, 13, 15)
Value: TypeAlias = str | int | float


def round_summary(round_: Round, statements: Iterable[Statement]) -> bytes:
    """Return the table of ``statements`` as the bytes of an .xlsx; every text stands as text, never as a formula."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "汇总表"
    sheet.append([f"{round_.organization_name}{round_.cycle.year}年度述职报告交稿汇总表"])
    sheet.append([f"交稿截止 {timezone.localtime(round_.report_due):%Y-%m-%d %H:%M}　占比的分母不含标题和目录"])
    sheet.append(list(HEADINGS))
    for position, statement in enumerate(statements, start=1):
        _append(sheet, [position, *_row(statement)])
    _dress(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _row(statement: Statement) -> list[Value]:
    head: list[Value] = [statement.organization_name, statement.person.name, statement.get_mode_display()]
    report = statement.current_report
    if report is None:
        return [*head, statement.mode_reason if statement.is_exempt else "未交"]
    return [*head, report.get_state_display(), report.number,
            f"{timezone.localtime(report.handed_in_at):%Y-%m-%d %H:%M}", "逾期" if report.was_late else "",
            report.total, report.achievements, _share(report, "achievements"),
            report.problems, _share(report, "problems"), report.plan, _share(report, "plan"),
            verdict_text(report), report.return_reason]  # fmt: skip


def _share(report: Report, part: str) -> str | float:
    """A part's share, or the range that the author's answers still leave."""
    if part in report.ranges:
        low, high = report.ranges[part]
        return f"{low:.1%}—{high:.1%}"
    return getattr(report, part) / report.denominator if report.denominator else 0.0


def verdict_text(report: Report) -> str:
    """Return the check's conclusion in a few characters."""
    corrected = f"（本人更正 {len(report.corrections)} 段）" if report.corrections else ""
    if report.violations:
        return f"{report.violations} 处不符合{corrected}"
    return ("有待本人确认" if report.verdict == "open" else "符合") + corrected


def _append(sheet: Worksheet, values: list[Value]) -> None:
    row = sheet.max_row + 1
    for column, value in enumerate(values, start=1):
        if isinstance(value, str):
            cell = sheet.cell(row=row, column=column, value=ILLEGAL_CHARACTERS_RE.sub("", value))
            cell.data_type = "s"  # openpyxl would turn “=…” into a live formula
        else:
            sheet.cell(row=row, column=column, value=value)


def _dress(sheet: Worksheet) -> None:
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADINGS))
    sheet["A1"].font = Font(name="黑体", size=16)
    sheet["A1"].alignment = Alignment(horizontal="center")
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row in sheet.iter_rows(min_row=3):
        for cell in row:
            cell.border = THIN
            cell.alignment = Alignment(vertical="center", wrap_text=cell.column in {2, 17})
            cell.number_format = "0.0%" if cell.column in SHARES else cell.number_format
    for cell in sheet[3]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "D4"
    sheet.print_title_rows = "3:3"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
