"""What a new school still waits for before its first review: a year."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from accounts.models import Organization, Person
from accounts.rules.duty.matter import Matter
from accounts.services.duty.matter import matters
from reviews.models import Cycle


@matters.register
def first_year(people: Sequence[Person], today: date) -> list[Matter]:
    """Lead the department on from its roster to the first year; never again once there is one."""
    department = [one for one in people if Cycle.objects.may_be_made_by(one)]
    if not department or Cycle.objects.exists() or not Organization.objects.living().exclude(parent=None).exists():
        return []
    return [
        Matter(
            "first-year", one.pk, "建立第一个年度", "照今年的通知填标题和日期；建好以后，各级的述职评议可以一次开好。",
            None, reverse("reviews:cycle_new"), "去建立",
        )
        for one in department
    ]  # fmt: skip
