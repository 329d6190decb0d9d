"""Tables with a row of titles, 问题 beside 整改措施: there the column says the part (WORDCHECK §3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reviews.wordcheck.values import Part

from .decisions import Decision, certain
from .headings import Kind
from .lines import Line

_LONGEST_LABEL = 16
_PARTS = {Kind.PROBLEMS: Part.PROBLEMS, Kind.CAUSES: Part.PROBLEMS, Kind.PLAN: Part.PLAN}


def title_rows(lines: Sequence[Line], places: Sequence[int]) -> dict[tuple[int, int], dict[int, int]]:
    """Rows with several labels, by table and row: the places of the labels by column."""
    found: dict[tuple[int, int], dict[int, int]] = {}
    for place in places:
        line = lines[place]
        if line.cell and line.label and line.label.strong and len(line.text) <= _LONGEST_LABEL:
            found.setdefault((line.cell.table, line.cell.row), {})[line.cell.column] = place
    return {row: columns for row, columns in found.items() if len(columns) > 1}


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


def _kind(lines: Sequence[Line], place: int) -> Kind | None:
    label = lines[place].label
    return label.kind if label else None


def _title_of(column: int, columns: Mapping[int, int]) -> int:
    """The place of the title that a column goes with: its own, else the next to its left, else the first."""
    left = [titled for titled in columns if titled <= column]
    return columns[max(left) if left else min(columns)]
