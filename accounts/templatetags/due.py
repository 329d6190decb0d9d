"""How deadlines are told."""

from datetime import datetime

from django import template
from django.utils import timezone

from accounts.rules.duty.matter import days_left as count_days

register = template.Library()


@register.filter
def days_left(due: datetime | None) -> int | None:
    """Return the days from today to the day of ``due``, negative when overdue, None where nothing is due."""
    return count_days(timezone.localtime(due), timezone.localdate()) if due else None
