"""AnnexReturn 交回的台账: a filled annex that came back, read but not yet entered (DESIGN §6)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import Person, StoredFile
from rectification.models.ledger import Ledger
from rectification.models.relation import own


class AnnexReturnQuerySet(models.QuerySet["AnnexReturn"]):
    """Returned annexes by relation."""

    def editable_by(self, person: Person) -> Self:
        """Return those of ``person``'s own ledgers."""
        return self.filter(own(person, "ledger__"))


class AnnexReturn(models.Model):
    """``seen`` are the items' versions when the file was compared: only against these may it be entered."""

    ledger = models.ForeignKey(Ledger, models.PROTECT, related_name="returns", verbose_name="整改台账")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    filename = models.CharField("文件名", max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="交回人")
    at = models.DateTimeField("交回时间")
    seen = models.JSONField("比对时的各件")
    entered_at = models.DateTimeField("录入时间", null=True, blank=True)
    entered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="录入人"
    )

    objects = AnnexReturnQuerySet.as_manager()

    class Meta:
        verbose_name = "交回的台账"
        verbose_name_plural = "交回的台账"
        constraints = [
            models.CheckConstraint(
                condition=Q(entered_at__isnull=True, entered_by__isnull=True)
                | Q(entered_at__isnull=False, entered_by__isnull=False),
                name="annex_return_entered_by_someone",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ledger} {self.filename}"
