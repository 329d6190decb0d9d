"""雷同: the index of sentences that are in force, and which of them are much alike (WORDCHECK §5)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Person
from reviews.models.collecting.report import Report
from reviews.models.preparing.round import Round
from reviews.models.relation import organizing, own


class SentenceBand(models.Model):
    """One band of one sentence of a current report; ``value`` leads the key, so that a look-up reads the key alone."""

    pk = models.CompositePrimaryKey("value", "report", "sentence")
    value = models.BigIntegerField("特征值")
    report = models.ForeignKey(Report, models.PROTECT, related_name="+", verbose_name="述职报告")
    sentence = models.PositiveSmallIntegerField("第几句")

    class Meta:
        verbose_name = "句子特征"
        verbose_name_plural = "句子特征"

    def __str__(self) -> str:
        return f"{self.report_id} 第 {self.sentence + 1} 句"


class LikenessQuerySet(models.QuerySet["Likeness"]):
    """Like sentences by who is told of them."""

    def standing(self) -> Self:
        """Return those between reports that count today."""
        return self.filter(report__statement__current_report=F("report"), other__statement__current_report=F("other"))

    def visible_to(self, person: Person) -> Self:
        """Return what ``person`` is told: of the posts held today at once, of rounds organized after the deadline.

        Whose report was the earlier one learns nothing of the later.
        """
        return self.filter(
            own(person, "report__statement__") | _reviewed(person, "report") | _reviewed(person, "other")
        )

    def of_round(self, round_: Round) -> Self:
        """Return those with either report in ``round_``."""
        return self.filter(Q(report__statement__round=round_) | Q(other__statement__round=round_))

    def editable_by(self, person: Person) -> Self:
        """Return nothing: what is alike is found, not decided."""
        return self.none()


def _reviewed(person: Person, report: str) -> Q:
    over = Q(**{f"{report}__statement__round__report_due__lte": timezone.now()})
    return over & organizing(person, f"{report}__statement__round__organization")


class Likeness(models.Model):
    """A sentence of ``report`` that is much like one of ``other``, an earlier upload; places counted from 0."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="likenesses", verbose_name="述职报告")
    sentence = models.PositiveSmallIntegerField("第几句")
    other = models.ForeignKey(Report, models.PROTECT, related_name="+", verbose_name="另一份报告")
    other_sentence = models.PositiveSmallIntegerField("另一份报告的第几句")
    percent = models.PositiveSmallIntegerField("相像的程度（%）")

    objects = LikenessQuerySet.as_manager()

    class Meta:
        verbose_name = "相像的句子"
        verbose_name_plural = "相像的句子"
        constraints = [
            models.UniqueConstraint(fields=["report", "sentence", "other"], name="likeness_once_a_sentence"),
            models.CheckConstraint(condition=~Q(report=F("other")), name="likeness_between_two_reports"),
            models.CheckConstraint(condition=Q(percent__range=(1, 100)), name="likeness_percent_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.report} 第 {self.sentence + 1} 句"
