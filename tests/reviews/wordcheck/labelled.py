"""Reports with the right part of every paragraph, as text files, and the docx files made of them.

``reports/*.txt`` are for development: read their mistakes, mend the decoder. ``reports/unseen/*.txt`` are only measured,
as sums; whoever tunes on them must write others. Those numbered from 200 are as long as real ones, about 2,200 字, by
authors who did not know how the decoder decides. A line is ``MARK.look.look|text``:
a letter of ``_LETTERS``, and how the paragraph is set; ``rNcM`` puts it into row N, column M of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from reviews.wordcheck import Part

from .builders import docx, paragraph, part, run

_FOLDER = Path(__file__).parent / "reports"
_LETTERS = {
    "T": Part.TITLE,
    "C": Part.TOC,
    "O": Part.OPENING,
    "A": Part.ACHIEVEMENTS,
    "P": Part.PROBLEMS,
    "K": Part.PROBLEMS,
    "L": Part.PLAN,
    "X": Part.CLOSING,
    "N": Part.OTHER,
    "M": Part.MIXED,
}
_CELL = re.compile(r"r(\d)c(\d)")


class LabelledLine(NamedTuple):
    """One paragraph: the letter of its part, how it is set, and its text."""

    letter: str
    looks: tuple[str, ...]
    text: str

    @property
    def cell(self) -> tuple[str, str] | None:
        found = _CELL.fullmatch(self.looks[0]) if self.looks else None
        return (found[1], found[2]) if found else None


@dataclass(frozen=True)
class LabelledReport:
    """A report: its name, its paragraphs as they are labelled, the right part of each, and the docx of them."""

    name: str
    lines: tuple[LabelledLine, ...]
    parts: tuple[Part, ...]

    @cached_property
    def data(self) -> bytes:
        return docx("".join(_body(self.lines)), styles=STYLES, numbering=NUMBERING)


@cache
def labelled_reports() -> tuple[LabelledReport, ...]:
    """The development reports."""
    return tuple(_labelled(path) for path in sorted(_FOLDER.glob("*.txt")))


@cache
def unseen_reports() -> tuple[LabelledReport, ...]:
    """The reports that nobody tunes on."""
    return tuple(_labelled(path) for path in sorted((_FOLDER / "unseen").glob("*.txt")))


def labelled(name: str, lines: Sequence[LabelledLine]) -> LabelledReport:
    """The report of these paragraphs."""
    return LabelledReport(name, tuple(lines), tuple(_LETTERS[line.letter] for line in lines))


def _labelled(path: Path) -> LabelledReport:
    texts = path.read_text(encoding="utf-8").splitlines()
    return labelled(path.stem, [_line(text) for text in texts if text and text[0] != "#"])


def _line(line: str) -> LabelledLine:
    mark, text = line.split("|", 1)
    letter, *looks = mark.split(".")
    return LabelledLine(letter, tuple(looks), text)


def _body(lines: Sequence[LabelledLine]) -> Iterator[str]:
    for in_table, found in groupby(lines, key=lambda line: line.cell is not None):
        group = list(found)
        yield _table(group) if in_table else "".join(map(_styled, group))


def _table(lines: Sequence[LabelledLine]) -> str:
    rows: dict[str, dict[str, list[str]]] = {}
    for line in lines:
        row, column = line.cell
        rows.setdefault(row, {}).setdefault(column, []).append(_styled(line))
    cells = ("".join(f"<w:tc>{''.join(cell)}</w:tc>" for cell in row.values()) for row in rows.values())
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


_LOOKS = {
    "c": '<w:jc w:val="center"/>',
    "right": '<w:jc w:val="right"/>',
    "title": '<w:pStyle w:val="a3"/>',
    "h1": '<w:pStyle w:val="1"/>',
    "h2": '<w:pStyle w:val="2"/>',
    "s1": '<w:pStyle w:val="10"/>',
    "s2": '<w:pStyle w:val="20"/>',
    "n1": '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    "n2": '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>',
}


def _styled(line: LabelledLine) -> str:
    properties = "".join(_LOOKS.get(look, "") for look in line.looks)
    bold = "<w:b/>" if "b" in line.looks else ""
    face = "黑体" if "hei" in line.looks else "仿宋_GB2312"
    return paragraph(run(line.text, f'<w:rFonts w:hint="eastAsia" w:eastAsia="{face}"/>{bold}'), properties=properties)


STYLES = part(
    "styles",
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="10"><w:name w:val="标题 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="20"><w:name w:val="标题 2"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style>',
)
NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)
