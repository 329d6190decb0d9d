"""Matter 待办事项: one thing that one person has to do."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Schedule:
    """When to remind of a matter: so many days before its deadline, 0 being the day itself, and after it."""

    before: tuple[int, ...] = (7, 3, 1, 0)
    after: tuple[int, ...] = (1, 2, 4, 8)


@dataclass(frozen=True, slots=True)
class Matter:
    """One to-do: ``key`` names it for good, ``due`` is an aware instant or None, ``action`` the button's word.

    Without a ``schedule`` it is listed when a message goes out anyway and never the reason for one: so it is for
    superior secretaries and for what waits for organizers (DESIGN §8). ``escalate_to`` are the ids of the people
    who are told when the schedule is used up: the reviewing organization's organizers.
    """

    key: str
    person_id: int
    title: str
    reason: str
    due: datetime | None
    url: str
    action: str
    schedule: Schedule | None = None
    escalate_to: tuple[int, ...] = ()


def days_left(due: datetime, today: date) -> int:
    """Return the days from ``today`` to the day of ``due`` (in ``due``'s own time zone), negative when overdue."""
    return (due.date() - today).days


def by_urgency(matters: list[Matter]) -> list[Matter]:
    """Sort the earliest deadline first, what has none last, otherwise as they came."""
    return sorted(matters, key=lambda matter: (matter.due is None, matter.due.timestamp() if matter.due else 0.0))
