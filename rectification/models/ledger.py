"""Ledger 整改台账: one organization's problems of one cycle, on the notice's annex (N3.5a, N5)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import Appointment, Organization, Person
from accounts.models.people.fields import NameThen
from rectification.models.relation import overseeing, own, supervising
from reviews.models import Cycle
from reviews.models.relation import held, reviews_at


class LedgerQuerySet(models.QuerySet["Ledger"]):
    """Ledgers by relation, and loaded for pages."""

    def visible_to(self, person: Person) -> Self:
        """Return the person's own ledgers and those below the organizations that they oversee."""
        return self.filter(own(person) | overseeing(person, "organization__parent"))

    def editable_by(self, person: Person) -> Self:
        """Return the ledgers of the posts that ``person`` holds today."""
        return self.filter(own(person))

    def supervised_by(self, person: Person) -> Self:
        """Return the ledgers of the direct subordinates of the organizations that ``person`` organizes or leads."""
        return self.filter(supervising(person, "organization__parent"))

    def under(self, organization: Organization, year: int) -> Self:
        """Return the ledgers of ``organization``'s direct subordinates for ``year``."""
        return self.filter(organization__parent=organization, cycle__year=year)

    def for_pages(self) -> Self:
        """Load what every page about ledgers shows."""
        return self.select_related("organization__parent", "cycle")

    def in_order(self) -> Self:
        """Sort the latest year first, within it in 规定序; never by any result."""
        return self.order_by("-cycle__year", "organization__position", "pk")


class Ledger(models.Model):
    """``tick_by`` is who sets the √, copied from the cycle's choice; ``filed_on`` the day of the first filing (N5)."""

    class State(models.TextChoices):
        DRAFTING = "drafting", "正在列账"
        FILED = "filed", "已填报"

    class TickBy(models.TextChoices):
        OWN = "own", "本单位书记"
        SUPERIOR = "superior", "上级党组织"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="ledgers", verbose_name="党组织")
    organization_name = NameThen("当时全称", max_length=80, source="organization.name")
    organization_short = NameThen("当时简称", max_length=40, source="organization.short")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="ledgers", verbose_name="年度")
    tick_by = models.CharField("由谁打“√”", max_length=10, choices=TickBy, default=TickBy.OWN)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFTING)
    opened_at = models.DateTimeField("建账时间")
    opened_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="建账人"
    )
    filed_on = models.DateField("填报日期", null=True, blank=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = "整改台账"
        verbose_name_plural = "整改台账"
        constraints = [
            models.CheckConstraint(
                condition=~Q(organization_name="") & ~Q(organization_short=""), name="ledger_keeps_the_name_of_its_year"
            ),
            models.UniqueConstraint(fields=["organization", "cycle"], name="ledger_once_a_year"),
            models.CheckConstraint(
                condition=Q(state="drafting", filed_on__isnull=True) | Q(state="filed", filed_on__isnull=False),
                name="ledger_filed_has_a_day",
            ),
            models.CheckConstraint(condition=Q(tick_by__in=["own", "superior"]), name="ledger_ticked_by_one_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.organization_name} {self.cycle}整改台账"

    def is_own_of(self, person: Person) -> bool:
        """Whether ``person`` holds the post: what ``editable_by`` asks the database, for a row at hand."""
        return self.organization_id in held(person, Appointment.REVIEWED_ROLES)

    def is_supervised_by(self, person: Person) -> bool:
        """Whether ``person`` traces its effects: what ``supervised_by`` asks the database, for a row at hand."""
        return self.organization.parent_id in reviews_at(person)

    @property
    def superior_name(self) -> str:
        """Whom the ledger is filed with, as the office writes it."""
        parent = self.organization.parent
        return "" if parent is None else "党委组织部" if parent.parent_id is None else parent.short
