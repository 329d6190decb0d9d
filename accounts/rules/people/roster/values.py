"""What a roster holds, what the system holds, and what comparing them says."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

ORGANIZATIONS, PEOPLE, POSTS = "党组织", "人员", "任职"
SHEETS = (ORGANIZATIONS, PEOPLE, POSTS)


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is not clear, where it stands, and how to mend it; one that does not block asks to be confirmed."""

    sheet: str
    row: int
    column: str
    text: str
    mend: str
    blocks: bool = True

    @property
    def place(self) -> str:
        """Where it stands, as one finds it in the file."""
        where = f"“{self.sheet}”" if self.sheet else "文件"
        row = f"第 {self.row} 行" if self.row else ""
        return where + row + (f"“{self.column}”" if self.column else "")


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """A row of the sheet 党组织; ``code`` is our own id, given back by an export."""

    row: int
    code: int | None
    name: str
    short: str
    kind: str
    parent: str
    position: int | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row of the sheet 人员."""

    row: int
    number: str
    name: str
    mobile: str


@dataclass(frozen=True, slots=True)
class PostRow:
    """A row of the sheet 任职."""

    row: int
    number: str
    name: str
    organization: str
    role: str
    starts: date | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class Sheets:
    """What was read; ``doubts`` are about single cells."""

    organizations: tuple[OrganizationRow, ...] = ()
    people: tuple[PersonRow, ...] = ()
    posts: tuple[PostRow, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def count(self) -> int:
        """How many rows."""
        return len(self.organizations) + len(self.people) + len(self.posts)


@dataclass(frozen=True, slots=True)
class KnownOrganization:
    """An organization in the system; ``parent`` is None at the top and where the parent is out of reach."""

    id: int
    name: str
    short: str
    kind: str
    parent: int | None
    position: int
    editable: bool = True


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person in the system; ``withheld`` where the department alone gives the first post."""

    id: int
    number: str
    name: str
    mobile: str
    editable: bool = True
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class KnownPost:
    """An appointment in the system."""

    id: int
    number: str
    organization: int
    role: str
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class Known:
    """The part of the system that the roster may touch; ``kinds`` and ``roles`` give the code of each Chinese word.

    ``has_top`` says whether the school's top organization exists already; ``reviewed`` are the roles of which an
    organization has one open at a time, ``apart`` the posts (organization, role) that are given elsewhere.
    ``is_partial`` says that what has no parent here has one out of reach.
    ``others`` are posts wherever they stand, of those that must stay apart: ``guarding`` roles, the administrators', from
    each other and from ``overseeing`` ones.
    """

    organizations: tuple[KnownOrganization, ...]
    people: tuple[KnownPerson, ...]
    posts: tuple[KnownPost, ...]
    kinds: Mapping[str, str]
    roles: Mapping[str, str]
    reviewed: frozenset[str]
    has_top: bool
    is_partial: bool = False
    apart: frozenset[tuple[int, str]] = frozenset()
    others: tuple[KnownPost, ...] = ()
    guarding: frozenset[str] = frozenset()
    overseeing: frozenset[str] = frozenset()
    today: date | None = None


class Action(StrEnum):
    """What writing the roster would do with a row."""

    NEW = "new"
    CHANGED = "changed"
    ENDED = "ended"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one row: ``known`` is the id in the system, ``before`` and ``after`` hold changed fields alone.

    An organization is referred to by a handle: its id, or the negative row number of one that is still to be made.
    """

    sheet: str
    row: int
    action: Action
    label: str
    known: int | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What comparing says. ``absent`` counts by sheet what stands in the system and not in the file: it stays.

    ``names`` leads from the handle of an organization to its name, ``kinds`` from a kind's code to its Chinese word.
    """

    changes: tuple[Change, ...]
    doubts: tuple[Doubt, ...]
    absent: Mapping[str, int]
    names: Mapping[int, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_blocked(self) -> bool:
        """Whether a doubt forbids writing."""
        return any(doubt.blocks for doubt in self.doubts)

    @property
    def writes(self) -> tuple[Change, ...]:
        """The changes that write something."""
        return tuple(change for change in self.changes if change.action != Action.UNCHANGED)

    def count(self, action: Action) -> int:
        """How many rows come to ``action``."""
        return sum(change.action == action for change in self.changes)

    def by_sheet(self) -> dict[str, dict[str, int]]:
        """How many rows come to each action, by sheet."""
        counted = Counter((change.sheet, change.action) for change in self.changes)
        return {sheet: {action: counted[sheet, action] for action in Action} for sheet in SHEETS}


class Notes:
    """Collects doubts and changes; of one cell it keeps only the first doubt, and the first that blocks."""

    def __init__(self, doubts: tuple[Doubt, ...]) -> None:
        self.doubts = list(doubts)
        self.changes: list[Change] = []
        self._cells = {(doubt.sheet, doubt.row, doubt.column): doubt.blocks for doubt in doubts}

    def block(self, sheet: str, row: int, column: str, text: str, mend: str) -> None:
        """Note what must be mended first."""
        self._note(Doubt(sheet, row, column, text, mend))

    def ask(self, sheet: str, row: int, column: str, text: str, mend: str) -> None:
        """Note what a person should look at and confirm."""
        self._note(Doubt(sheet, row, column, text, mend, blocks=False))

    def _note(self, doubt: Doubt) -> None:
        cell = (doubt.sheet, doubt.row, doubt.column)
        if cell not in self._cells or (doubt.blocks and not self._cells[cell]):
            self._cells[cell] = doubt.blocks
            self.doubts.append(doubt)


def key_of(text: str) -> str:
    """Bring a name to the form in which it is compared: widths, blanks and a leading 中共 do not count."""
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return "".join(text.split()).removeprefix("中共").casefold()
