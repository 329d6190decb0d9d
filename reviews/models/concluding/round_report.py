"""RoundReport 情况报告: how an organization carried its round out, told upward (N4.1)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import Person
from reviews.models.preparing.round import Round
from reviews.models.relation import organizing, overseeing


class RoundReportQuerySet(models.QuerySet["RoundReport"]):
    """Reports upward by relation."""

    def visible_to(self, person: Person) -> Self:
        """Return the reports of the rounds that ``person`` organizes, presides over or oversees."""
        return self.filter(overseeing(person, "round__organization"))

    def editable_by(self, person: Person) -> Self:
        """Return the reports that ``person`` files."""
        return self.filter(organizing(person, "round__organization"))


class RoundReport(models.Model):
    """One text, filed with one button; ``number`` counts how often it was filed anew."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="upward_report", verbose_name="一轮评议")
    text = models.TextField("情况报告")
    filed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="报送人")
    filed_at = models.DateTimeField("报送时间")
    number = models.PositiveSmallIntegerField("第几次报送", default=1)

    objects = RoundReportQuerySet.as_manager()

    class Meta:
        verbose_name = "情况报告"
        verbose_name_plural = "情况报告"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="round_report_says_something"),
            models.CheckConstraint(condition=Q(number__gte=1), name="round_report_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.round}情况报告"
