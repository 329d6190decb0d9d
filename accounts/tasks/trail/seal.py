"""Doors for Celery: seals."""

from celery import shared_task
from django.utils import timezone

from accounts.services.trail.seal import seal_trail


@shared_task
def seal() -> None:
    """Seal what has been written since the last time."""
    seal_trail(now=timezone.now())
