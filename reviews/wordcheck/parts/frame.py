"""What stands around the three parts: title, 目录, form head, closing words, signature, annex (WORDCHECK §3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reviews.wordcheck.values import Part
from reviews.wordcheck.wording import IN_ANNEX, IN_FORM, IN_NOTE

from .contents import contents_places
from .decisions import Decision, certain
from .ending import annex_start, is_note, read_ending
from .lines import Line
from .title import title_places

_LONGEST_FORM_CELL = 60
_NAMES = re.compile("^(?:所在)?(?:单位|姓名|述职人|汇报人|报告人|党组织)")


def read_frame(lines: Sequence[Line]) -> dict[int, Decision]:
    """Decisions for the paragraphs that belong to no part, by their place in ``lines``."""
    end = annex_start(lines)
    annex = {place: certain(Part.OTHER, IN_ANNEX) for place in range(end, len(lines))}
    lines = lines[:end]
    contents = contents_places(lines)
    frame = {place: certain(Part.TOC, "因为在目录里") for place in contents}
    frame.update({place: certain(Part.TITLE, "因为在标题处") for place in title_places(lines, contents)})
    frame.update(_form_head(lines, frame))
    frame.update(read_ending(lines, frame))
    frame.update({place: certain(Part.OTHER, IN_NOTE) for place, line in enumerate(lines) if is_note(line)})
    return {**frame, **annex}


def _form_head(lines: Sequence[Line], frame: Mapping[int, Decision]) -> dict[int, Decision]:
    """The cells above the first named part: 姓名, 单位, 职务 and what stands beside them.

    In a form that holds the report they are 基本情况, which belongs to no part; in a small table of their own under
    the title they are its by-line.
    """
    places = []
    for place, line in enumerate(lines):
        if place in frame:
            continue
        label = line.label
        if not line.cell or line.words > _LONGEST_FORM_CELL or "。" in line.text or (label and label.strong):
            break
        places.append(place)
    bylines = _by_line_tables(lines, places) if frame else frozenset()
    return {
        place: certain(Part.TITLE, "因为在标题处")
        if (cell := lines[place].cell) and cell.table in bylines
        else certain(Part.OTHER, IN_FORM)
        for place in places
    }


def _by_line_tables(lines: Sequence[Line], places: Sequence[int]) -> frozenset[int]:
    """The tables of which nothing but ``places`` is left, and in which somebody or a unit is named."""
    named = {cell.table for place in places if (cell := lines[place].cell) and _NAMES.search(lines[place].text)}
    going_on = {line.cell.table for place, line in enumerate(lines) if line.cell and place not in places}
    return frozenset(named - going_on)
