"""Doors for Celery: reminders."""

from datetime import datetime

from celery import shared_task
from django.utils import timezone

from accounts.services.duty import reminder


@shared_task
def sweep(at: str = "") -> None:
    """Remind whom there is to remind, and send what waits; now, or as at an instant in ISO 8601."""
    reminder.sweep(now=datetime.fromisoformat(at) if at else timezone.now())
