"""Take a second factor away where nobody else can: the only administrator has lost the phone and the codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Person
from accounts.services.entry.factor import reset_factor


class Command(BaseCommand):
    """Logs the person out and lets them set up another phone after their next login."""

    help = (
        "Take away the second factor of the person with this staff number; they set up another after their next login."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("staff_number")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.by_login(options["staff_number"])
        if person is None or not reset_factor(person, actor=None):
            raise CommandError(f"nobody with a second factor has the staff number {options['staff_number']}")
        self.stdout.write(f"{person.name}（{person.staff_number}）: the second factor is reset")
