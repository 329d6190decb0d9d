"""Doors for Celery: stored files."""

from celery import shared_task

from accounts.services.house.stored_file import sweep_files


@shared_task
def sweep() -> None:
    """Take orphaned files away."""
    sweep_files()
