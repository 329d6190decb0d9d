"""Print the code that opens the page of the first start."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.services.entry.setup import is_new, setup_code


class Command(BaseCommand):
    """Good for today and tomorrow, and only while nobody is there."""

    help = "Print the code that the page /setup/ asks for; refused once somebody is there."

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_new():
            raise CommandError("People are there already: log in, or use issue_password.")
        self.stdout.write(setup_code(timezone.localdate()))
