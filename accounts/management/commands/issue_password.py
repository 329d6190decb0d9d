"""Give somebody an initial password: after the first roster nobody has one yet."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Person
from accounts.services.entry.password import GOOD_FOR, PasswordRefused, issue_password


class Command(BaseCommand):
    """Prints the password once; it is good for one login, at which its owner sets their own."""

    help = "Give the person with this staff number an initial password and print it; everybody else gets theirs online."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("staff_number")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.by_login(options["staff_number"])
        if person is None:
            raise CommandError(f"nobody has the staff number {options['staff_number']}; load the roster first")
        try:
            slip = issue_password(person, actor=None)
        except PasswordRefused as no:
            raise CommandError(str(no)) from no
        good = f"good for one login within {GOOD_FOR.days} days"
        self.stdout.write(f"{person.name}（{person.staff_number}）：{slip.password}  {good}")
