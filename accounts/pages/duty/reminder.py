"""What the pages show of reminders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.forms.duty.reminder import InboxForm, ReminderSettingsForm
from accounts.models import Delivery, Person, Reminder
from accounts.models.duty.workday import keeps_the_calendar
from accounts.rules.duty.letter import Entry, chased_line, how_long, told_line
from accounts.rules.duty.matter import Matter
from accounts.services.duty.chase import standings_of
from accounts.services.duty.matter import own_matters

SHOWN = 20  # reminders a page


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One thing on a reminder: how long was left that day, and whether it has been done since."""

    entry: Entry
    due: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """One reminder as the inbox shows it; ``mail`` tells what became of the e-mail."""

    reminder: Reminder
    rows: tuple[EntryRow, ...]
    mail: str
    mail_state: str


def inbox_page(person: Person, form: InboxForm) -> dict[str, Any]:
    """Return a page of ``person``'s reminders, the latest first; the same queries for one and for twenty."""
    own = Reminder.objects.visible_to(person).prefetch_related("deliveries").order_by("-pk")
    before = form.before_or_none()
    found = list((own.filter(pk__lt=before) if before else own)[: SHOWN + 1])
    shown = found[:SHOWN]
    today = timezone.localdate()
    still_open = {matter.key for matter in own_matters(person, today)}
    return {
        "rows": [_row(reminder, still_open) for reminder in shown],
        "unread": Reminder.objects.visible_to(person).unread().count(),
        "is_first": not before,
        "earlier_url": f"?before={shown[-1].pk}" if len(found) > SHOWN else "",
        "email": person.email if person.wants_email else "",
    }


def _row(reminder: Reminder, still_open: set[str]) -> ReminderRow:
    mail = next((one for one in reminder.deliveries.all() if one.channel == Delivery.Channel.EMAIL), None)
    text, state = _mail(mail)
    rows = tuple(_entry(one, reminder, still_open) for one in reminder.entries)
    return ReminderRow(reminder, rows, text, state)


def _entry(one: Entry, reminder: Reminder, still_open: set[str]) -> EntryRow:
    due = one.deadline
    said = f"{how_long(due, reminder.day)}" if due else "不限时"
    return EntryRow(one, said, is_done=not one.name and one.key not in still_open)


def _mail(mail: Delivery | None) -> tuple[str, str]:
    """Say what became of the e-mail, and the state's chip."""
    if mail is None or mail.state == Delivery.State.DROPPED:
        return "", ""
    if mail.state == Delivery.State.SENT:
        return ("邮件已发，可能发了两次" if mail.possibly_doubled else "邮件已发"), "ok"
    if mail.state == Delivery.State.FAILED:
        return "邮件没有发成", "bad"
    return ("邮件还没有发成，会再试" if mail.error else "邮件待发"), "run"


def told_lines(matters: Sequence[Matter], *, now: datetime) -> list[str]:
    """Return a sentence for each matter that is reminded of: how often so far, and when next."""
    standings = standings_of(matters, now=now)
    found = [(matter.title, standings[matter.key]) for matter in matters if matter.key in standings]
    return [told_line(title, standing.times, standing.next_on) for title, standing in found]


def chased_lines(matters: Sequence[Matter], *, now: datetime, to_author: bool = False) -> dict[str, str]:
    """Return by key what is said of each matter's reminders where the round is looked at."""
    standings = standings_of(matters, now=now)
    return {
        key: chased_line(standing.times, standing.next_on, to_author=to_author) for key, standing in standings.items()
    }


def settings_page(person: Person, form: ReminderSettingsForm | None = None) -> dict[str, Any]:
    """Return the context of 我的提醒设置."""
    initial = {"wants_email": bool(person.email) and person.wants_email}
    return {
        "form": form or ReminderSettingsForm(person=person, initial=initial),
        "email": person.email,
        "on": bool(person.email and person.wants_email),
        "keeps_calendar": keeps_the_calendar(person),
    }
