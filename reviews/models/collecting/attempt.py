"""Attempt 未收稿: a file that the year does not take because it breaks a limit; it waits for its author."""

from __future__ import annotations

from functools import cached_property
from typing import Self

from django.db import models

from accounts.models import Person, StoredFile
from reviews.models.collecting.statement import Statement
from reviews.models.relation import own
from reviews.wordcheck import Part, Reading, from_json


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """The author's own alone: nothing of it has been handed in."""

    def visible_to(self, person: Person) -> Self:
        """Return those of the posts that ``person`` holds today."""
        return self.filter(own(person, "statement__"))

    editable_by = visible_to


class Attempt(models.Model):
    """The last file not taken, one a statement; it goes when a version is handed in or its author lets it go.

    ``made_at`` is the hour by which the deadline is kept, whenever the reading is put right.
    """

    statement = models.OneToOneField(Statement, models.PROTECT, related_name="attempt", verbose_name="述职任务")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    filename = models.CharField("文件名", max_length=200)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="上传人")
    made_at = models.DateTimeField("上传时间")
    corrections = models.JSONField("本人更正的归类", default=dict)
    check_json = models.JSONField("检查结果")

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = "未收稿"
        verbose_name_plural = "未收稿"

    def __str__(self) -> str:
        return f"{self.statement} 未收稿"

    @cached_property
    def reading(self) -> Reading:
        """What the check read; only files that could be read are kept."""
        reading = from_json(self.check_json).reading
        assert reading is not None
        return reading

    @property
    def author_parts(self) -> dict[int, Part]:
        """What the author decided about paragraphs, by index."""
        return {int(index): Part(part) for index, part in self.corrections.items()}
