"""Delay 准予延交: one person may hand in later than the round, until an instant and for a reason."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from reviews.models.collecting.statement import Statement


class Delay(models.Model):
    """A grant. What counts is the statement's ``current_delay``; earlier and withdrawn ones stay as history."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="delays", verbose_name="述职任务")
    until = models.DateTimeField("准予延至")
    reason = models.CharField("延交原因", max_length=200)
    granted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="批准人")
    granted_at = models.DateTimeField("批准时间")
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="收回人"
    )
    withdrawn_at = models.DateTimeField("收回时间", null=True, blank=True)

    class Meta:
        verbose_name = "准予延交"
        verbose_name_plural = "准予延交"
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("granted_at")), name="delay_ends_after_it_is_granted"),
            models.CheckConstraint(condition=~Q(reason=""), name="delay_has_a_reason"),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="delay_withdrawn_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement} 准予延交"
