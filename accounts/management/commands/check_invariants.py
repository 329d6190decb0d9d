"""Check that what must never be false holds in every row."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.services.house.invariant import check_invariants


class Command(BaseCommand):
    """Names each row that breaks a rule; exits with 1 where there is one."""

    help = "Check every rule that the rows themselves can show; name the rows that break one."

    def handle(self, *args: Any, **options: Any) -> None:
        rules, broken = check_invariants()
        for one in broken:
            self.stdout.write(f"{one.row}: {one.rule}")
        self.stdout.write(f"{rules} rules checked, {len(broken)} rows break one")
        if broken:
            raise CommandError("the rows above break a rule", returncode=1)
