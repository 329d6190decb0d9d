"""Rosters as people fill them in."""

import io

from openpyxl import Workbook

HEADS = {
    "党组织": ("系统编号", "全称*", "简称", "类别*", "上级党组织*", "规定序"),
    "人员": ("工号*", "姓名*", "手机号"),
    "任职": ("工号*", "姓名*", "党组织*", "职务*", "任职日期*", "免职日期"),
}


def save(book) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def workbook(sheets, heads=HEADS):
    """Return a workbook with the given rows below our headings."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.append(heads[title])
        for row in rows:
            sheet.append(row)
    return book


def roster(**sheets) -> bytes:
    """Return the bytes of a roster: ``roster(人员=[("020001", "白石", "")])``."""
    return save(workbook(sheets))
