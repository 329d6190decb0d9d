"""Check the whole audit trail: every line, every seal, the head file."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.services.trail.protection import is_protected
from accounts.services.trail.verification import verify_trail


class Command(BaseCommand):
    """Names each row that does not agree; exits with 1 where there is one."""

    help = "Check every audit entry and seal; name what was edited, deleted, inserted, moved, cut off or restored."

    def handle(self, *args: Any, **options: Any) -> None:
        checked = verify_trail(now=timezone.now())
        verdict = checked.verdict
        for fault in verdict.faults:
            self.stdout.write(f"{fault.place}: {fault.text}")
        if not is_protected():
            self.stdout.write("The database lets rows be changed: run protect_audit after each migrate.")
        if verdict.unsealed:
            self.stdout.write(f"{verdict.unsealed} entries are not sealed yet; deletions among them would not be seen")
        self.stdout.write(
            f"{verdict.entries} entries and {verdict.seals} seals checked in {checked.seconds:.2f} s "
            f"({verdict.entries / max(checked.seconds, 0.001):.0f} entries/s), {len(verdict.faults)} faults"
        )
        if verdict.faults:
            raise CommandError("the audit trail does not agree with its seals", returncode=1)
