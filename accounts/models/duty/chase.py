"""Chase 催办: that a reminder was sent because of a matter; both sides see how often."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.models.duty.reminder import Reminder
from accounts.models.people.person import Person


class Chase(models.Model):
    """``person`` owes the matter ``key``; with ``escalated`` the reminder went to an organizer instead."""

    reminder = models.ForeignKey(Reminder, models.CASCADE, related_name="chases", verbose_name="提醒")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="谁的事项")
    key = models.CharField("事项", max_length=80)
    due = models.DateTimeField("截止时间", null=True, blank=True)
    escalated = models.BooleanField("已告诉组织员", default=False)

    class Meta:
        verbose_name = "催办"
        verbose_name_plural = "催办"
        constraints = [
            models.UniqueConstraint(fields=["reminder", "person", "key"], name="chase_once_a_reminder"),
            models.CheckConstraint(condition=~Q(key=""), name="chase_names_its_matter"),
        ]
        indexes = [models.Index(fields=["key", "due"], name="chase_by_matter")]

    def __str__(self) -> str:
        return f"{self.reminder} {self.key}"
