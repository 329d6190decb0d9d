"""What the decoder decides for one paragraph."""

from __future__ import annotations

from typing import NamedTuple

from reviews.wordcheck.values import MEASURED_PARTS, Part

_QUOTED = 18
ANY_PART = frozenset((*MEASURED_PARTS, Part.OTHER))


class Decision(NamedTuple):
    """The part of a paragraph; ``could`` is every part that it may turn out to be, itself alone where sure."""

    part: Part
    sure: bool
    why: str
    could: frozenset[Part]
    heading: bool = False


def certain(part: Part, why: str, *, heading: bool = False) -> Decision:
    """A decision that the author is not asked about."""
    return Decision(part, True, why, frozenset((part,)), heading)


def doubtful(part: Part, why: str, could: frozenset[Part] = ANY_PART, *, heading: bool = False) -> Decision:
    """A best guess that the author is asked to confirm."""
    return Decision(part, False, why, could | {part}, heading)


def quote(text: str) -> str:
    """A heading or the start of a sentence as a reason names it."""
    text = text.partition("\n")[0]
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}……"
