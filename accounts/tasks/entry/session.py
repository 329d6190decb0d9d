"""Doors for Celery: sessions."""

from celery import shared_task
from django.utils import timezone

from accounts.services.entry.session import sweep_sessions


@shared_task
def sweep() -> None:
    """Take ended sessions away."""
    sweep_sessions(now=timezone.now())
