"""Reminding: an idempotent sweep writes the day's reminders and sends what waits (DESIGN §8, PROMISES §4).

Whoever wakes it, a clock or a person, and however many do so at once, a person gets one reminder a day.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Chase, Delivery, Person, Reminder
from accounts.rules.duty.letter import Entry, entry
from accounts.rules.duty.matter import Matter
from accounts.rules.duty.reminder import DayList, Past, PastKey, day_lists, past_key
from accounts.rules.duty.workday import is_office_time
from accounts.services.duty.channel import CHANNELS
from accounts.services.duty.chase import pasts_of
from accounts.services.duty.delivery import send_waiting
from accounts.services.duty.matter import everybody, gather_matters
from accounts.services.duty.workday import office_calendar
from accounts.services.trail import audit

BATCH = 500  # rows an INSERT


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep did: reminders written, messages sent."""

    written: int
    sent: int


def sweep(*, now: datetime) -> Swept:
    """Write the reminders of ``now``'s day that are missing, and send all that waits; nothing at night."""
    local = timezone.localtime(now)
    if not is_office_time(local, office_calendar()):
        return Swept(0, 0)
    people = everybody(local.date())
    matters = gather_matters(people, local.date())
    written = write_reminders(people, matters, today=local.date())
    return Swept(written, send_waiting(frozenset(matter.key for matter in matters), now=now))


def write_reminders(people: Sequence[Person], matters: Sequence[Matter], *, today: date) -> int:
    """Write who is reminded of what today, in the same number of queries for one person and for a thousand.

    A second sweep at the same moment finds the rows taken and writes nothing beside them.
    """
    pasts = pasts_of(matters)
    by_id = {person.pk: person for person in people}
    lists = [found for found in day_lists(matters, pasts, today, office_calendar()) if found.person_id in by_id]
    return _write(lists, by_id, pasts, today) if lists else 0


@transaction.atomic
def _write(lists: Sequence[DayList], people: dict[int, Person], pasts: dict[PastKey, Past], today: date) -> int:
    run = uuid.uuid4()
    Reminder.objects.bulk_create(
        (
            Reminder(person_id=found.person_id, day=today, sweep=run, items=_items(found, people, pasts))
            for found in lists
        ),
        batch_size=BATCH,
        ignore_conflicts=True,  # another sweep was first: its reminder stands
    )
    ours = dict(Reminder.objects.filter(day=today, sweep=run).values_list("person_id", "pk"))
    written = [found for found in lists if found.person_id in ours]
    Chase.objects.bulk_create((row for found in written for row in _chases(found, ours)), batch_size=BATCH)
    Delivery.objects.bulk_create(
        (
            Delivery(reminder_id=ours[found.person_id], channel=channel.name)
            for found in written
            for channel in CHANNELS.values()
            if channel.wants(people[found.person_id])
        ),
        batch_size=BATCH,
    )
    return len(written)


def _items(found: DayList, people: dict[int, Person], pasts: dict[PastKey, Past]) -> list[dict[str, object]]:
    own = [entry(matter, chased=matter in found.chased) for matter in found.own]
    return [item.to_json() for item in own + [_other(matter, people, pasts) for matter in found.escalated]]


def _other(matter: Matter, people: dict[int, Person], pasts: dict[PastKey, Past]) -> Entry:
    times = pasts[past_key(matter)].times
    return entry(matter, name=people[matter.person_id].name, times=times)


def _chases(found: DayList, ours: dict[int, int]) -> list[Chase]:
    reminder = ours[found.person_id]
    return [
        Chase(reminder_id=reminder, person_id=matter.person_id, key=matter.key, due=matter.due, escalated=escalated)
        for escalated, matters in ((False, found.chased), (True, found.escalated))
        for matter in matters
    ]


def mark_read(reminder: Reminder, *, person: Person, now: datetime) -> bool:
    """Note that ``person`` has read this one; return whether that is new."""
    return bool(Reminder.objects.editable_by(person).unread().filter(pk=reminder.pk).update(read_at=now))


def mark_all_read(*, person: Person, now: datetime) -> int:
    """Note that ``person`` has read all there is; return how many were new."""
    return Reminder.objects.editable_by(person).unread().update(read_at=now)


@transaction.atomic
def set_reminder_settings(person: Person, *, wants_email: bool) -> Person:
    """Keep whether ``person`` wants to be reminded by e-mail; the address itself is a login name (我的账号)."""
    locked: Person = Person.objects.select_for_update().get(pk=person.pk)
    before = {"wants_email": locked.wants_email}
    locked.wants_email = wants_email
    locked.save(update_fields=["wants_email"])
    audit.record(person, "修改提醒设置", locked, before=before, after={"wants_email": wants_email})
    return locked
