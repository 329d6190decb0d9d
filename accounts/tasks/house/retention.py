"""Doors for Celery: retention."""

from celery import shared_task
from django.utils import timezone

from accounts.services.house.retention import tidy


@shared_task
def tidy_up() -> None:
    """Take away what has been kept long enough."""
    tidy(now=timezone.now())
