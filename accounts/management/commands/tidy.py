"""Take away what has been kept long enough."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from accounts.services.house.retention import plan_tidying, tidy


class Command(BaseCommand):
    """What the clock does on the first of each month, by hand."""

    help = "Delete audit entries, sessions, finished jobs and reminders whose time is over; reviews are never touched."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would go; delete nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        done = plan_tidying(now=now) if options["dry_run"] else tidy(now=now)
        refused = f"; the trail was left alone: {done.refused}" if done.refused else ""
        counts = ", ".join(f"{count} {name}" for name, count in asdict(done).items() if name != "refused")
        self.stdout.write(f"{'would be deleted' if options['dry_run'] else 'deleted'}: {counts}{refused}")
