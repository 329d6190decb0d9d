"""Reminder 提醒: whose matters are to be reminded of on a day (DESIGN §8).

One message a day and person lists everything that is to be done; a day on which nothing is due has none. What a
weekend or a standstill has swallowed is made up for once, on the next working day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.rules.duty.matter import Matter, by_urgency
from accounts.rules.duty.workday import IsWorkday, workday_from, workday_until

PastKey = tuple[int, str, datetime | None]


@dataclass(frozen=True, slots=True)
class Past:
    """How one person has been reminded of one matter with one deadline: how often, when last, and who was told."""

    times: int = 0
    last: date = date.min
    told: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class DayList:
    """What one message lists: all the person's matters, ``chased`` being its reason, and whom to telephone."""

    person_id: int
    own: tuple[Matter, ...]
    chased: tuple[Matter, ...]
    escalated: tuple[Matter, ...]


def past_key(matter: Matter) -> PastKey:
    """Return what the past of ``matter`` is kept under; a new deadline starts anew."""
    return matter.person_id, matter.key, matter.due


def step_days(matter: Matter, workday: IsWorkday) -> list[date]:
    """Return the working days on which to remind: before the deadline rather earlier, after it rather later."""
    if matter.schedule is None or matter.due is None:
        return []
    day = matter.due.date()
    before = {workday_until(day - timedelta(days=days), workday) for days in matter.schedule.before}
    after = {workday_from(day + timedelta(days=days), workday) for days in matter.schedule.after}
    return sorted(before | after)


def escalation_day(matter: Matter, workday: IsWorkday) -> date | None:
    """Return the working day from which the organizers are told; None where nobody ever is."""
    if matter.schedule is None or matter.due is None or not matter.schedule.after or not matter.escalate_to:
        return None
    return workday_from(matter.due.date() + timedelta(days=max(matter.schedule.after) + 1), workday)


def is_chased(matter: Matter, past: Past, today: date, workday: IsWorkday) -> bool:
    """Whether a step has come since the person was last reminded."""
    return any(past.last < day <= today for day in step_days(matter, workday))


def whom_to_tell(matter: Matter, past: Past, today: date, workday: IsWorkday) -> list[int]:
    """Return the organizers to tell today: all steps are used up, and they do not know yet."""
    from_day = escalation_day(matter, workday)
    if from_day is None or today < from_day or past.last < step_days(matter, workday)[-1]:
        return []
    return [organizer for organizer in matter.escalate_to if organizer not in past.told]


def next_day(matter: Matter, past: Past, from_day: date, workday: IsWorkday) -> date | None:
    """Return the first working day from ``from_day`` on at which the person is reminded; None where no more."""
    left = [day for day in step_days(matter, workday) if day > past.last]
    if not left:
        return None
    earliest = max(from_day, past.last + timedelta(days=1)) if past.times else from_day
    return workday_from(max(left[0], earliest), workday)


def day_lists(
    matters: Sequence[Matter], pasts: Mapping[PastKey, Past], today: date, workday: IsWorkday
) -> list[DayList]:
    """Return the messages of a day, sorted by person; none on a day off.

    Who is told of others' matters but is not among the owners of ``matters`` gets a list without own ones.
    """
    if not workday(today):
        return []
    never = Past()
    chased: dict[int, list[Matter]] = {}
    escalated: dict[int, list[Matter]] = {}
    for matter in matters:
        past = pasts.get(past_key(matter), never)
        if is_chased(matter, past, today, workday):
            chased.setdefault(matter.person_id, []).append(matter)
        for organizer in whom_to_tell(matter, past, today, workday):
            escalated.setdefault(organizer, []).append(matter)
    own = _by_person(matters, chased.keys() | escalated.keys())
    return [
        DayList(person, tuple(own.get(person, ())), tuple(chased.get(person, ())), tuple(escalated.get(person, ())))
        for person in sorted(chased.keys() | escalated.keys())
    ]


def _by_person(matters: Iterable[Matter], people: set[int]) -> dict[int, list[Matter]]:
    found: dict[int, list[Matter]] = {}
    for matter in by_urgency([matter for matter in matters if matter.person_id in people]):
        found.setdefault(matter.person_id, []).append(matter)
    return found
