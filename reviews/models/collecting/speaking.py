"""SpeakingVersion 口述稿: the paragraphs of a report that its author speaks in the meeting."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import Person
from reviews.models.collecting.report import Report
from reviews.models.relation import own


class SpeakingVersionQuerySet(models.QuerySet["SpeakingVersion"]):
    """The author's own alone."""

    def visible_to(self, person: Person) -> Self:
        """Return those of the posts held today, and what ``person`` saved."""
        return self.filter(Q(saved_by=person) | own(person, "report__statement__"))

    def editable_by(self, person: Person) -> Self:
        """Return those of the posts held today."""
        return self.filter(own(person, "report__statement__"))


class SpeakingVersion(models.Model):
    """``kept`` are indexes of the report's paragraphs; every save that changes something is a version of its own."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="speaking_versions", verbose_name="述职报告")
    number = models.PositiveSmallIntegerField("第几次保存")
    kept = models.JSONField("留下的段落")
    words = models.PositiveIntegerField("字数")
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="保存人")
    saved_at = models.DateTimeField("保存时间")

    objects = SpeakingVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "口述稿"
        verbose_name_plural = "口述稿"
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="speaking_version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="speaking_version_number_from_one"),
            models.CheckConstraint(condition=~Q(kept=[]), name="speaking_version_keeps_something"),
        ]

    def __str__(self) -> str:
        return f"{self.report} 口述稿 {self.number}"
