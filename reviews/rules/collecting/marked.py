"""What the check has to say about a report, as notes at its paragraphs (WORDCHECK §6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reviews.rules.collecting.findings import LOOKS, told
from reviews.rules.collecting.summary import summarize
from reviews.wordcheck.values import MEASURED_PARTS, Finding, Paragraph, Reading

ASKED = "请您确认：这一段归哪一部分？在系统里点一下就行，马上重算。"
MOST_OF_ONE_KIND = 30  # notes; a finding that names more paragraphs than this is told at the first ones


@dataclass(frozen=True, slots=True)
class Mark:
    """A note at a paragraph, by its index in the reading."""

    paragraph: int
    text: str


def marks(reading: Reading, *, on_stage: bool = True) -> tuple[Mark, ...]:
    """Return the notes in document order: findings with their repairs, the joint repair, and what is asked.

    A broken limit stands at the first paragraph of its part, what concerns the whole report at the very first.
    """
    if not reading.paragraphs:
        return ()
    found = [
        *_joint(reading),
        *(mark for one in told(reading.findings, on_stage=on_stage) for mark in _finding(one, reading)),
        *_asked(reading),
    ]
    return tuple(sorted(found, key=lambda mark: mark.paragraph))


def _joint(reading: Reading) -> Iterator[Mark]:
    summary = summarize(reading)
    if summary.way:
        yield Mark(0, f"一次改到位：{summary.way}，{summary.effect}。{summary.then}。")


def _finding(finding: Finding, reading: Reading) -> Iterator[Mark]:
    text = f"{LOOKS[finding.severity][1]}：{finding.message}。{finding.repair}"
    for index in _where(finding, reading):
        yield Mark(index, text)


def _where(finding: Finding, reading: Reading) -> tuple[int, ...]:
    if finding.rule in MEASURED_PARTS:
        return (next((one.index for one in reading.paragraphs if one.part == finding.rule), 0),)
    return finding.paragraphs[:MOST_OF_ONE_KIND] or (0,)


def _asked(reading: Reading) -> Iterator[Mark]:
    waiting = [one for one in reading.paragraphs if not one.sure]
    for one in waiting[:MOST_OF_ONE_KIND]:
        yield Mark(one.index, _question(one))


def _question(paragraph: Paragraph) -> str:
    return f"{ASKED}{paragraph.why}" if paragraph.why else ASKED
