"""The text as it was read, folded: runs of one part that nobody needs to look at become one line.

Neighbours that the author is asked about for the same reason are asked about together.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from reviews.rules.collecting.parts import LABELS, OTHER, look
from reviews.wordcheck.values import MEASURED_PARTS, Paragraph, Part, Reading

# A guess that the author confirms by the answer 其他.
BESIDE = (Part.OPENING, Part.CLOSING, Part.OTHER)
# Fewer than this are shown: a fold that hides two lines costs more than it saves.
FOLD_FROM = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it is shown; ``number`` counts from 1, ``index`` is the paragraph's own."""

    index: int
    number: int
    text: str
    heading: bool


@dataclass(frozen=True, slots=True)
class ScriptRow:
    """A run of paragraphs of one part; ``asked`` rows hold what the author is asked about, unfolded."""

    part: str
    look: str
    label: str
    words: int
    shown: tuple[Line, ...]
    folded: tuple[Line, ...]
    asked: bool = False
    guess: str = ""
    why: str = ""
    is_first_asked: bool = False
    corrected: bool = False

    @property
    def summary(self) -> str:
        """What the fold hides: 第 4—15 段，共 12 段，全部归入工作总结."""
        return f"{_span(self.folded)}，全部归入{self.label}"

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every paragraph of the row: any of them may have been read wrongly."""
        return self.shown + self.folded

    @property
    def question(self) -> str:
        """What is asked about: 第 4—15 段，共 12 段."""
        return _span(self.shown)


def script_rows(reading: Reading, corrected: Container[int] = ()) -> tuple[ScriptRow, ...]:
    """The rows of a reading, in document order; ``corrected`` are the paragraphs that the author has moved."""
    rows: list[ScriptRow] = []
    for (part, sure, moved, _), run in groupby(reading.paragraphs, key=partial(_kinship, corrected)):
        paragraphs = list(run)
        row = _run(part, paragraphs) if sure else _asked(part, paragraphs)
        rows.append(replace(row, corrected=moved))
    first = next((place for place, row in enumerate(rows) if row.asked), None)
    return tuple(replace(row, is_first_asked=place == first) for place, row in enumerate(rows))


def still_asks(reading: Reading) -> bool:
    """Whether there is still something that the author is asked about."""
    return any(not one.sure for one in reading.paragraphs)


def _kinship(corrected: Container[int], paragraph: Paragraph) -> tuple[Part, bool, bool, str]:
    why = "" if paragraph.sure else paragraph.why
    return paragraph.part, paragraph.sure, paragraph.index in corrected, why


def _span(lines: tuple[Line, ...]) -> str:
    return f"第 {lines[0].number}—{lines[-1].number} 段，共 {len(lines)} 段"


def _run(part: Part, paragraphs: list[Paragraph]) -> ScriptRow:
    lines = tuple(_line(one) for one in paragraphs)
    opened = 1 if lines[0].heading else 0
    keep = len(lines) if part == Part.TITLE or len(lines) - opened < FOLD_FROM else opened
    return ScriptRow(
        part=part.value,
        look=look(part),
        label=LABELS[part],
        words=sum(one.words for one in paragraphs),
        shown=lines[:keep],
        folded=lines[keep:],
    )


def _asked(part: Part, paragraphs: list[Paragraph]) -> ScriptRow:
    return ScriptRow(
        part=part.value,
        look=look(part),
        label="请您确认",
        words=sum(one.words for one in paragraphs),
        shown=tuple(_line(one) for one in paragraphs),
        folded=(),
        asked=True,
        guess=_guess(part),
        why=paragraphs[0].why,
    )


def _guess(part: Part) -> str:
    """The answer that is ticked beforehand; none where there is no guess."""
    if part in MEASURED_PARTS:
        return part.value
    return OTHER if part in BESIDE else ""


def _line(paragraph: Paragraph) -> Line:
    return Line(paragraph.index, paragraph.index + 1, paragraph.text, paragraph.heading)
