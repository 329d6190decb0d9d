"""What stands around the three parts: title, 目录, form head, closing words, signature, annex (WORDCHECK §3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reviews.wordcheck.values import Part

from .contents import contents_places
from .decisions import Decision, certain
from .ending import annex_start, is_note, read_ending
from .lines import Line
from .title import title_places

_LONGEST_FORM_CELL = 60


def read_frame(lines: Sequence[Line]) -> dict[int, Decision]:
    """Decisions for the paragraphs that belong to no part, by their place in ``lines``."""
    end = annex_start(lines)
    annex = {place: certain(Part.OTHER, "因为在报告后面的附件里") for place in range(end, len(lines))}
    lines = lines[:end]
    contents = contents_places(lines)
    frame = {place: certain(Part.TOC, "因为在目录里") for place in contents}
    frame.update({place: certain(Part.TITLE, "因为在标题处") for place in title_places(lines, contents)})
    frame.update(_form_head(lines, frame))
    frame.update(read_ending(lines, frame))
    frame.update(
        {place: certain(Part.OTHER, "因为是附注或填表说明") for place, line in enumerate(lines) if is_note(line)}
    )
    return {**frame, **annex}


def _form_head(lines: Sequence[Line], frame: Mapping[int, Decision]) -> dict[int, Decision]:
    """The cells of a form above its first named part: 姓名, 单位, 职务 and what stands beside them."""
    found: dict[int, Decision] = {}
    for place, line in enumerate(lines):
        if place in frame:
            continue
        label = line.label
        if not line.cell or line.words > _LONGEST_FORM_CELL or "。" in line.text or (label and label.strong):
            break
        found[place] = certain(Part.OTHER, "因为是表头里填写的项目")
    return found
