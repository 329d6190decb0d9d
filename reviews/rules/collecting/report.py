"""When a report may be handed in, and how late it is. No clock is read here: ``now`` is given."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class HandIn(StrEnum):
    """Why a new version can or cannot be handed in."""

    OPEN = "open"
    LATE = "late"  # after the deadline, but owed: taken, and marked
    NOT_COLLECTING = "not_collecting"
    EXEMPT = "exempt"
    ACCEPTED = "accepted"
    DEADLINE_OVER = "deadline_over"

    @property
    def allowed(self) -> bool:
        """Whether a file is taken."""
        return self in {HandIn.OPEN, HandIn.LATE}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a statement stands: whether its round collects, whether it reports at all, its report's state.

    ``report`` is the current report's state or None; ``due`` the instant until which it is on time:
    the round's deadline, or after a return the one set with it.
    """

    collecting: bool
    exempt: bool
    report: str | None
    due: datetime


def hand_in(standing: Standing, now: datetime) -> HandIn:
    """Say whether a new version may be handed in (DESIGN §5 Report, N4.3).

    What is owed is always taken, late or not; what was handed in can be replaced until the deadline;
    after acceptance only a return opens it again.
    """
    if standing.exempt:
        return HandIn.EXEMPT
    if not standing.collecting:
        return HandIn.NOT_COLLECTING
    if standing.report == "accepted":
        return HandIn.ACCEPTED
    late = now > standing.due
    if standing.report == "handed_in" and late:
        return HandIn.DEADLINE_OVER
    return HandIn.LATE if late else HandIn.OPEN


def days_late(due: datetime, now: datetime) -> int:
    """Return by how many calendar days ``now`` is after ``due``: 0 when on time, 1 on the day itself and the next."""
    if now <= due:
        return 0
    return max(1, (now.date() - due.date()).days)


TRANSITIONS = {
    "handed_in": {"returned", "accepted"},
    "returned": {"handed_in"},  # the organizer takes the return back
    "accepted": {"returned", "handed_in"},  # DESIGN §5: after acceptance only when returned, or taken back
}


DECIDING_STAGES = {"collecting", "meeting"}  # who hands in late is still accepted while the meeting is prepared


def may_decide(stage: str) -> bool:
    """Whether reports are accepted and returned while the round is in ``stage``."""
    return stage in DECIDING_STAGES


def may_become(state: str, target: str) -> bool:
    """Whether a report in ``state`` may become ``target``."""
    return target in TRANSITIONS[state]
