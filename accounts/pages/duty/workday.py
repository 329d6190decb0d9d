"""What the page of working days shows."""

from typing import Any

from django.utils import timezone

from accounts.forms.duty.workday import WorkdayForm
from accounts.models import Person, WorkdayException
from accounts.rules.duty.workday import is_published

SHOWN = 100  # days; a school notes some ten a year


def workdays_page(person: Person, form: WorkdayForm | None = None) -> dict[str, Any]:
    """Return the days that were noted, the latest first, and whether the coming year is published."""
    year = timezone.localdate().year
    return {
        "days": WorkdayException.objects.visible_to(person).order_by("-date")[:SHOWN],
        "unpublished": next((one for one in (year, year + 1) if not is_published(one)), None),
        "form": form or WorkdayForm(),
    }
