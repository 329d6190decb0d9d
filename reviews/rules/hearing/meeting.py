"""The chain 述 → 评 → next, and the words of a clock. Pure: steps and seconds in, steps and words out."""

from enum import StrEnum

LAST_MINUTE = 60  # seconds


class Act(StrEnum):
    """What a recorder does to a turn or to the meeting."""

    START = "start"
    COMMENT = "comment"  # without a clock: a written statement (N1.3), or one whose start nobody pressed
    STOP = "stop"
    NEXT = "next"
    UNDO = "undo"
    CLOSE = "close"
    REOPEN = "reopen"


_CHAIN = {
    ("waiting", Act.START): "speaking",
    ("waiting", Act.COMMENT): "commenting",
    ("speaking", Act.STOP): "commenting",
    ("commenting", Act.NEXT): "done",
    ("done", Act.UNDO): "commenting",
    ("speaking", Act.UNDO): "waiting",
}


def next_step(step: str, act: str, *, spoken: bool, clocked: bool) -> str | None:
    """Return the step that ``act`` leads to from ``step``, or None where it makes no sense there.

    ``spoken``: the statement is given on stage; ``clocked``: its clock has been started.
    """
    if act == Act.START and not spoken:
        return None
    if (step, act) == ("commenting", Act.UNDO):
        return "speaking" if clocked else "waiting"
    return _CHAIN.get((step, Act(act)))


def overrun(seconds: float, limit: int) -> int:
    """Return by how many whole seconds a speech was too long (N4.2)."""
    return max(0, int(seconds) - limit)


def clock(seconds: int | None) -> str:
    """Return seconds as 4:52, nothing for None."""
    return "" if seconds is None else f"{seconds // 60}:{seconds % 60:02d}"
