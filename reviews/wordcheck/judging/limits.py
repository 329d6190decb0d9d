"""What the limits of N3.2b and N3.2c say of a report: the findings and the verdict (WORDCHECK §4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from math import ceil

from reviews.wordcheck.bounds import NEAR_SHARE, NEAR_WORDS
from reviews.wordcheck.values import Finding, Part, ReportLimits, Severity, Verdict
from reviews.wordcheck.wording import PART_NAMES, count_name, paragraph_names, percent, share_name

from .measures import Measures, ShareLimit, share_limits
from .repair import words_to_add, words_to_cut, words_to_delete_elsewhere

_WORDS_OF_A_PROBLEM = 300
_WORTH_A_PROBLEM = 60
_NEAR = "离要求只差几个字，Word 里可能多或少几个字"


class _State(Enum):
    KEPT = "kept"
    BROKEN = "broken"
    OPEN = "open"


def verdict(measures: Measures, limits: ReportLimits) -> Verdict:
    """Violates without text or where a limit is broken whatever the author answers, open where the answers decide, else meets."""
    if not measures.has_text:
        return Verdict.VIOLATES
    states = {_state(limit, measures) for limit in share_limits(limits)}
    if measures.total > limits.total_max + limits.tolerance or _State.BROKEN in states:
        return Verdict.VIOLATES
    return Verdict.OPEN if _State.OPEN in states else Verdict.MEETS


def limit_findings(measures: Measures, limits: ReportLimits, asked: Sequence[int]) -> list[Finding]:
    """One finding for each limit that is broken, open or nearly reached; ``asked`` are paragraph indexes."""
    if not measures.has_text:
        return [_no_text(measures)]
    found = [_total(measures, limits), *(_share(limit, measures, asked) for limit in share_limits(limits))]
    return [finding for finding in found if finding]


def _no_text(measures: Measures) -> Finding:
    """N3.2b wants a written report: what cannot be read cannot keep a limit."""
    message = f"没有读到正文，全文只有 {measures.total} 字" if measures.total else "没有读到正文"
    if measures.beside:
        message += f"，文本框、脚注里另有 {measures.beside} 字，合计 {measures.total + measures.beside} 字"
    repair = "文字如在文本框或图片里，请移到正文。"
    return Finding("no_text", Severity.VIOLATION, "N3.2b", None, None, message, repair)


def _state(limit: ShareLimit, measures: Measures) -> _State:
    at_low = limit.allows(measures.low[limit.part], measures.denominator)
    at_high = limit.allows(measures.high[limit.part], measures.denominator)
    if at_low != at_high:
        return _State.OPEN
    return _State.KEPT if at_low else _State.BROKEN


def _total(measures: Measures, limits: ReportLimits) -> Finding | None:
    """N3.2b, 字数不超过2500字."""
    over = measures.total - limits.total_max - limits.tolerance
    near = abs(over) <= NEAR_WORDS or abs(over) * NEAR_SHARE.denominator <= NEAR_SHARE.numerator * limits.total_max
    if over <= 0 and not near:
        return None
    spare = over + NEAR_WORDS
    room = f"想留 {NEAR_WORDS} 字余地，"
    if over > 0:
        message = f"全文超过上限，{_NEAR}" if near else "全文超过上限"
        repair = f"全文删去 {over} 字，{room}就删 {spare} 字。" if near else f"全文删去 {over} 字。"
    else:
        message, repair = f"全文没有超过上限，但{_NEAR}", f"{room}再删 {spare} 字。" if spare > 0 else ""
    severity = Severity.VIOLATION if over > 0 else Severity.ADVICE
    return Finding("total", severity, "N3.2b", measures.total, limits.total_max, message, repair)


def _share(limit: ShareLimit, measures: Measures, asked: Sequence[int]) -> Finding | None:
    """N3.2c, 查摆问题部分篇幅不少于1/3，总结工作和下步打算部分篇幅均不超过1/3."""
    state = _state(limit, measures)
    near = _is_near(limit, measures)
    if state is _State.KEPT and not near:
        return None
    say = {_State.OPEN: _ask, _State.BROKEN: _mend, _State.KEPT: _keep_room}[state]
    severity, message, repair = say(limit, measures, asked)
    if near and state is _State.BROKEN:
        message += f"，{_NEAR}"
        repair += f"想留 {NEAR_WORDS} 字余地：{_how(_with_room(limit), measures)}。"
    where = tuple(asked) if state is _State.OPEN else ()
    measured = float(measures.share(measures.parts[limit.part]))
    return Finding(limit.part.value, severity, "N3.2c", measured, float(limit.share), message, repair, where)


def _ask(limit: ShareLimit, measures: Measures, asked: Sequence[int]) -> tuple[Severity, str, str]:
    low, high = (percent(measures.share(edge[limit.part])) for edge in (measures.low, measures.high))
    where = paragraph_names(asked)
    message = f"{PART_NAMES[limit.part]}占 {low}—{high}，取决于{where}归哪一部分"
    return Severity.WARNING, message, f"请确认{where}归哪一部分，系统立即重算。"


def _mend(limit: ShareLimit, measures: Measures, _: Sequence[int]) -> tuple[Severity, str, str]:
    name = PART_NAMES[limit.part]
    message = f"{name}篇幅不够" if limit.is_minimum else f"{name}偏长"
    return Severity.VIOLATION, message, f"{_how(limit, measures)}。"


def _keep_room(limit: ShareLimit, measures: Measures, _: Sequence[int]) -> tuple[Severity, str, str]:
    name, bound = PART_NAMES[limit.part], "不少于" if limit.is_minimum else "不超过"
    how = _how(_with_room(limit), measures)
    repair = f"想留 {NEAR_WORDS} 字余地：{how}。" if how else ""
    return Severity.ADVICE, f"{name}{bound}{share_name(limit.share)}，但{_NEAR}", repair


def _is_near(limit: ShareLimit, measures: Measures) -> bool:
    slack = limit.tolerance if limit.is_minimum else -limit.tolerance
    whole, parts = measures.denominator, limit.share.denominator  # in whole numbers, as ``allows``
    distance = abs((measures.parts[limit.part] + slack) * parts - limit.share.numerator * whole)
    is_close = distance * NEAR_SHARE.denominator <= NEAR_SHARE.numerator * whole * parts
    return bool(whole) and (distance <= NEAR_WORDS * parts or is_close)


def _with_room(limit: ShareLimit) -> ShareLimit:
    return replace(limit, tolerance=limit.tolerance - NEAR_WORDS)


def _how(limit: ShareLimit, measures: Measures) -> str:
    """The smallest repair of one limit alone, "" where nothing is to be done."""
    words, denominator = measures.parts[limit.part], measures.denominator
    if not limit.is_minimum:
        cut = words_to_cut(limit, words, denominator)
        return f"从{PART_NAMES[limit.part]}里删去 {cut} 字" if cut else ""
    add = words_to_add(limit, words, denominator)
    delete = words_to_delete_elsewhere(limit, words, denominator)
    ways = [_how_to_add(add) if add else "", f"在别处删去 {delete} 字" if delete else ""]
    return "，或".join(way for way in ways if way)


def _how_to_add(words: int) -> str:
    if words < _WORTH_A_PROBLEM:
        return f"在{PART_NAMES[Part.PROBLEMS]}里再写 {words} 字，把已有的问题写具体"
    problems = count_name(ceil(words / _WORDS_OF_A_PROBLEM))
    return f"在{PART_NAMES[Part.PROBLEMS]}里补{problems}个具体问题（约 {words} 字）"
