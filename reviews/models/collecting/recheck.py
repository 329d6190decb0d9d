"""Recheck 重新检查: a report judged anew after what the year asks had changed (DESIGN §5)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from reviews.models.collecting.report import Report
from reviews.models.preparing.round import Round
from reviews.models.relation import overseeing, own


class RecheckQuerySet(models.QuerySet["Recheck"]):
    """Rechecks by relation."""

    def visible_to(self, person: Person) -> Self:
        """Return those of the rounds overseen, and of the posts held today."""
        return self.filter(
            own(person, "report__statement__") | overseeing(person, "report__statement__round__organization")
        )

    def editable_by(self, person: Person) -> Self:
        """Return nothing: what was found stays on record."""
        return self.none()

    def of_round(self, round_: Round) -> Self:
        """Return those of the versions that count in ``round_``."""
        return self.filter(report__statement__round=round_, report__statement__current_report=F("report"))

    def for_list(self) -> Self:
        """Load who and what a list names, in the order of the tree."""
        found = self.select_related("report__statement__organization", "report__statement__appointment__person")
        return found.defer("report__check_json").order_by(
            "report__statement__round__organization__path", "report__statement__organization__position", "pk"
        )

    def changed(self) -> Self:
        """Return those that came to another conclusion."""
        return self.filter(is_changed=True)


class Recheck(models.Model):
    """What the check said before and after, by ``limits_number``, the version of the cycle's limits used."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="rechecks", verbose_name="述职报告")
    limits_number = models.PositiveSmallIntegerField("按第几版要求")
    verdict_before = models.CharField("原来的结论", max_length=10)
    verdict_after = models.CharField("现在的结论", max_length=10)
    broken_before = models.JSONField("原来不符合的", default=list)
    broken_after = models.JSONField("现在不符合的", default=list)
    is_changed = models.BooleanField("结论有变")
    checked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="发起人")
    checked_at = models.DateTimeField("检查时间")

    objects = RecheckQuerySet.as_manager()

    class Meta:
        verbose_name = "重新检查"
        verbose_name_plural = "重新检查"
        constraints = [
            models.UniqueConstraint(fields=["report", "limits_number"], name="recheck_once_a_version"),
            models.CheckConstraint(condition=Q(limits_number__gt=1), name="recheck_only_of_changed_limits"),
            models.CheckConstraint(
                condition=Q(is_changed=True) | Q(verdict_before=F("verdict_after")),
                name="recheck_unchanged_says_the_same",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} 按第 {self.limits_number} 版要求"
