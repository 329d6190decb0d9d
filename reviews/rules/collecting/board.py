"""The organizer's board: statements grouped by who must act next, and how far a round is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class HasState(Protocol):
    """What a row must tell of itself: one of GROUPS, and whether its report violates a limit."""

    @property
    def board_state(self) -> str: ...
    @property
    def is_violating(self) -> bool: ...
    @property
    def is_on_stage(self) -> bool: ...


Row = TypeVar("Row", bound=HasState)
GROUPS = (
    ("missing", "未交"),
    ("handed_in", "待审"),
    ("returned", "已退回"),
    ("accepted", "已接收"),
    ("exempt", "本年度不述职"),
)


@dataclass(frozen=True, slots=True)
class Group(Generic[Row]):
    """Rows that wait for the same act, in 规定序."""

    state: str
    label: str
    rows: Sequence[Row]


def grouped(rows: Iterable[Row]) -> list[Group[Row]]:
    """Return the non-empty groups in the order in which somebody must act."""
    rows = list(rows)
    groups = [Group(state, label, [row for row in rows if row.board_state == state]) for state, label in GROUPS]
    return [group for group in groups if group.rows]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a round's statements are how far; ``due`` is all that must report."""

    due: int
    on_stage: int
    handed_in: int
    meeting_limits: int
    accepted: int
    waiting: int
    returned: int
    missing: int
    violating: int

    @property
    def written(self) -> int:
        """How many report in writing."""
        return self.due - self.on_stage

    @property
    def handed_in_percent(self) -> str:
        """The share of those who have handed in."""
        return self._percent(self.handed_in)

    @property
    def meeting_limits_percent(self) -> str:
        """The share of those whose report breaks no limit."""
        return self._percent(self.meeting_limits)

    @property
    def accepted_percent(self) -> str:
        """The share of those whose report is accepted."""
        return self._percent(self.accepted)

    def _percent(self, count: int) -> str:
        # A text, so that no locale turns the point into a comma inside the drawing.
        return f"{100 * count / self.due:.1f}" if self.due else "0"


def progress(rows: Iterable[HasState]) -> Progress:
    """Count a round."""
    rows = [row for row in rows if row.board_state != "exempt"]
    states = [row.board_state for row in rows]
    handed = [row for row in rows if row.board_state != "missing"]
    violating = sum(row.is_violating for row in handed)
    return Progress(
        due=len(rows),
        on_stage=sum(row.is_on_stage for row in rows),
        handed_in=len(handed),
        meeting_limits=len(handed) - violating,
        accepted=states.count("accepted"),
        waiting=states.count("handed_in"),
        returned=states.count("returned"),
        missing=states.count("missing"),
        violating=violating,
    )
