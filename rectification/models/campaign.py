"""Campaign 集中整治: one problem that stands across branches, led by a secretary (N3.5b)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import Organization, Person
from accounts.models.people.fields import NameThen
from rectification.models.item import Item
from rectification.models.relation import overseeing, supervising
from reviews.models import Cycle


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Campaigns by relation."""

    def visible_to(self, person: Person) -> Self:
        """Return the campaigns of the organizations that ``person`` leads, organizes or oversees."""
        return self.filter(overseeing(person, "organization"))

    def editable_by(self, person: Person) -> Self:
        """Return the campaigns of the very organizations that ``person`` leads or organizes."""
        return self.filter(supervising(person, "organization"))

    def for_pages(self) -> Self:
        """Load what the pages show."""
        return self.select_related("organization", "cycle", "led_by")


class Campaign(models.Model):
    """``organization`` runs it over the ledgers of its direct subordinates."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="campaigns", verbose_name="党组织")
    organization_name = NameThen("当时全称", max_length=80, source="organization.name")
    organization_short = NameThen("当时简称", max_length=40, source="organization.short")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="campaigns", verbose_name="年度")
    title = models.CharField("整治什么", max_length=80)
    plan = models.TextField("怎么整治", max_length=2000, blank=True)
    led_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="牵头的书记")
    until = models.DateField("完成时限")
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="安排人")
    opened_at = models.DateTimeField("安排时间")
    items = models.ManyToManyField(Item, related_name="campaigns", verbose_name="整改事项")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "集中整治"
        verbose_name_plural = "集中整治"
        constraints = [
            models.CheckConstraint(
                condition=~Q(organization_name="") & ~Q(organization_short=""),
                name="campaign_keeps_the_name_of_its_year",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="campaign_has_a_title"),
            models.UniqueConstraint(fields=["organization", "cycle", "title"], name="campaign_title_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.organization_short} {self.cycle}集中整治"  # without the title: labels stand in the trail
