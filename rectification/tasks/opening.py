"""Doors for Celery: what follows the feedback."""

from celery import shared_task
from django.utils import timezone

from rectification.services.opening import open_after_feedback


@shared_task
def sweep() -> None:
    """Open what nobody has clicked for."""
    open_after_feedback(person=None, now=timezone.now())
