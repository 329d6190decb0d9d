"""Drafting the minutes (会议记录) from what happened (DOMAIN §2). Pure: facts in, text out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reviews.rules.hearing.meeting import clock


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: ``comments`` are (name, text)."""

    title: str
    name: str
    spoken: bool
    seconds: int | None
    comments: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a meeting."""

    title: str
    at: datetime
    place: str
    chair: str
    recorder: str
    expected: int | None
    present: int | None
    seed: str
    started_at: datetime | None
    closed_at: datetime | None
    turns: Sequence[Turn]
    poll: str = ""  # a sentence of its own, of sheets of paper and not of choices


def draft_minutes(facts: Facts) -> str:
    """Return the minutes as plain text, a paragraph a line, for a person to finish."""
    head = [
        f"时间：{facts.at.year}年{facts.at.month}月{facts.at.day}日 {facts.at:%H:%M}",
        f"地点：{facts.place}",
        f"主持人：{facts.chair}",
        f"记录人：{facts.recorder}",
        _attendance(facts.expected, facts.present),
    ]
    return "\n".join(
        [*(line for line in head if line), "", *_course(facts), *_turns(facts.turns), *_poll(facts), *_end(facts)]
    )


def _attendance(expected: int | None, present: int | None) -> str:
    known = (("应到", expected), ("实到", present))
    return "，".join(f"{word} {number} 人" for word, number in known if number is not None)


def _course(facts: Facts) -> list[str]:
    spoken = sum(turn.spoken for turn in facts.turns)
    written = len(facts.turns) - spoken
    opened = f"{facts.started_at:%H:%M} 会议开始。" if facts.started_at else ""
    order = "发言顺序由抽签确定。" if facts.seed else ""
    also = f"另有书面述职 {written} 人，报告印发会场，一并点评。" if written else ""
    return [f"{opened}会议采取“一述一评”方式进行，现场述职 {spoken} 人。{order}{also}"]


def _turns(turns: Sequence[Turn]) -> list[str]:
    lines: list[str] = []
    for number, turn in enumerate(turns, start=1):
        took = f"，用时 {clock(turn.seconds)}" if turn.seconds is not None else ""
        lines += ["", f"{number}. {turn.title}{turn.name}同志{'现场' if turn.spoken else '书面'}述职{took}。"]
        lines += [f"{name}同志点评：{text}" for name, text in turn.comments] or ["点评：（待补）"]
    return lines


def _poll(facts: Facts) -> list[str]:
    return ["", facts.poll] if facts.poll else []


def _end(facts: Facts) -> list[str]:
    return ["", f"{facts.closed_at:%H:%M} 会议结束。"] if facts.closed_at else []
