"""FollowUp 上年事项: the author's word on whether the report says what became of an earlier promise (WORDCHECK §4)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import Person
from reviews.models.collecting.statement import Statement
from reviews.models.relation import own


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """The author's own alone."""

    def visible_to(self, person: Person) -> Self:
        """Return those of the posts held today."""
        return self.filter(own(person, "statement__"))

    def editable_by(self, person: Person) -> Self:
        """Return those of the posts held today."""
        return self.visible_to(person)


class FollowUp(models.Model):
    """``key`` names a plan item of last year or an open matter; it belongs to the statement, hence to every version."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="follow_ups", verbose_name="述职任务")
    key = models.CharField("事项", max_length=60)
    is_mentioned = models.BooleanField("已写到")
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="确认人")
    said_at = models.DateTimeField("确认时间")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "上年事项"
        verbose_name_plural = "上年事项"
        constraints = [
            models.UniqueConstraint(fields=["statement", "key"], name="follow_up_once_a_matter"),
            models.CheckConstraint(condition=~Q(key=""), name="follow_up_names_a_matter"),
        ]

    def __str__(self) -> str:
        return f"{self.statement} {self.key}"
