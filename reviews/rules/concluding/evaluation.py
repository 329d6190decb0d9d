"""What may be written of an evaluation and when, and what it still lacks (N3.4a)."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviews.rules.preparing.stage import Missing

COLLECTED = ("known", "heard")  # gathered from the collection on
CONCLUDED = ("praise", "problems", "grade", "grade_reason")  # only after people have been heard
FIELDS = (*COLLECTED, *CONCLUDED)
WRITABLE = {"collecting": COLLECTED, "meeting": FIELDS, "evaluating": FIELDS}


def writable(stage: str) -> tuple[str, ...]:
    """Return the fields that may be written while the round stands in ``stage``."""
    return WRITABLE.get(stage, ())


def lacks(*, praise: str, problems: str, grade: str) -> list[str]:
    """Return in words what an evaluation lacks; both sides are said of everybody (N3.4a 肯定成绩，指出问题)."""
    found = []
    if not praise.strip():
        found.append("没有肯定成绩")
    if not problems.strip():
        found.append("没有指出问题")
    if not grade:
        found.append("没有拟等次")
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """One line of what others have told: ``who``, "" where the line does not say, and ``text``."""

    who: str
    text: str


LONGEST_NAME = 14  # 字 before the colon; more is a sentence that happens to have one


def told_lines(text: str) -> list[Told]:
    """Read “纪委：没有信访反映。” line by line as who told what."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        who, colon, said = line.replace(":", "：", 1).partition("：")
        named = bool(colon and said.strip()) and len(who) <= LONGEST_NAME
        found.append(Told(who.strip(), said.strip()) if named else Told("", line))
    return found


def evaluations_missing(*, incomplete: int, where: str) -> list[Missing]:
    """Everybody who reports has a whole evaluation before the body decides (N3.4a); nobody is named here."""
    if not incomplete:
        return []
    return [Missing(f"还有 {incomplete} 人的综合评价没有写全（肯定成绩、指出问题、拟定等次）", where, "去拟定")]


def comments_lacking(names: Sequence[str], where: str) -> list[Missing]:
    """Whoever has no comment with a concrete problem holds the stage, never the meeting (N3.3c)."""
    if not names:
        return []
    shown = "、".join(names[:3]) + (f"等 {len(names)} 人" if len(names) > 3 else "")  # noqa: PLR2004
    return [Missing(f"{shown}的点评还没有，或没有点到具体问题", where, "去补点评")]
