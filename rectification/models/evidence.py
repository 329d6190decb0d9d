"""Evidence 佐证: what shows that something was done; words suffice (DESIGN §6)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import Person, StoredFile
from rectification.models.item import Item
from rectification.models.relation import overseeing, own


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Evidence by relation."""

    def visible_to(self, person: Person) -> Self:
        """Return the evidence of the items that ``person`` may open."""
        return self.filter(own(person, "item__ledger__") | overseeing(person, "item__ledger__organization__parent"))


class Evidence(models.Model):
    """A text, a file, or both, with the claim or beside it."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="evidence", verbose_name="整改事项")
    text = models.TextField("文字说明", max_length=2000, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件")
    filename = models.CharField("文件名", max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="提供人")
    at = models.DateTimeField("提供时间")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "佐证"
        verbose_name_plural = "佐证"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") | Q(file__isnull=False), name="evidence_says_something"),
            models.CheckConstraint(condition=Q(file__isnull=True) | ~Q(filename=""), name="evidence_file_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.item} 佐证"
