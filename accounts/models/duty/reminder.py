"""Reminder 提醒: the one message of a day to a person."""

from __future__ import annotations

from typing import Self

from django.db import models

from accounts.models.people.person import Person
from accounts.rules.duty.letter import Entry


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Reminders by whose they are."""

    def visible_to(self, person: Person) -> Self:
        """Return the reminders of ``person``: nobody reads another's."""
        return self.filter(person=person)

    def editable_by(self, person: Person) -> Self:
        """Return the reminders that ``person`` may mark as read: their own."""
        return self.filter(person=person)

    def unread(self) -> Self:
        """Return those that have not been marked as read."""
        return self.filter(read_at=None)


class Reminder(models.Model):
    """What is listed for a person on a day; ``sweep`` names the run that wrote it: of two at once each knows its own."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="reminders", verbose_name="人员")
    day = models.DateField("日期")
    items = models.JSONField("所列事项")
    sweep = models.UUIDField("哪一次巡查", editable=False)
    written_at = models.DateTimeField("写下时间", auto_now_add=True)
    read_at = models.DateTimeField("已读时间", null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "提醒"
        verbose_name_plural = "提醒"
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="reminder_one_a_day")]
        indexes = [
            models.Index(fields=["person"], condition=models.Q(read_at=None), name="reminder_unread"),
            models.Index(fields=["day", "sweep"], name="reminder_by_sweep"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.person.name}"

    @property
    def entries(self) -> list[Entry]:
        """What it lists, as values."""
        return [Entry.from_json(item) for item in self.items]
