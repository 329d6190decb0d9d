"""The most plausible order of sections over the whole document, and how far ahead it is (WORDCHECK §3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import add

from .headings import Kind, Label
from .signs import Evidence

HOLD_PROBLEMS = (Kind.PROBLEMS, Kind.MERGED, Kind.SUMMED)
STATES = (Kind.ACHIEVEMENTS, Kind.PROBLEMS, Kind.CAUSES, Kind.PLAN, Kind.OTHER)
_STRONG, _WEAK, _TURN, _CARRIED, _RIVAL = 12.0, 3.0, 7.0, 4.0, 5.0
# What a section without a word of its kind in the heading loses, in the order of STATES. Of 32 top-level headings
# over problems 28 say 问题; a heading without a word of it seldom opens them.
_UNNAMED = (0.0, 0.0, -5.0, 0.0, -5.0)
_UNNAMED_HEADING = (0.0, -3.0, -8.0, -1.0, -5.0)
# How much of its evidence the running text may throw in, and at most.
_TEXT_WEIGHT, _MOST_TEXT = 0.25, 8.0
# No text sounds like what belongs to no part.
_OTHER_TEXT = -4.0

# How likely one kind (row) is followed by another (column), as a penalty, in the order of STATES:
# 75 % of reports run achievements, problems, plan.
_FIRST = [0.0, -3.0, -7.0, -5.0, -1.0]
_NEXT = (
    (0.0, 0.0, -5.0, -3.0, -2.0),
    (-6.0, 0.0, 0.0, 0.0, -2.0),
    (-9.0, -4.0, -1.0, 0.0, -3.0),
    (-10.0, -5.0, -6.0, 0.0, -1.0),
    (0.0, -1.0, -4.0, -1.0, -1.0),
)
_INTO = tuple(zip(*_NEXT, strict=True))
# A heading that names the problems or the plan opens them: what stands before it is seldom the same part.
_OPENED = (0.0, -5.0, 0.0, -5.0, 0.0)
_NEXT_OPENED = tuple(
    tuple(penalty + _OPENED[state] * (state == before) for state, penalty in enumerate(row))
    for before, row in enumerate(_NEXT)
)
_INTO_OPENED = tuple(zip(*_NEXT_OPENED, strict=True))


@dataclass(slots=True)
class Section:
    """A stretch of paragraphs that stand or fall together, by their places, grouped where wrapped by hand.

    ``label`` is what its heading says, where it is ``headed`` by one; ``turn`` a kind that its first sentence
    announces instead, ``after`` one that an earlier sentence did;
    ``evidence`` is how its first ``heard`` characters sound;
    ``kind`` and ``margin`` are the outcome: how far the best reading is ahead of the next best.
    """

    groups: list[list[int]]
    label: Label | None
    why: str
    evidence: Evidence
    turn: Kind | None = None
    after: Kind | None = None
    headed: bool = False
    heard: int = 0
    kind: Kind = Kind.ACHIEVEMENTS
    margin: float = 0.0
    rivals: frozenset[Kind] = field(default_factory=frozenset)

    @property
    def start(self) -> int:
        """The place of its first paragraph."""
        return self.groups[0][0]

    @property
    def named(self) -> bool:
        """Whether its own words name its kind."""
        return bool(self.turn or (self.label and self.label.strong))

    @property
    def kind_so_far(self) -> Kind | None:
        """What the words themselves say of its kind, before any order is weighed."""
        return self.turn or (self.label.kind if self.label else self.after)


def settle(sections: Sequence[Section]) -> None:
    """Give every section its kind, margin and rivals by the best order over all of them.

    Sections whose heading merges parts, reviews last year or opens and closes the report are left to the
    caller and pass no order on.
    """
    chain = [section for section in sections if _is_open(section)]
    scores = [_emission(section) for section in chain]
    opening = [section.headed and section.named for section in chain]
    ahead = _sweep(scores, opening)
    behind = _sweep_back(scores, opening)
    for section, before, after in zip(chain, ahead, behind, strict=True):
        ranked = sorted(zip(map(add, before, after), range(len(STATES)), strict=True), key=lambda item: -item[0])
        best, winner = ranked[0]
        section.kind, section.margin = STATES[winner], best - ranked[1][0]
        section.rivals = frozenset(STATES[state] for total, state in ranked[1:] if best - total < _RIVAL)
    for section in sections:
        if section.label and section.label.kind is Kind.PROJECT:
            _settle_project(section)
        elif section.label and not _is_open(section):
            section.kind, section.margin = section.label.kind, _STRONG if section.label.strong else _WEAK


def _settle_project(section: Section) -> None:
    """A 书记项目 goes by its time: what was done or what is to come, wherever it stands."""
    lead = section.evidence.achievements - section.evidence.plan
    section.kind, section.margin = Kind.ACHIEVEMENTS if lead > 0 else Kind.PLAN, abs(lead) / 2
    section.rivals = frozenset((Kind.ACHIEVEMENTS, Kind.PLAN))


def _is_open(section: Section) -> bool:
    return section.label is None or section.label.kind in STATES


def _emission(section: Section) -> list[float]:
    """How well each kind of STATES fits the section by itself."""
    scores = [0.0] * len(STATES)
    if section.label:
        scores[STATES.index(section.label.kind)] += _STRONG if section.label.strong else _WEAK
    if section.turn:
        scores[STATES.index(section.turn)] += _TURN
    if not section.label and not section.turn:
        penalties = _UNNAMED_HEADING if section.headed else _UNNAMED
        scores = [score + penalty for score, penalty in zip(scores, penalties, strict=True)]
    if section.after in STATES:
        scores[STATES.index(section.after)] += _CARRIED - _UNNAMED[STATES.index(section.after)]
    achievements, problems, plan = (
        max(-_MOST_TEXT, _TEXT_WEIGHT * section.evidence.fits(part)) for part in Evidence._fields
    )
    other = 0.0 if section.label and section.label.kind is Kind.OTHER else _OTHER_TEXT
    text = (achievements, problems, problems, plan, other)
    return [score + words for score, words in zip(scores, text, strict=True)]


def _sweep(scores: Sequence[list[float]], opening: Sequence[bool]) -> list[list[float]]:
    """For each section and kind the best sum of everything up to and with that section."""
    rows: list[list[float]] = []
    for score, opens in zip(scores, opening, strict=True):
        last = rows[-1] if rows else None
        into = _INTO_OPENED if opens else _INTO
        before = [max(map(add, last, column)) for column in into] if last else _FIRST
        rows.append(list(map(add, before, score)))
    return rows


def _sweep_back(scores: Sequence[list[float]], opening: Sequence[bool]) -> list[list[float]]:
    """For each section and kind the best sum of everything after that section."""
    rows = [[0.0] * len(STATES)]
    for score, opens in zip(scores[:0:-1], opening[:0:-1], strict=True):
        later = list(map(add, rows[-1], score))
        rows.append([max(map(add, later, row)) for row in (_NEXT_OPENED if opens else _NEXT)])
    return rows[::-1] if scores else []
