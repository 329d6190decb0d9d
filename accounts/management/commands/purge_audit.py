"""Take the oldest part of the audit trail away."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.services.trail.purge import PurgeRefused, plan_purge, purge
from accounts.services.trail.seal import SealRefused


class Command(BaseCommand):
    """In whole seals; a sealed line keeps what was taken away. On PostgreSQL run it as the owner of the tables."""

    help = "Delete audit entries from before a day, never younger than AUDIT_KEEP_DAYS; the trail stays verifiable."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--before", type=date.fromisoformat, help="a day, as 2026-01-31; without it AUDIT_KEEP_DAYS ago"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would go; delete nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        today = timezone.localdate(now)
        before = options["before"] or today - timedelta(days=settings.AUDIT_KEEP_DAYS)
        try:
            dry = options["dry_run"]
            found = plan_purge(before, today=today) if dry else purge(before, now=now)
        except (PurgeRefused, SealRefused) as no:
            raise CommandError(str(no)) from no
        number = found.through.number if found.through else 0
        done = "would be deleted" if dry else "deleted"
        self.stdout.write(f"{found.entries} audit entries {done}, up to seal {number}")
