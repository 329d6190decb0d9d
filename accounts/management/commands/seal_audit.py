"""Seal the audit trail: what the clock wakes every minute, by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.services.trail.seal import SealRefused, accept_restored, seal_trail


class Command(BaseCommand):
    """Harmless to repeat; the last line says how many lines were sealed."""

    help = "Seal what was written to the audit trail since the last seal. Exit 1 where the head file disagrees."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--after-restore", metavar="REASON", help="go on after a restored backup; it stays on record"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        reason = options["after_restore"]
        if reason is not None and not reason.strip():
            raise CommandError("say why: the reason stays on record")
        try:
            if reason and not accept_restored(reason=reason.strip(), now=timezone.now()):
                self.stdout.write("The head file agrees with the database: there was nothing to accept.")
            self.stdout.write(f"{seal_trail(now=timezone.now())} audit entries sealed")
        except SealRefused as no:
            raise CommandError(str(no)) from no
