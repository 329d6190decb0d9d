"""Reading an .xlsx row by row.

A workbook library would do, but takes three times as long as writing the rows to the database does: a roster of a
hundred thousand organizations is read here in seconds.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import NamedTuple, cast

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from accounts.documents.house.workbook import BROKEN, DAMAGED, MAX_FILE_BYTES, SAVE_AS, FileRefused, refuse

COLUMN = re.compile(r"[A-Z]{1,3}")
UNREADABLE = (*BROKEN, etree.LxmlError, KeyError, ValueError, IndexError, TypeError, StopIteration, OSError)


class Cell(NamedTuple):
    """One cell; ``kind`` is "f" for a formula, "e" for an error, "" for what stands there as a value."""

    value: object
    kind: str = ""


EMPTY = Cell(None)
TYPED: dict[str | None, Callable[[str], Cell]] = {
    "e": lambda text: Cell(text, "e"),
    "b": lambda text: Cell(text == "1"),
    "str": Cell,
    "d": lambda text: Cell(datetime.fromisoformat(text)),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: where it stands in the file, and whether people see it."""

    title: str
    part: str
    hidden: bool


@dataclass(slots=True)
class Book:
    """An open workbook, read row by row: a hundred thousand rows take no more memory than ten."""

    archive: zipfile.ZipFile
    sheets: list[Sheet]
    texts: list[str]
    day_styles: frozenset[str]
    epoch: datetime
    merges: list[str] = field(default_factory=list)

    def rows(self, sheet: Sheet, *, columns: int) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the number and the first ``columns`` cells of each row; ``merges`` then holds what is merged (“A3:B4”)."""
        number = 0
        self.merges.clear()
        try:
            with self.archive.open(sheet.part) as stream:
                for element in _elements(stream, "row", "mergeCell"):
                    if element.tag.endswith("row"):
                        number = int(element.get("r") or number + 1)
                        yield number, self._cells(element, columns)
                    else:
                        self.merges.append(element.get("ref") or "")
        except UNREADABLE as error:
            raise FileRefused(f"“{sheet.title}”这张表读到一半读不下去了。{SAVE_AS}") from error

    def _cells(self, row: etree._Element, columns: int) -> list[Cell]:
        cells: list[Cell] = []
        for element in row:
            name = element.get("r")
            place = _place_of(name) if name else len(cells)
            if place >= columns:
                break
            if place > len(cells):
                cells += [EMPTY] * (place - len(cells))
            cells.append(self._cell(element))
        return cells

    def _cell(self, element: etree._Element) -> Cell:
        kind, text = element.get("t"), None
        for part in element:
            name = part.tag.rpartition("}")[2]
            if name == "f":
                return Cell(f"={part.text or ''}", "f")
            if name == "v":
                text = part.text
            elif name == "is":
                return Cell(_text(part))
        if text is None:
            return EMPTY
        if kind == "s":
            return Cell(self.texts[int(text)])
        return self._other(kind, text, element.get("s"))

    def _other(self, kind: str | None, text: str, style: str | None) -> Cell:
        if kind in TYPED:
            return TYPED[kind](text)
        number: int | float = int(text) if text.lstrip("-").isdigit() else float(text)
        if style in self.day_styles:
            try:
                return Cell(from_excel(number, self.epoch))
            except (OverflowError, ValueError):
                return Cell(number)
        return Cell(number)


@contextmanager
def opened(data: bytes, *, most: int = MAX_FILE_BYTES) -> Iterator[Book]:
    """Yield the workbook for reading row by row; raises FileRefused for whatever is no honest table."""
    refuse(data, most=most)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        try:
            book = _book(archive)
        except UNREADABLE as error:
            raise FileRefused(DAMAGED) from error
        yield book


def _book(archive: zipfile.ZipFile) -> Book:
    root = _root(archive, "xl/workbook.xml")
    places = _relations(archive)
    sheets = [
        Sheet(
            title=one.get("name") or "",
            part=places[next(str(value) for name, value in one.attrib.items() if str(name).endswith("}id"))],
            hidden=one.get("state", "visible") != "visible",
        )
        for one in root.iter("{*}sheet")
    ]
    is_mac = any(one.get("date1904") in {"1", "true"} for one in root.iter("{*}workbookPr"))
    return Book(
        archive=archive,
        sheets=[one for one in sheets if one.part.startswith("xl/worksheets/")],
        texts=_texts(archive),
        day_styles=_day_styles(archive),
        epoch=CALENDAR_MAC_1904 if is_mac else CALENDAR_WINDOWS_1900,
    )


def _relations(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return where each part of the workbook stands, by its id."""
    return {
        one.get("Id") or "": target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        for one in _root(archive, "xl/_rels/workbook.xml.rels").iter("{*}Relationship")
        if (target := one.get("Target") or "")
    }


def _texts(archive: zipfile.ZipFile) -> list[str]:
    """Return the texts that cells refer to by number."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    with archive.open("xl/sharedStrings.xml") as stream:
        return [_text(entry) for entry in _elements(stream, "si")]


def _text(entry: etree._Element) -> str:
    """Return a text with its formatted pieces joined, without the readings (拼音) that may stand beside it."""
    pieces = []
    for part in entry:
        name = part.tag.rpartition("}")[2]
        if name == "t":
            pieces.append(part.text or "")
        elif name == "r":
            pieces += [one.text or "" for one in part if one.tag.endswith("}t")]
    return "".join(pieces)


def _day_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """Return the numbers of the styles by which a number is shown as a day."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    root = _root(archive, "xl/styles.xml")
    formats = {str(key): code for key, code in BUILTIN_FORMATS.items()}
    formats |= {one.get("numFmtId") or "": one.get("formatCode") or "" for one in root.iter("{*}numFmt")}
    used = (one.get("numFmtId") or "0" for table in root.iter("{*}cellXfs") for one in table)
    return frozenset(str(place) for place, key in enumerate(used) if is_date_format(formats.get(key, "General")))


def _root(archive: zipfile.ZipFile, part: str) -> etree._Element:
    return etree.fromstring(archive.read(part), etree.XMLParser(resolve_entities=False, no_network=True))


def _elements(stream: object, *names: str) -> Iterator[etree._Element]:
    """Yield the elements of those names as they come by, and forget each."""
    tags = [f"{{*}}{name}" for name in names]
    for _, element in etree.iterparse(cast("BytesIO", stream), tag=tags, resolve_entities=False, no_network=True):
        yield element
        element.clear()
        parent = element.getparent()
        while parent is not None and parent[0] is not element:
            del parent[0]


def _place_of(name: str) -> int:
    """Return the place of a cell in its row from its name: A1 → 0, AB12 → 27."""
    if name[1:2].isdigit():
        return ord(name[0]) - 65
    letters = COLUMN.match(name)
    place = 0
    for letter in letters[0] if letters else "":
        place = place * 26 + ord(letter) - 64
    return place - 1
