"""WorkdayException 工作日例外: days that the published calendar does not know, or that are otherwise here."""

from __future__ import annotations

from typing import Self

from django.db import models

from accounts.models.people.appointment import Appointment
from accounts.models.people.person import Person


class WorkdayExceptionQuerySet(models.QuerySet["WorkdayException"]):
    """The office has one calendar: the top organization's organizers keep it."""

    def editable_by(self, person: Person) -> Self:
        """Return all to the organizers of the top organization, nothing to others."""
        return self.all() if keeps_the_calendar(person) else self.none()

    def visible_to(self, person: Person) -> Self:
        """Return what ``person`` may edit: others see the calendar in their reminders."""
        return self.editable_by(person)


def keeps_the_calendar(person: Person) -> bool:
    """Whether ``person`` organizes the top organization."""
    role = Appointment.Role.ORGANIZER
    return any(post.role == role and post.organization.parent_id is None for post in person.posts)


class WorkdayException(models.Model):
    """One day that is worked, or is not, whatever the calendar says: next year's holidays, the school's own."""

    date = models.DateField("日期", unique=True)
    is_workday = models.BooleanField("上班")
    note = models.CharField("说明", max_length=60, blank=True)

    objects = WorkdayExceptionQuerySet.as_manager()

    class Meta:
        verbose_name = "工作日例外"
        verbose_name_plural = "工作日例外"

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {'上班' if self.is_workday else '不上班'}"
