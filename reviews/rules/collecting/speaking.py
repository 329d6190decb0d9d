"""口述稿: which paragraphs are spoken, and whether they fit the minutes (WORDCHECK §4, N4.2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reviews.rules.collecting.parts import LABELS, look
from reviews.wordcheck.values import Paragraph, Part, Reading, ReportLimits
from reviews.wordcheck.wording import AROUND_THE_TEXT

UNSPOKEN = (Part.TITLE, Part.TOC)


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A paragraph to tick; ``label`` is its part where that differs from the paragraph before, else ""."""

    index: int
    text: str
    words: int
    heading: bool
    kept: bool
    look: str
    label: str


@dataclass(frozen=True, slots=True)
class Budget:
    """What is kept, in 字, against what fits: ``minutes`` at ``rate`` 字 a minute."""

    words: int
    minutes: int
    rate: int

    @property
    def allowed(self) -> int:
        """How many 字 fit."""
        return self.minutes * self.rate

    @property
    def over(self) -> int:
        """How many 字 are still too many; 0 where it fits."""
        return max(0, self.words - self.allowed)

    @property
    def spare(self) -> int:
        """How many 字 could still be added."""
        return max(0, self.allowed - self.words)

    @property
    def takes(self) -> str:
        """How long it takes: 4 分 30 秒."""
        minutes, seconds = divmod(round(self.words * 60 / self.rate), 60)
        return f"{minutes} 分 {seconds:02d} 秒"


def budget(reading: Reading, kept: Collection[int], limits: ReportLimits) -> Budget:
    """Add up what is kept; title and by-line are words too where they are ticked."""
    words = sum(one.words for one in reading.paragraphs if one.index in kept)
    return Budget(words, limits.speech_minutes, limits.speech_rate)


def spoken_lines(reading: Reading, kept: Collection[int]) -> tuple[SpokenLine, ...]:
    """Return every paragraph in order, ticked where it is kept."""
    lines: list[SpokenLine] = []
    before = ""
    for one in reading.paragraphs:
        label = LABELS[one.part]
        lines.append(
            SpokenLine(
                index=one.index,
                text=one.text,
                words=one.words,
                heading=one.heading,
                kept=one.index in kept,
                look=look(one.part),
                label=label if label != before else "",
            )
        )
        before = label
    return tuple(lines)


def first_choice(reading: Reading, kept_before: Collection[str] = ()) -> tuple[int, ...]:
    """Return what is ticked to begin with: what was kept of the version before, else all that is said to people.

    Nobody reads out title, by-line and contents, nor a signature, a date, notes and what is filled into a form.
    """
    again = tuple(one.index for one in reading.paragraphs if one.text in kept_before)
    return again or tuple(one.index for one in reading.paragraphs if _is_spoken(one))


def _is_spoken(paragraph: Paragraph) -> bool:
    around = paragraph.part == Part.OTHER and paragraph.why in AROUND_THE_TEXT
    return paragraph.part not in UNSPOKEN and not around
