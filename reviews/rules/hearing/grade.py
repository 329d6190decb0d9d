"""The four grades (N3.4a). Their names are the cycle's; what follows from each is the notice's (N3.4c, N3.4d)."""

from collections.abc import Sequence
from enum import StrEnum


class Grade(StrEnum):
    """The best first; stored by key, shown by the cycle's name."""

    BEST = "best"
    SECOND = "second"
    THIRD = "third"
    LAST = "last"


GRADES = tuple(Grade)
BELOW_BEST = GRADES[1:]  # N3.4c
TALKED_TO = (Grade.THIRD, Grade.LAST)  # N3.4d


class Kind(StrEnum):
    """What follows from a grade (N3.4c, N3.4d)."""

    NOT_EXCELLENT = "not_excellent"
    TALK = "talk"
    RECTIFICATION = "rectification"


KIND_LABELS = {
    Kind.NOT_EXCELLENT: "年度考核不得评定为“优秀”",
    Kind.TALK: "约谈提醒",
    Kind.RECTIFICATION: "限期整改",
}


def grade_name(grade: str, names: Sequence[str]) -> str:
    """Return the cycle's name of ``grade``; ``names`` are four, the best first. Nothing proposed yet has no name."""
    return names[GRADES.index(Grade(grade))] if grade else ""


def consequences_of(grade: str) -> tuple[Kind, ...]:
    """Return what the notice draws from ``grade``: below the best no 优秀, 一般 and 差 a talk and rectification too."""
    if grade in TALKED_TO:
        return tuple(Kind)
    return (Kind.NOT_EXCELLENT,) if grade in BELOW_BEST else ()
