"""Circular 督查通报: what stands open, overdue and done on one day; lists, never ranks (N3.5c)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import Organization, Person
from accounts.models.people.fields import NameThen
from rectification.models.relation import listed, overseeing, supervising
from reviews.models import Cycle


class CircularQuerySet(models.QuerySet["Circular"]):
    """Circulars by relation."""

    def visible_to(self, person: Person) -> Self:
        """Return the drafts of one's own level, and what was issued to everybody whom it lists or who oversees it."""
        issued = overseeing(person, "organization") | listed(person, "organization")
        return self.filter(supervising(person, "organization") | Q(state="issued") & issued)

    def editable_by(self, person: Person) -> Self:
        """Return the circulars of the very organizations that ``person`` leads or organizes."""
        return self.filter(supervising(person, "organization"))

    def for_pages(self) -> Self:
        """Load what the pages show."""
        return self.select_related("organization", "cycle", "drafted_by", "issued_by")


class Circular(models.Model):
    """``contents`` are the lists as they stood when it was issued: what was sent out no longer moves."""

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        ISSUED = "issued", "已印发"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="circulars", verbose_name="党组织")
    organization_name = NameThen("当时全称", max_length=80, source="organization.name")
    organization_short = NameThen("当时简称", max_length=40, source="organization.short")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="circulars", verbose_name="年度")
    number = models.PositiveSmallIntegerField("第几期")
    demand = models.TextField("下一步要求", max_length=2000, blank=True)
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="起草人")
    drafted_at = models.DateTimeField("起草时间")
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    issued_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="印发人"
    )
    issued_at = models.DateTimeField("印发时间", null=True, blank=True)
    contents = models.JSONField("印发时的清单", null=True, blank=True)

    objects = CircularQuerySet.as_manager()

    class Meta:
        verbose_name = "督查通报"
        verbose_name_plural = "督查通报"
        constraints = [
            models.CheckConstraint(
                condition=~Q(organization_name="") & ~Q(organization_short=""),
                name="circular_keeps_the_name_of_its_year",
            ),
            models.UniqueConstraint(fields=["organization", "cycle", "number"], name="circular_number_once"),
            models.CheckConstraint(
                condition=Q(state="draft", issued_at__isnull=True, issued_by__isnull=True, contents__isnull=True)
                | Q(state="issued", issued_at__isnull=False, issued_by__isnull=False, contents__isnull=False),
                name="circular_issued_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_short} {self.cycle}整改督查通报第 {self.number} 期"
