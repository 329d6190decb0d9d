"""Take away sessions that ended more than a day ago."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.services.entry.session import sweep_sessions


class Command(BaseCommand):
    """The nightly sweep, by hand."""

    help = "Delete sessions that ended more than a day ago, and with them what was kept of forms that nobody came back for."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{sweep_sessions(now=timezone.now())} ended sessions deleted")
