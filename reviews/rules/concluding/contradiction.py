"""What does not seem to fit a proposed grade: listed for the meeting in neutral words, never blocking (DESIGN §5)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reviews.rules.hearing.grade import TALKED_TO, Grade

SERIOUS = re.compile(r"严重|突出|长期|多次|反复|屡|仍然|仍未|一直没|至今|流于形式|走过场|弄虚作假|造假")


@dataclass(frozen=True, slots=True)
class Standing:
    """One secretary as the meeting will see them; ``grade_name`` is the cycle's name of the proposed ``grade``.

    ``named`` are the problem sentences of comment and visits, ``overdue`` how many items of rectification are late,
    ``mostly_best`` what the 测评 says, None where there was none or its result is not shown.
    """

    grade: str
    grade_name: str
    named: Sequence[str] = ()
    comment_problems: Sequence[str] = ()
    overdue: int = 0
    breaks_limits: bool = False
    has_report: bool = True
    visited: bool = True
    mostly_best: bool | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One line; ``where`` is the page to look at: comment, ledger, report, visits, evaluation or tally."""

    text: str
    where: str


def contradictions(one: Standing) -> list[Contradiction]:
    """Return what the meeting may want to talk about; without a proposed grade only what is missing."""
    found = [] if one.visited else [Contradiction("本年度没有实地调研的记录", "visits")]
    if one.grade == Grade.BEST:
        found += _high(one)
    if one.grade in TALKED_TO:
        found += _low(one)
    return found


def _high(one: Standing) -> list[Contradiction]:
    proposed = f"拟为“{one.grade_name}”"
    found = []
    if one.overdue:
        found.append(Contradiction(f"{proposed}，有 {one.overdue} 件整改已过时限，还没有完成", "ledger"))
    serious = next((sentence for sentence in one.comment_problems if SERIOUS.search(sentence)), "")
    if serious:
        found.append(Contradiction(f"{proposed}，点评点到：{serious}", "comment"))
    if not one.has_report:
        found.append(Contradiction(f"{proposed}，没有交述职报告", "report"))
    elif one.breaks_limits:
        found.append(Contradiction(f"{proposed}，述职报告有不符合要求的地方", "report"))
    if one.mostly_best is False:
        found.append(Contradiction(f"{proposed}，测评中“{one.grade_name}”不到一半", "tally"))
    return found


def _low(one: Standing) -> list[Contradiction]:
    proposed = f"拟为“{one.grade_name}”"
    found = []
    if not one.named:
        found.append(Contradiction(f"{proposed}，点评和调研都没有点到具体问题", "evaluation"))
    if one.mostly_best:
        found.append(Contradiction(f"{proposed}，测评中最高一档过半", "tally"))
    return found
