"""Names that differ by one character: perhaps a slip of the hand, perhaps two organizations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

NUMERALS = set("一二三四五六七八九十0123456789")


class Neighbours:
    """Finds a name that is one character away.

    Names are indexed with each character left out in turn, so a hundred thousand are looked through as fast as ten.
    What a numeral leaves behind stands apart: the branches of a college differ by their numbers, which is no slip.
    """

    def __init__(self, names: Iterable[tuple[object, str]]) -> None:
        self._words: dict[tuple[object, str], list[str]] = {}
        self._numbers: dict[tuple[object, str], list[str]] = {}
        for group, name in names:
            for variant, is_number in _variants(name):
                (self._numbers if is_number else self._words).setdefault((group, variant), []).append(name)

    def near(self, group: object, name: str) -> str | None:
        """Return a name of ``group`` that is one character away from ``name`` by anything but a number."""
        for variant, is_number in _variants(name):
            for index in (self._words,) if is_number else (self._words, self._numbers):
                for found in index.get((group, variant), ()):
                    if found != name and _is_slip(name, found):
                        return found
        return None


def _variants(name: str) -> Iterator[tuple[str, bool]]:
    """Yield the name, and what is left of it without each character; with whether that one was a numeral."""
    yield name, False
    for place, left_out in enumerate(name):
        yield name[:place] + name[place + 1 :], left_out in NUMERALS


def _is_slip(one: str, other: str) -> bool:
    """Whether the two differ by one character that is no numeral (第一 and 第二党支部 are two)."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        start = min(len(one), len(other))
    rest_one, rest_other = one[start:], other[start:]
    if len(one) == len(other):
        same, differing = rest_one[1:] == rest_other[1:], {rest_one[0], rest_other[0]}
    else:
        longer, shorter = sorted((rest_one, rest_other), key=len, reverse=True)
        same, differing = longer[1:] == shorter, {longer[0]}
    return same and not differing <= NUMERALS
