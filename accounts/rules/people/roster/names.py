"""Names that are nearly known: one character away, the short one, or without their kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accounts.rules.people.naming import core
from accounts.rules.people.roster.values import key_of

NUMERALS = set("一二三四五六七八九十0123456789")
MOST_MEANT = 3  # what is more says nothing


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


class Meant:
    """Finds what may be meant by a name that is not known: of (full, short) names, 计算机学院 is 计算机学院党总支."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._other: dict[str, list[str]] = {}
        full = []
        for name, short in names:
            full.append((None, name))
            for other in {key_of(short), key_of(core(name)), key_of(core(short))}:
                self._other.setdefault(other, []).append(name)
        self._near = Neighbours(full)

    def ask(self, text: str) -> str:
        """Return a question to put before what to do, "" where nothing comes near."""
        near = self._near.near(None, text)
        found = [near] if near else self._other.get(key_of(text)) or self._other.get(key_of(core(text)), [])
        told = list(dict.fromkeys(found))
        return f"是不是{'或者'.join(f'“{one}”' for one in told)}？" if 0 < len(told) <= MOST_MEANT else ""


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
