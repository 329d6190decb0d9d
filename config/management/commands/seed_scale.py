"""Build a large province for measuring (DESIGN §10)."""

import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from accounts.services.trail.protection import lift
from config.scale.tree import plant
from config.scale.years import is_empty, live

LEAST = 12  # organizations: a top, ten below it, and one below those


class Command(BaseCommand):
    """Always the same for the same numbers; nobody in it can log in: most passwords are made up, the last come have none."""

    help = "Fill an empty database with a province of N organizations and Y years. Refused where anybody is there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organizations", type=int, required=True)
        parser.add_argument("--years", type=int, required=True)
        parser.add_argument("--last-year", type=int, default=timezone.localdate().year)
        parser.add_argument(
            "--throw-away", action="store_true", help="throw away what is there; only with demo settings"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["organizations"] < LEAST or options["years"] < 1:
            raise CommandError(f"At least {LEAST} organizations and one year.")
        if options["throw_away"] and settings.DEMO:
            lift()
            call_command("flush", interactive=False, verbosity=0)
        if not is_empty():
            raise CommandError("There are people in this database. Give DATABASE_URL of an empty one.")
        start = time.perf_counter()
        with transaction.atomic():
            places = plant(options["organizations"])
            live(places, last=options["last_year"], years=options["years"])
        with connection.cursor() as cursor:
            # A table that autovacuum has taken in hand is counted by it: do not wait for it.
            cursor.execute("ANALYZE (SKIP_LOCKED)" if connection.vendor == "postgresql" else "ANALYZE")
        seconds = time.perf_counter() - start
        self.stdout.write(f"{len(places)} organizations, {options['years']} years: {seconds:.0f} s")
        self.stdout.write(f"S0000000 leads the top, S{len(places):07} organizes it")
