"""Open ledgers: what the clock wakes at night, by hand."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from rectification.services.opening import open_after_feedback


class Command(BaseCommand):
    """One sweep; the last line says how many ledgers and talks were opened."""

    help = "Open the ledgers and list the talks that feedback asks for. Harmless to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        done = open_after_feedback(person=None, now=timezone.now())
        self.stdout.write(f"{done.ledgers} ledgers opened, {done.talks} talks listed")
