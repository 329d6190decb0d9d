"""Take away files that no row refers to."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.services.house.stored_file import sweep_files


class Command(BaseCommand):
    """The nightly sweep, by hand."""

    help = "Delete files under FILES_DIR that are older than a day and that no row refers to."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{sweep_files()} orphaned files deleted")
