"""What a reading says at a glance: the headline, the four figures, and the way that mends all at once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from reviews.rules.collecting.parts import ASKED_PARTS, LABELS, SHORT_LABELS, percent
from reviews.wordcheck.check import repair_with_room
from reviews.wordcheck.values import MEASURED_PARTS, THIRD, Part, Reading, Repair, Severity, Verdict

NO_TEXT = "没有读到正文"
NUMERALS = "零一两三四五六七八九"


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the four figures: measured, allowed, and how the two compare (state is ok, warn, bad or mute)."""

    part: str
    name: str
    number: str
    unit: str
    allowed: str
    uncertain: str
    state: str
    state_text: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Addend:
    """What the whole text is made of, in 字."""

    part: str
    name: str
    words: int


@dataclass(frozen=True, slots=True)
class Summary:
    """``way`` is the shortest repair of everything together, ``then`` what the report is afterwards.

    ``with_room`` is the way that leaves 10 字 to spare, because Word may count a few more or less (WORDCHECK §4).

    ``asked`` paragraphs wait for the author's word, and ``waits`` tells that it can still turn a limit;
    ``addends`` add up to the total.
    """

    state: str
    headline: str
    asked: int
    waits: bool
    figures: tuple[Figure, ...]
    addends: tuple[Addend, ...]
    way: str
    effect: str
    then: str
    with_room: str


def summarize(reading: Reading) -> Summary:
    """The summary of a reading."""
    violations = sum(one.severity == Severity.VIOLATION for one in reading.findings)
    asked = sum(not one.sure for one in reading.paragraphs)
    state, headline = {
        Verdict.MEETS: ("ok", "符合要求"),
        Verdict.VIOLATES: ("bad", f"有 {violations} 处不符合要求"),
        Verdict.OPEN: ("warn", f"请先确认 {asked} 段"),
    }[reading.verdict]
    # While the author's answers can still turn a limit, a way to mend it would be a guess.
    repair = None if reading.waits else reading.repair
    return Summary(
        state=state,
        headline=headline,
        asked=asked,
        waits=reading.waits,
        figures=(_total(reading), *(_share(reading, part) for part in MEASURED_PARTS)),
        addends=_addends(reading),
        way=_way(repair),
        effect=_effect(violations, asked),
        then=_then(reading, repair),
        with_room=_way(repair_with_room(reading)) if repair else "",
    )


def _addends(reading: Reading) -> tuple[Addend, ...]:
    measured = [Addend(part.value, LABELS[part], reading.parts.get(part, 0)) for part in MEASURED_PARTS]
    asked = sum(one.words for one in reading.paragraphs if one.part in ASKED_PARTS)
    rest = reading.denominator - asked - sum(one.words for one in measured)
    named = (
        Addend("outside", "标题、目录", reading.total - reading.denominator),
        *measured,
        Addend("asked", "待确认", asked),
        Addend("other", "开头、结尾等", rest),
    )
    return tuple(one for one in named if one.words)


def fraction_name(fraction: Fraction) -> str:
    """三分之一 for the notice's third, else percent."""
    return "三分之一" if fraction == THIRD else percent(float(fraction))


def _total(reading: Reading) -> Figure:
    limits = reading.limits
    over = reading.total - limits.total_max
    crossed = over > limits.tolerance
    state_text = f"超 {over} 字" if crossed else "符合"
    allowed = f"不超过 {limits.total_max} 字" + (f"，可多 {limits.tolerance} 字" if limits.tolerance else "")
    return Figure(
        part="",
        name="全文",
        number=str(reading.total),
        unit="字",
        allowed=allowed,
        uncertain="",
        state="bad" if crossed or _is_empty(reading) else "ok",
        state_text=NO_TEXT if _is_empty(reading) else state_text,
        beside=_beside(reading),
    )


def _beside(reading: Reading) -> tuple[str, ...]:
    """What stands beside the main figure: the total with boxes and notes, and what a share is a share of."""
    boxes = f"含文本框、脚注 {reading.with_boxes_and_notes} 字"
    shown = (boxes,) if reading.with_boxes_and_notes != reading.total else ()
    return *shown, f"占比的分母 {reading.denominator} 字"


def _is_empty(reading: Reading) -> bool:
    """Whether no text was found that could keep a limit, or break one."""
    return any(finding.rule == "no_text" for finding in reading.findings)


def _share(reading: Reading, part: Part) -> Figure:
    words = reading.parts.get(part, 0)
    low, high = reading.ranges.get(part, (0.0, 0.0))
    states = {_state(reading, part, round(share * reading.denominator))[0] for share in (low, high)}
    state, text = _state(reading, part, words)
    if low < high and len(states) > 1:
        state, text = "warn", "请先确认"
    if _is_empty(reading):
        state, text = "mute", "无从计算"
    bound = _bound(reading, part)
    size = math.ceil(bound * reading.denominator) if part == Part.PROBLEMS else math.floor(bound * reading.denominator)
    return Figure(
        part=part.value,
        name=LABELS[part],
        number=percent(reading.shares.get(part, 0))[:-1],
        unit=f"%　{words} 字",
        allowed=f"{'不少于' if part == Part.PROBLEMS else '不超过'}{fraction_name(bound)}（{size} 字）",
        uncertain=f"您确认后在 {percent(low)}—{percent(high)} 之间" if low < high else "",
        state=state,
        state_text=text,
    )


def _bound(reading: Reading, part: Part) -> Fraction:
    limits = reading.limits
    bounds = {
        Part.PROBLEMS: limits.problems_min,
        Part.ACHIEVEMENTS: limits.achievements_max,
        Part.PLAN: limits.plan_max,
    }
    return bounds[part]


def _state(reading: Reading, part: Part, words: int) -> tuple[str, str]:
    """Exact arithmetic: a report that is off by one 字 is told so."""
    ideal = _bound(reading, part) * reading.denominator
    if part == Part.PROBLEMS:
        lacking = ideal - words
        return ("bad", f"少 {math.ceil(lacking)} 字") if lacking > reading.limits.tolerance else ("ok", "符合")
    excess = words - ideal
    return ("bad", f"多 {math.ceil(excess)} 字") if excess > reading.limits.tolerance else ("ok", "符合")


def _way(repair: Repair | None) -> str:
    if repair is None:
        return ""
    steps = [f"{LABELS[part]}删 {words} 字" for part, words in repair.cut.items() if words]
    steps += [f"{LABELS[part]}添 {words} 字" for part, words in repair.add.items() if words]
    return "，".join(steps)


def _effect(violations: int, asked: int) -> str:
    read = "照现在的读法" if asked else ""
    if violations <= 1:
        return f"{read}即符合要求"
    return f"{read}{NUMERALS[violations] if violations < len(NUMERALS) else violations}处同时符合"


def _then(reading: Reading, repair: Repair | None) -> str:
    if repair is None:
        return ""
    total = reading.total - sum(repair.cut.values()) + sum(repair.add.values())
    parts = [
        f"{name} {reading.parts.get(part, 0) - repair.cut.get(part, 0) + repair.add.get(part, 0)} 字"
        for part, name in SHORT_LABELS.items()
    ]
    return f"改后全文 {total} 字：{'，'.join(parts)}"
