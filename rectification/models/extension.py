"""Extension 延期: asked by the secretary, decided by the superior; the first deadline stays."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from rectification.models.item import Item
from rectification.models.relation import supervising


class ExtensionQuerySet(models.QuerySet["Extension"]):
    """Extensions by relation."""

    def supervised_by(self, person: Person) -> Self:
        """Return the requests that ``person`` decides upon."""
        return self.filter(supervising(person, "item__ledger__organization__parent"))

    def waiting(self) -> Self:
        """Return the requests without an answer, the oldest first."""
        return self.filter(state="asked").order_by("asked_at", "pk")

    def for_pages(self) -> Self:
        """Load what lists of requests show."""
        return self.select_related("item__ledger__organization", "item__ledger__cycle", "asked_by", "decided_by")


class Extension(models.Model):
    """One request for one item."""

    class State(models.TextChoices):
        ASKED = "asked", "等答复"
        GRANTED = "granted", "同意"
        REFUSED = "refused", "不同意"

    item = models.ForeignKey(Item, models.PROTECT, related_name="extensions", verbose_name="整改事项")
    from_date = models.DateField("原时限")
    to_date = models.DateField("延到")
    reason = models.TextField("延期理由", max_length=1000)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="申请人")
    asked_at = models.DateTimeField("申请时间")
    state = models.CharField("状态", max_length=10, choices=State, default=State.ASKED)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="答复人"
    )
    decided_at = models.DateTimeField("答复时间", null=True, blank=True)
    answer = models.TextField("答复", max_length=1000, blank=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = "延期"
        verbose_name_plural = "延期"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(to_date__gt=F("from_date")), name="extension_goes_later"),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at__isnull=True, decided_by__isnull=True)
                | Q(state__in=["granted", "refused"], decided_at__isnull=False, decided_by__isnull=False),
                name="extension_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(answer=""), name="extension_refused_with_a_reason"
            ),
            models.UniqueConstraint(fields=["item"], condition=Q(state="asked"), name="extension_asked_once_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.item} 延到 {self.to_date}"
