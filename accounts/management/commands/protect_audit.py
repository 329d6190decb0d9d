"""Let the database itself refuse changes of the audit trail."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from accounts.services.trail.protection import RoleRefused, grant, lift, protect


class Command(BaseCommand):
    """Run it after each migrate, on PostgreSQL as the owner of the tables, with --app-role: new tables need their grants."""

    help = "Install triggers that refuse UPDATE and DELETE on the audit trail; harmless to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--app-role", help="also let this PostgreSQL role write everything, but only add to the trail"
        )
        parser.add_argument("--lift", action="store_true", help="take the triggers away, before rows must be moved")

    def handle(self, *args: Any, **options: Any) -> None:
        role = options["app_role"]
        if role and connection.vendor != "postgresql":
            raise CommandError("only PostgreSQL has roles")
        if options["lift"]:
            lift()
            self.stdout.write("The audit trail is no longer protected.")
            return
        protect()
        try:
            statements = grant(role) if role else []
        except RoleRefused as no:
            raise CommandError(str(no)) from no
        for statement in statements:
            self.stdout.write(f"{statement};")
        self.stdout.write("The database refuses every change of the audit trail.")
