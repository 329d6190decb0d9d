"""(Re)create the demo university."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from accounts.models import Organization
from accounts.services.house.demo import build_demo, demo_people
from accounts.services.trail.head import head_path
from accounts.services.trail.protection import lift
from accounts.services.trail.seal import seal_trail


class Command(BaseCommand):
    """The demo university 示例大学, with dates relative to today."""

    help = "Throw everything away and build the demo university; only where the settings allow demo logins."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="keep what is there; build only into nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo would throw real data away: it is switched off in these settings.")
        if options["if_empty"] and Organization.objects.exists():
            self.stdout.write("The demo school is already there; `make demo` builds it anew.")
        else:
            self._build()
        for person in demo_people():
            self.stdout.write(f"  {person.title}：{person.name}（工号 {person.staff_number}）— {person.hint}")

    def _build(self) -> None:
        lift()
        call_command("flush", interactive=False, verbosity=0)
        shutil.rmtree(Path(settings.FILES_DIR), ignore_errors=True)
        head_path().unlink(missing_ok=True)
        with transaction.atomic():
            build_demo(timezone.localdate())
        seal_trail(now=timezone.now())
