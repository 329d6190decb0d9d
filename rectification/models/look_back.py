"""LookBack 回头看: whether what was ticked has held; a failed one strikes the √ through (DESIGN §6)."""

from django.db import models
from django.db.models import Q

from accounts.models import Person
from rectification.models.item import Item


class LookBack(models.Model):
    """One look at a finished item. ``struck_*`` keep the √ that did not hold: when, and by whom it was set."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="look_backs", verbose_name="整改事项")
    at = models.DateTimeField("回头看时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="回头看的人")
    passed = models.BooleanField("合格")
    note = models.TextField("看到的情况", max_length=1000, blank=True)
    struck_at = models.DateTimeField("划去的“√”的时间", null=True, blank=True)
    struck_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="划去的“√”是谁打的"
    )

    class Meta:
        verbose_name = "回头看"
        verbose_name_plural = "回头看"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(passed=True, struck_at__isnull=True, struck_by__isnull=True)
                | Q(passed=False, struck_at__isnull=False, struck_by__isnull=False) & ~Q(note=""),
                name="look_back_failed_strikes_a_tick_and_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} 回头看{'合格' if self.passed else '不合格'}"
