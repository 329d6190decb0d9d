"""Which sentences of two reports are much alike (WORDCHECK §5): shingles, MinHash signatures, bands.

A sentence is compared by its 3-character shingles, after set phrases, names, figures and punctuation are taken out.
Two that are alike (Jaccard ≥ LIKE_FROM) share at least one of four bands with a probability of 0.63 at 0.6,
0.94 at 0.8 and 0.99 at 0.9; what only shares a band by chance is told apart by comparing the texts themselves.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import blake2b
from zlib import crc32

SHINGLE = 3  # characters
BANDS, ROWS = 4, 3
LIKE_FROM = 0.6
SHORTEST = 16  # characters that are left of a sentence; what is shorter many say in the same words
LONGEST = 400  # characters of a sentence; the rest of a longer one is not looked at
MOST = 400  # sentences of one report that are looked at; a report of 2,500 字 has some 60
# A sentence that so many other reports hold comes from the notice or a common form: nobody is told of it.
FREQUENT = 10
# Of a frequent band only so many reports are kept, so that one look-up reads a bounded number of rows.
KEPT = 2 * FREQUENT
CANDIDATES = 20  # reports whose texts are compared: those that share the most bands

_STOP = re.compile(r"[。！？；!?;]")
_NUMBERED = re.compile(r"\s*(?:第?[一二三四五六七八九十]+[、．.部]|[（(][一二三四五六七八九十\d]+[)）]|\d+[、．.])")
_COMMA = "，"
_WRAPPED_FROM = 20  # characters; a shorter line without a stop is a heading and not the first half of a sentence
_WORD = re.compile(r"[\d０-９]+|[^\W\d_]")
_FIGURE = "0"
# Long set phrases of the genre: two reports that share one are not alike for that.
_SET_PHRASES = (
    "习近平新时代中国特色社会主义思想",
    "习近平总书记",
    "党的二十大精神",
    "党的二十大",
    "中国共产党",
    "普通高等学校基层组织工作条例",
    "全面从严治党",
    "党风廉政建设",
    "意识形态工作责任制",
    "立德树人根本任务",
    "党建与业务深度融合",
    "党支部标准化规范化建设",
    "基层党组织书记",
    "抓基层党建工作",
    "第一责任人职责",
    "第一责任人",
    "一岗双责",
    "三会一课",
    "主题党日",
    "两个确立",
    "四个意识",
    "四个自信",
    "两个维护",
    "增强政治判断力政治领悟力政治执行力",
)
_PRIME = (1 << 61) - 1
# Fixed for good: rows that were written with other numbers could not be found any more.
_FACTORS = tuple(random.Random(20221206).sample(range(1, _PRIME), 2 * BANDS * ROWS))  # noqa: S311
_PERMUTATIONS = tuple(zip(_FACTORS[::2], _FACTORS[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its place in the report, counted from 0, and the index of the paragraph that it begins in."""

    place: int
    paragraph: int
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of the index: another report's sentence with the same band."""

    band: int
    report: int
    place: int


@dataclass(frozen=True, slots=True)
class Alike:
    """A sentence and the one in another report that is most like it; ``percent`` from 60 to 100."""

    place: int
    report: int
    other_place: int
    percent: int


def sentences(paragraphs: Iterable[str]) -> tuple[Sentence, ...]:
    """Return the sentences of a report in order; headings, titles and table heads end without a stop and are none.

    A line that breaks off within a sentence, as hard-wrapped reports have them, goes on in the next.
    """
    found: list[Sentence] = []
    carried, began, title_over = "", 0, False

    def keep(paragraph: int, text: str) -> None:
        found.append(Sentence(len(found), paragraph, text.strip()))

    for index, paragraph in enumerate(paragraphs):
        if _NUMBERED.match(paragraph) or len(carried) > LONGEST:
            if _COMMA in carried:
                keep(began, carried)
            carried, title_over = "", True
        text, end = carried + paragraph, 0
        for stop in _STOP.finditer(text):
            keep(began if end < len(carried) else index, text[end : stop.end()])
            end = stop.end()
        began = began if carried and not end else index
        title_over = title_over or bool(found) or _COMMA in text
        carried = text[end:] if title_over and len(text) - end >= _WRAPPED_FROM else ""
    if _COMMA in carried:
        keep(began, carried)
    return tuple(found[:MOST])


def shingles(text: str, names: Iterable[str] = ()) -> frozenset[int]:
    """Return a sentence's shingles as 32-bit numbers; empty where too little is left of it.

    ``names`` are the organization's and the secretary's own: a text taken over with other names stays alike.
    """
    text = text[:LONGEST]
    for name in (*names, *_SET_PHRASES):
        text = text.replace(name, "")
    plain = "".join(_FIGURE if word[0].isdigit() else word.lower() for word in _WORD.findall(text))
    if len(plain) < SHORTEST:
        return frozenset()
    return frozenset(crc32(plain[at : at + SHINGLE].encode()) for at in range(len(plain) - SHINGLE + 1))


def bands(shingled: frozenset[int]) -> tuple[int, ...]:
    """Return the bands of a MinHash signature, each a signed 64-bit number of its own kind."""
    if not shingled:
        return ()
    minima = [min((a * one + b) % _PRIME for one in shingled) for a, b in _PERMUTATIONS]
    return tuple(_band(number, minima[number * ROWS : (number + 1) * ROWS]) for number in range(BANDS))


def _band(number: int, minima: Sequence[int]) -> int:
    packed = b"".join(one.to_bytes(8, "big") for one in (number, *minima))
    return int.from_bytes(blake2b(packed, digest_size=8).digest(), "big", signed=True)


def report_bands(found: Iterable[Sentence], names: Iterable[str]) -> dict[int, tuple[int, ...]]:
    """Return the bands of each sentence that says enough, by place."""
    given = tuple(names)
    banded = ((one.place, bands(shingles(one.text, given))) for one in found)
    return {place: values for place, values in banded if values}


def spread(hits: Iterable[Hit]) -> Counter[int]:
    """Return how many reports hold each band: its document frequency, exact up to KEPT."""
    return Counter(band for band, _ in {(hit.band, hit.report) for hit in hits})


def candidates(own: Mapping[int, Sequence[int]], hits: Sequence[Hit]) -> dict[int, set[tuple[int, int]]]:
    """Return the pairs (own place, other place) to compare, by report: those that share the most rare bands.

    Bands that FREQUENT reports or more hold are boilerplate and count for nothing.
    """
    frequent = spread(hits)
    places: dict[int, list[int]] = {}
    for place, values in own.items():
        for value in values:
            places.setdefault(value, []).append(place)
    pairs: dict[int, Counter[tuple[int, int]]] = {}
    for hit in hits:
        if frequent[hit.band] < FREQUENT:
            for place in places.get(hit.band, ()):
                pairs.setdefault(hit.report, Counter())[place, hit.place] += 1
    most = sorted(pairs, key=lambda report: (-pairs[report].total(), -report))[:CANDIDATES]
    return {report: set(pairs[report]) for report in most}


def compare(
    own: Mapping[int, frozenset[int]],
    other: Mapping[int, frozenset[int]],
    report: int,
    pairs: Iterable[tuple[int, int]],
) -> list[Alike]:
    """Return the sentences that are alike, each with the one most like it in ``report``."""
    best: dict[int, Alike] = {}
    for place, other_place in sorted(pairs):
        likeness = jaccard(own.get(place, frozenset()), other.get(other_place, frozenset()))
        known = best.get(place)
        if likeness >= LIKE_FROM and (known is None or known.percent < int(likeness * 100)):
            best[place] = Alike(place, report, other_place, int(likeness * 100))
    return list(best.values())


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of shingles that both have: 1.0 for the same text, 0.0 where either has none."""
    common = len(one & other)
    return common / (len(one) + len(other) - common) if common else 0.0


def without_boilerplate(found: Sequence[Alike]) -> list[Alike]:
    """Leave out the sentences that FREQUENT reports or more have, however differently they put them."""
    held = Counter(one.place for one in found)
    return [one for one in found if held[one.place] < FREQUENT]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a sentence; ``differs`` where the other sentence does not say so."""

    text: str
    differs: bool


def stretches(one: str, other: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Divide two like sentences into what they share and what is each one's own; too long ones stay whole."""
    if max(len(one), len(other)) > LONGEST:
        return (Stretch(one, differs=False),), (Stretch(other, differs=False),)
    steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    left = [Stretch(one[a:b], name != "equal") for name, a, b, _, _ in steps if a < b]
    right = [Stretch(other[c:d], name != "equal") for name, _, _, c, d in steps if c < d]
    return tuple(left), tuple(right)
