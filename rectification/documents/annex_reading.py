"""Reading an annex that came back, .docx or .xlsx, within the bounds that the word check keeps for files."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

from openpyxl import load_workbook

from accounts.rules.house.secrecy import is_marked, is_marked_xml
from rectification.rules.annex import HEADINGS, ReadRow, date_text, read_row
from reviews.wordcheck.reading.archive import read_members
from reviews.wordcheck.reading.document import read_notes, refuse_secret
from reviews.wordcheck.reading.package import Package
from reviews.wordcheck.reading.sniff import refuse_by_bytes
from reviews.wordcheck.reading.xml import Element, W, plain_bytes, refuse_doctype
from reviews.wordcheck.refusals import Refused, refused

MAX_ROWS, MAX_COLUMNS, LONGEST = 300, 20, (1000, 120, 2000, 60, 60)
SENTENCES = {
    "legacy_doc": "这份是旧格式（.doc、.xls 或 .wps）。请在 WPS 里另存为 .docx 或 .xlsx，再传新存的那一份。",
    "not_docx": "这份文件不是 Word 文档，也不是 Excel 表格。请从台账导出一份，填好再传。",
    "too_large": "这份文件太大，不像一份台账。请从台账导出一份，填好再传。",
    "damaged": "这份文件损坏或没有存完整。请在 WPS 里打开，另存一份再传。",
}
Grid = list[list[str]]


class AnnexRefused(Exception):
    """The file cannot be read as an annex; the message says what to do. Nothing of it is kept.

    ``is_secret`` tells that it bears a secrecy mark: that alone is written down, without the file's name.
    """

    def __init__(self, message: str, *, is_secret: bool = False) -> None:
        super().__init__(message)
        self.is_secret = is_secret


def read_annex(data: bytes, filename: str) -> list[ReadRow]:
    """Return the rows of a filled annex; raises AnnexRefused."""
    try:
        refuse_by_bytes(data, filename)
        grids = _sheets(data, filename) if _is_xlsx(data) else _tables(data, filename)
    except Refused as error:
        code = error.refusal.code
        raise AnnexRefused(SENTENCES.get(code, error.refusal.message), is_secret=code == "secret") from None
    for grid in grids:
        rows = _rows(grid)
        if rows is not None:
            _refuse_long(rows)
            return rows
    raise AnnexRefused("没有找到台账的表：表头要有“存在问题”和“整改措施”。请从台账导出一份，填好再传。")


def _is_xlsx(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False


def _tables(data: bytes, filename: str) -> list[Grid]:
    package = Package(data)
    refuse_secret(package, filename, read_notes(package))
    return [
        [[_text(cell) for cell in row.iter(W + "tc")] for row in table.iter(W + "tr")]
        for table in package.document.iter(W + "tbl")
    ]


def _text(cell: Element) -> str:
    return "\n".join("".join(_pieces(paragraph)) for paragraph in cell.iter(W + "p")).strip()


def _pieces(paragraph: Element) -> Iterator[str]:
    """Yield the texts of a paragraph; what is struck through does not count, above all an old √."""
    for run in paragraph.iter(W + "r"):
        look = run.find(W + "rPr")
        strike = look.find(W + "strike") if look is not None else None
        if strike is not None and strike.get(W + "val", "true") not in {"0", "false", "off"}:
            continue
        for piece in run:
            if piece.tag == W + "t":
                yield piece.text or ""
            elif piece.tag in {W + "br", W + "cr"}:
                yield "\n"
            elif piece.tag == W + "sym" and piece.get(W + "char", "").upper() in {"F0FC", "F052", "F0FE"}:
                yield "√"  # the ticks of Wingdings


def _sheets(data: bytes, filename: str) -> list[Grid]:
    parts = [plain_bytes(part) for part in read_members(data).values()]
    for part in parts:
        refuse_doctype(part)
    if is_marked(filename) or any(map(is_marked_xml, parts)):
        raise refused("secret")
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return [
            [[_cell(value) for value in row] for row in sheet.iter_rows(
                max_row=MAX_ROWS + 50, max_col=MAX_COLUMNS, values_only=True
            )]
            for sheet in book.worksheets[:5]
        ]  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, zipfile.BadZipFile, SyntaxError):
        raise refused("damaged") from None


def _cell(value: Any) -> str:
    if isinstance(value, date):
        return date_text(value)
    return "" if value is None else str(value).strip()


def _rows(grid: Grid) -> list[ReadRow] | None:
    """Return the rows below the heading of ``grid``, None where it has none."""
    start = next((place for place, row in enumerate(grid) if _is_heading(row)), None)
    if start is None:
        return None
    columns = [_column(grid[start], heading) for heading in HEADINGS]
    rows: list[ReadRow] = []
    for row in grid[start + 1 :]:
        cells = [row[column] if column is not None and column < len(row) else "" for column in columns]
        problem, responsible, measure, deadline, done = cells
        if not problem or problem.startswith("说明") or (not any(cells[1:]) and problem.startswith("2.")):
            continue
        rows.append(read_row(len(rows) + 1, (problem, responsible, measure, deadline, done)))
    if len(rows) > MAX_ROWS:
        raise AnnexRefused(f"表里有 {len(rows)} 行，最多 {MAX_ROWS} 行。")
    return rows


def _is_heading(row: list[str]) -> bool:
    joined = "".join("".join(row).split())
    return HEADINGS[0] in joined and HEADINGS[2] in joined


def _column(row: list[str], heading: str) -> int | None:
    return next((place for place, text in enumerate(row) if heading in "".join(text.split())), None)


def _refuse_long(rows: list[ReadRow]) -> None:
    for place, row in enumerate(rows, start=1):
        texts = (row.problem, row.responsible, row.measure, row.deadline_text)
        for heading, text, longest in zip(HEADINGS, texts, LONGEST, strict=False):
            if len(text) > longest:
                raise AnnexRefused(f"第 {place} 行的“{heading}”有 {len(text)} 字，最多 {longest} 字，请改短再传。")
