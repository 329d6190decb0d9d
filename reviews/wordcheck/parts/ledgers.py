"""Tables whose labels say the part: a form's left column, or a row of titles, 问题 beside 整改措施 (WORDCHECK §3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reviews.wordcheck.values import Part

from .decisions import Decision, certain
from .headings import Kind
from .lines import UNNUMBERED, Line

_LONGEST_LABEL = 16
_LONGEST_HEADING = 30
_NAMING = (Kind.PROBLEMS, Kind.PLAN, Kind.MERGED)
_PARTS = {Kind.PROBLEMS: Part.PROBLEMS, Kind.CAUSES: Part.PROBLEMS, Kind.PLAN: Part.PLAN}


def title_rows(lines: Sequence[Line], places: Sequence[int]) -> dict[tuple[int, int], dict[int, int]]:
    """Rows of nothing but labels, by table and row: the places of those that name a part by column."""
    found: dict[tuple[int, int], dict[int, int]] = {}
    told: set[tuple[int, int]] = set()
    for place in places:
        line = lines[place]
        if line.cell and len(line.text) > _LONGEST_LABEL:
            told.add(_row_of(line))
        elif line.cell and line.label and line.label.strong:
            found.setdefault(_row_of(line), {})[line.cell.column] = place
    return {row: columns for row, columns in found.items() if len(columns) > 1 and row not in told}


def read_ledgers(lines: Sequence[Line], places: Sequence[int], part_of_causes: Part) -> dict[int, Decision]:
    """Decisions for the cells of tables whose columns are problems and measures."""
    parts = {**_PARTS, Kind.CAUSES: part_of_causes}
    ledgers: dict[int, tuple[int, dict[int, int]]] = {}
    for (table, row), columns in title_rows(lines, places).items():
        kinds = {kind for place in columns.values() if (kind := _kind(lines, place))}
        if kinds <= parts.keys() and {Kind.PROBLEMS, Kind.PLAN} <= kinds:
            ledgers.setdefault(table, (row, columns))
    found = {}
    for place in places:
        cell = lines[place].cell
        row, columns = ledgers.get(cell.table, (0, {})) if cell else (0, {})
        if cell and columns and cell.row >= row:
            titled = _title_of(cell.column, columns)
            kind = _kind(lines, titled)
            if kind:
                found[place] = certain(parts[kind], f"因为在表格的“{lines[titled].text}”一栏")
    return found


def labels_beside_text(lines: Sequence[Line], places: Sequence[int]) -> set[int]:
    """The cells of a form's left column: those that name a part, and the short ones above and below such."""
    cells = [lines[place] for place in places if lines[place].cell]
    if not cells:
        return set()
    crowded = title_rows(lines, places)
    labels = [line for line in cells if line.rank == UNNUMBERED]
    named = {line.place for line in labels if _names_row(line) and _row_of(line) not in crowded}
    columns = {_column_of(lines[place]) for place in named if _kind(lines, place) in _NAMING}
    rows = {_row_of(line) for line in cells if _column_of(line) not in columns} - crowded.keys()
    return {
        line.place
        for line in labels
        if line.alone
        and _column_of(line) in columns
        and (line.place in named or (_row_of(line) in rows and len(line.text) <= _LONGEST_HEADING))
    }


def _names_row(line: Line) -> bool:
    return line.label is not None and line.label.strong and len(line.text) <= _LONGEST_LABEL


def _row_of(line: Line) -> tuple[int, int]:
    return (line.cell.table, line.cell.row) if line.cell else (-1, -1)


def _column_of(line: Line) -> tuple[int, int]:
    return (line.cell.table, line.cell.column) if line.cell else (-1, -1)


def _kind(lines: Sequence[Line], place: int) -> Kind | None:
    label = lines[place].label
    return label.kind if label else None


def _title_of(column: int, columns: Mapping[int, int]) -> int:
    """The place of the title that a column goes with: its own, else the next to its left, else the first."""
    left = [titled for titled in columns if titled <= column]
    return columns[max(left) if left else min(columns)]
