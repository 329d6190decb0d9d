"""Remind: what the clock wakes, by hand."""

from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.rules.duty.workday import OPENS
from accounts.services.duty.reminder import sweep


def a_day(text: str) -> date:
    """Read a day; raises CommandError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text} is no day; write it as 2026-12-09.") from error


class Command(BaseCommand):
    """One sweep; the last line says how many reminders were written and how many messages sent."""

    help = "Write the day's reminders and send what waits; nothing at night and on days off. Harmless to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--date", type=a_day, help="as on that day at nine o'clock, instead of now")

    def handle(self, *args: Any, **options: Any) -> None:
        day: date | None = options["date"]
        now = timezone.make_aware(datetime.combine(day, OPENS)) if day else timezone.localtime()
        done = sweep(now=now)
        self.stdout.write(f"{done.written} reminders written, {done.sent} messages sent")
