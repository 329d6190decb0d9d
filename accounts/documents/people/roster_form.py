"""Writing “党组织和人员名册”: the empty template, and what is in the system in the same form."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from accounts.documents.people.roster import COLUMNS, GUIDE_TITLE, letter_of
from accounts.rules.people.roster import ORGANIZATIONS, SHEETS

WIDTHS = {"code": 10, "name": 30, "short": 20, "kind": 14, "parent": 30, "position": 8,
          "number": 14, "mobile": 16, "organization": 34, "role": 18, "starts": 14, "ends": 14}  # fmt: skip
PERSON_WIDTH = 12
ROOM = 5000  # rows below the last one that the drop-down lists reach too
HEAD = {"font": Font(bold=True), "fill": PatternFill("solid", fgColor="E7EFF1"),
        "alignment": Alignment(horizontal="center"), "border": Border(bottom=Side(style="thin"))}  # fmt: skip
GUIDE = (
    ("怎样填", ""),
    (
        "三张表",
        "“党组织”写有哪些党组织，“人员”写有哪些人，“任职”写谁在哪里任什么职务。只改其中一张也可以，表里没有的不动。",
    ),
    ("带 * 的栏", "必须填写。空着的格子表示“不改”。"),
    ("系统编号", "导出的名册里才有，用来认出改了名称、换了上级的党组织；新建的空着，不要自己编。"),
    ("上级党组织", "写全称。有重名时写成“上级/本级”，例如：机电工程学院党总支/学生第一党支部。"),
    ("工号", "照原样填，包括开头的 0；单元格已设成“文本”。工号就是登录名。"),
    ("日期", "2024-03-01、2024.3.1、2024年3月1日 都可以；只写到月的，任职算当月第一天，免职算当月最后一天。"),
    ("换届", "给原任的一行填上免职日期，再加一行写新任。一个党组织同时只有一位书记（或主持工作的副书记）。"),
    ("不要用", "合并单元格、公式、图片。上传后先给您看会改动什么，确认了才写入。"),
)
EXAMPLES = {
    "党组织": (
        ("", "机电工程学院党总支", "机电学院党总支", "党总支", "中共示例大学委员会", 1),
        ("", "机电工程学院学生第一党支部", "学生第一党支部", "党支部", "机电工程学院党总支", 1),
    ),
    "人员": (("012345", "周正明", "13800000001"), ("012346", "梁晓", "")),
    "任职": (
        ("012345", "周正明", "机电工程学院党总支", "书记", "2024-03-01", ""),
        ("012346", "梁晓", "机电工程学院学生第一党支部", "书记", "2025-09-01", ""),
    ),
}
Row = Sequence[object]


def roster_book(
    rows: Mapping[str, Iterable[Row]], *, kinds: Sequence[str], roles: Sequence[str], title: str = "党组织和人员名册"
) -> bytes:
    """Return the .xlsx with ``rows`` by sheet; every text stands as text, never as a formula."""
    book = Workbook(write_only=True)
    for name in SHEETS:
        sheet = book.create_sheet(name)
        _dress(sheet, name)
        sheet.append([_cell(sheet, f"{column.heading}{'*' if column.is_required else ''}", **HEAD)
                      for column in COLUMNS[name]])  # fmt: skip
        last = 1
        for row in rows.get(name, ()):
            sheet.append([_cell(sheet, value) for value in row])
            last += 1
        _offer(sheet, name, last + ROOM, {"kind": kinds, "role": roles})
    _guide(book, title)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _dress(sheet: Worksheet, name: str) -> None:
    for column in COLUMNS[name]:
        letter = letter_of(name, column.field)
        is_person = column.field == "name" and name != ORGANIZATIONS
        sheet.column_dimensions[letter].width = PERSON_WIDTH if is_person else WIDTHS[column.field]
        sheet.column_dimensions[letter].number_format = "@"
    sheet.freeze_panes = "A2"


def _offer(sheet: Worksheet, name: str, last: int, words: Mapping[str, Sequence[str]]) -> None:
    """Let the columns of set words be filled in from a list, as far as the row ``last``."""
    for column in COLUMNS[name]:
        if column.field not in words:
            continue
        letter, choices = letter_of(name, column.field), words[column.field]
        listed = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=True)
        listed.errorTitle, listed.error = "请从下拉里选", "、".join(choices)
        listed.add(f"{letter}2:{letter}{last}")
        sheet.data_validations.append(listed)  # a sheet that is only written has no method for it


def _cell(sheet: Worksheet, value: Any, **style: Any) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl would turn “=…” into a live formula
        cell.number_format = "@"
    for name, look in style.items():
        setattr(cell, name, look)
    return cell


def _guide(book: Workbook, title: str) -> None:
    sheet = book.create_sheet(GUIDE_TITLE)
    sheet.column_dimensions["A"].width = 16
    for letter in "BCDEF":
        sheet.column_dimensions[letter].width = 26
    sheet.append([_cell(sheet, title, font=Font(bold=True, size=16))])
    for label, text in GUIDE:
        sheet.append([_cell(sheet, label, font=Font(bold=True)), _cell(sheet, text)])
    for name, rows in EXAMPLES.items():
        sheet.append([])
        sheet.append([_cell(sheet, f"示例：{name}", font=Font(bold=True))])
        sheet.append([_cell(sheet, column.heading, **HEAD) for column in COLUMNS[name]])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
