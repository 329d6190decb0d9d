"""Seals over the audit trail: each binds the lines that it covers and the seal before it (PROMISES §6)."""

import hashlib
import hmac
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

GENESIS = "0" * 64  # stands before the first seal
MOST = 10_000  # lines under one seal: a long backlog gets several
LINE = re.compile(r"(\d{1,18}) ([0-9a-f]{64})")

Range = tuple[int, int]  # both ends included


@dataclass(frozen=True, slots=True)
class Sealed:
    """One seal: it covers the ids ``first_id`` … ``last_id`` except ``gaps``, and ``late``.

    An id is missing where its transaction was rolled back, or had not committed yet when its neighbours were sealed;
    in the second case a later seal lists it as late. So writers need no common lock, and nothing is left out.
    """

    number: int
    at: datetime
    first_id: int
    last_id: int
    gaps: tuple[Range, ...]
    late: tuple[int, ...]
    previous: str
    digest: str = ""
    counted: int | None = None  # what its row says of ``count``

    @property
    def count(self) -> int:
        """How many lines it covers."""
        missing = sum(last - first + 1 for first, last in self.gaps)
        return self.last_id - self.first_id + 1 - missing + len(self.late)

    def covered(self) -> Iterator[int]:
        """Yield the ids that it covers: the late ones first, then upwards."""
        yield from self.late
        start = self.first_id
        for first, last in self.gaps:
            yield from range(start, first)
            start = last + 1
        yield from range(start, self.last_id + 1)


def gaps_between(ids: Sequence[int], *, first: int) -> tuple[Range, ...]:
    """Return the ranges from ``first`` to the last of ``ids`` (ascending) that are not among them."""
    found, expected = [], first
    for one in ids:
        if one > expected:
            found.append((expected, one - 1))
        expected = one + 1
    return tuple(found)


def still_open(gaps: Iterable[Range], late: Iterable[int]) -> list[Range]:
    """Return what is left of ``gaps`` without the ids that have been sealed ``late``."""
    sealed = sorted(late)
    found: list[Range] = []
    for first, last in gaps:
        inside = sealed[bisect_left(sealed, first) : bisect_right(sealed, last)]
        found += gaps_between([*inside, last + 1], first=first)
    return found


def digest_of(key: bytes, seal: Sealed, marks: Iterable[tuple[int, str]]) -> str:
    """Return the seal's digest over (id, mark) of all that it covers, in the order of ``covered``."""
    lines = hashlib.sha256()
    for one, mark in marks:
        lines.update(f"{one} {mark}\n".encode())
    words = [
        "seal",
        seal.number,
        seal.at.astimezone(UTC).isoformat(timespec="microseconds"),
        seal.first_id,
        seal.last_id,
        seal.gaps,
        seal.late,
        seal.previous,
        lines.hexdigest(),
    ]
    return hmac.digest(key, json.dumps(words, separators=(",", ":")).encode(), "sha256").hex()


@dataclass(frozen=True, slots=True)
class Head:
    """What is kept of the chain outside the database: the last line, and the highest number that ever stood there."""

    number: int
    digest: str
    highest: int


def read_head(text: str) -> Head | None:
    """Read the head file, a line “number digest” a seal; a line that a crash cut short is none."""
    found = [(int(line[1]), line[2]) for line in map(LINE.fullmatch, text.split("\n")[:-1]) if line]
    if not found:
        return None
    number, digest = found[-1]
    return Head(number, digest, highest=max(number for number, _ in found))
