"""What is marked in a comment, what is still missing from it, and what it can lean on. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from reviews.rules.hearing.sentence import names_a_problem, sentences
from reviews.wordcheck import Part, Reading

_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]+是|[（(]?[一二三四五六七八九十0-9]+[）)、.．])")
LONGEST = 40  # 字 of a paragraph that stands in for a heading
MOST = 8  # headings on a sheet


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a comment and whether it is marked as naming a problem."""

    text: str
    marked: bool


def marks(text: str, *, shown: Collection[str], ticked: Collection[str]) -> tuple[str, ...]:
    """Return the sentences of ``text`` that count as problems.

    Where a sentence was ``shown``, the person has decided by ticking it or not; a new one gets the proposal.
    """
    return tuple(one for one in sentences(text) if (one in ticked if one in shown else names_a_problem(one)))


def marked_sentences(text: str, problems: Collection[str]) -> tuple[Sentence, ...]:
    """Return every sentence of ``text`` with its mark, for a page."""
    return tuple(Sentence(one, one in problems) for one in sentences(text))


def problem_headings(reading: Reading) -> tuple[str, ...]:
    """Return how a report heads its problems: its sub-headings, or the openings of its paragraphs.

    Where some are numbered (一是, （二）), the others are the frame around them and are left out.
    """
    inside = [one for one in reading.paragraphs if one.part is Part.PROBLEMS]
    titles = [one.text for one in inside if one.heading][1:]
    found = titles or [_opening(one.text) for one in inside if not one.heading]
    numbered = [one for one in found if _NUMBERED.match(one)]
    return tuple((numbered or found)[:MOST])


def _opening(text: str) -> str:
    first = next(iter(sentences(text)), text)
    return first if len(first) <= LONGEST else f"{first[:LONGEST]}…"
