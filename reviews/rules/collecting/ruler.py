"""The ruler of thirds (三分尺): the geometry of a report drawn as one bar.

One unit is one 字, in document order. Thirds are measured over the denominator, which begins after
title and table of contents; so these are drawn first wherever they stand. All places and widths are
percentages of the bar as text, so that no locale can turn the point into a comma.
"""

from __future__ import annotations

from dataclasses import dataclass

from reviews.rules.collecting.parts import ASKED, LABELS, OTHER, OUTSIDE_THE_DENOMINATOR, look, percent
from reviews.rules.collecting.summary import fraction_name
from reviews.wordcheck.values import MEASURED_PARTS, Paragraph, Part, Reading, ReportLimits

# A little air to the right of whatever reaches furthest.
AIR = 1.012
# In percent of the bar, how much room it takes: name and share on a phone; the share alone there; both on a desktop.
SIZES = (("wide", 19.0), ("snug", 16.5), ("middle", 8.0), ("narrow", 0.0))
# The limit's label stands on the side that has more room.
MIDDLE = 0.5
THIRD_FITS_PHONE = 30.0
THIRD_FITS_DESKTOP = 15.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text of one look; ``size`` tells where its label fits (``SIZES``)."""

    part: str
    x: str
    width: str
    words: int
    label: str = ""
    share: str = ""
    label_x: str = ""
    size: str = "narrow"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the bar."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Thirds:
    """The brace under the bar: its ends, the two marks between, and where the size of a third is written."""

    start: str
    end: str
    marks: tuple[str, ...]
    middles: tuple[str, ...]
    words: int
    fit: str


@dataclass(frozen=True, slots=True)
class Ruler:
    """Everything a template needs to draw the bar; ``scale`` is the 字 that make 100 %."""

    scale: float
    segments: tuple[Segment, ...]
    limit_x: str
    limit_label: str
    limit_side: str
    crossed: bool
    beyond: Span | None
    thirds: Thirds | None
    label: str


def scale_of(total_max: int, *totals: int) -> float:
    """The 字 that a whole bar stands for, when these totals and the limit have to fit."""
    return max(1, total_max, *totals) * AIR


def place(words: float, scale: float) -> str:
    """Where so many 字 end, in percent with at most two decimals."""
    text = f"{100 * words / scale:.2f}".rstrip("0").rstrip(".")
    return f"{text or '0'}%"


def ruler(reading: Reading) -> Ruler:
    """The ruler of a reading."""
    limit = reading.limits.total_max
    scale = scale_of(limit, reading.total)
    crossed = reading.total > limit
    return Ruler(
        scale=scale,
        segments=_segments(reading, scale),
        limit_x=place(limit, scale),
        limit_label=_limit_label(reading),
        limit_side="left" if limit / scale >= MIDDLE else "right",
        crossed=crossed,
        beyond=Span(place(limit, scale), place(reading.total - limit, scale)) if crossed else None,
        thirds=_thirds(reading, scale),
        label=_sentence(reading),
    )


def pattern(limits: ReportLimits) -> tuple[Segment, ...]:
    """The bar of a report that just keeps the limits, for whoever has not written one yet."""
    outer = limits.achievements_max + limits.plan_max
    widths = {
        Part.ACHIEVEMENTS: limits.achievements_max,
        Part.PROBLEMS: max(limits.problems_min, 1 - outer),
        Part.PLAN: limits.plan_max,
    }
    bounds = {**widths, Part.PROBLEMS: limits.problems_min}
    scale, start, segments = float(sum(widths.values())), 0.0, []
    for part, width in widths.items():
        words = "不少于" if part == Part.PROBLEMS else "不超过"
        segments.append(
            Segment(
                part=part.value,
                x=place(start, scale),
                width=place(float(width), scale),
                words=round(width * limits.total_max),
                label=LABELS[part],
                share=f"{words}{fraction_name(bounds[part])}",
                label_x=place(start + float(width) / 2, scale),
            )
        )
        start += float(width)
    return tuple(segments)


def _runs(paragraphs: tuple[Paragraph, ...]) -> list[tuple[str, Part, int]]:
    """(look, first part, 字) of neighbours that look alike, what lies outside the denominator first."""
    runs: list[tuple[str, Part, int]] = []
    for paragraph in sorted(paragraphs, key=lambda one: one.part not in OUTSIDE_THE_DENOMINATOR):
        if not paragraph.words:
            continue
        outside = paragraph.part in OUTSIDE_THE_DENOMINATOR
        same = runs and runs[-1][0] == look(paragraph.part) and (runs[-1][1] in OUTSIDE_THE_DENOMINATOR) == outside
        if same:
            kind, part, words = runs.pop()
            runs.append((kind, part, words + paragraph.words))
        else:
            runs.append((look(paragraph.part), paragraph.part, paragraph.words))
    return runs


def _segments(reading: Reading, scale: float) -> tuple[Segment, ...]:
    largest: dict[str, int] = {}
    runs = _runs(reading.paragraphs)
    for kind, _part, words in runs:
        largest[kind] = max(words, largest.get(kind, 0))
    segments, start = [], 0
    for kind, part, words in runs:
        # A part may stand in several places; its share is that of the whole part, so it is written once.
        titled = kind != OTHER and words == largest.get(kind)
        if titled:
            del largest[kind]
        segments.append(_segment(reading, scale, kind=kind, part=part, start=start, words=words, titled=titled))
        start += words
    return tuple(segments)


def _segment(reading: Reading, scale: float, *, kind: str, part: Part, start: int, words: int, titled: bool) -> Segment:
    """One segment; the label stands in the middle of what lies before the limit, if that is wide enough."""
    limit = reading.limits.total_max
    end = min(start + words, limit) if start < limit else start + words
    room = 100 * (end - start) / scale
    size = next(name for name, least in SIZES if room >= least)
    if not titled or size == "narrow":
        return Segment(kind, place(start, scale), place(words, scale), words)
    return Segment(
        part=kind,
        x=place(start, scale),
        width=place(words, scale),
        words=words,
        label="请确认" if kind == ASKED else LABELS[part],
        share=f"{words} 字" if kind == ASKED else percent(reading.shares.get(part, 0)),
        label_x=place((start + end) / 2, scale),
        size=size,
    )


def _thirds(reading: Reading, scale: float) -> Thirds | None:
    if reading.denominator <= 0:
        return None
    start, third = reading.total - reading.denominator, reading.denominator / 3
    room = 100 * third / scale
    fit = "each" if room >= THIRD_FITS_PHONE else "roomy" if room >= THIRD_FITS_DESKTOP else "tight"
    return Thirds(
        start=place(start, scale),
        end=place(reading.total, scale),
        marks=tuple(place(start + third * n, scale) for n in (1, 2)),
        middles=tuple(place(start + third * n, scale) for n in (0.5, 1.5, 2.5)),
        words=round(third),
        fit=fit,
    )


def _limit_label(reading: Reading) -> str:
    limit = reading.limits.total_max
    rest = limit - reading.total
    if rest < 0:
        return f"上限 {limit} 字　超 {-rest} 字"
    return f"上限 {limit} 字　还可写 {rest} 字" if rest else f"上限 {limit} 字　正好写满"


def _sentence(reading: Reading) -> str:
    """The whole bar in words, for those who cannot see it."""
    limit = reading.limits.total_max
    over = reading.total - limit
    first = f"全文 {reading.total} 字，" + (f"超过上限 {over} 字。" if over > 0 else f"上限 {limit} 字。")
    shares = [f"{LABELS[part]} {percent(reading.shares.get(part, 0))}" for part in MEASURED_PARTS]
    asked = sum(one.words for one in reading.paragraphs if look(one.part) == ASKED)
    rest = reading.denominator - asked - sum(reading.parts.get(part, 0) for part in MEASURED_PARTS)
    if rest > 0 and reading.denominator:
        shares.append(f"其余 {percent(rest / reading.denominator)}")
    last = f"另有 {asked} 字请您确认归入哪一部分。" if asked else ""
    return f"{first}{'，'.join(shares)}。{last}"
