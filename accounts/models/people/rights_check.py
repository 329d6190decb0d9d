"""RightsCheck 越权检查: what a look over all rights and accounts has found."""

from __future__ import annotations

from typing import Self

from django.db import models

from accounts.models.house.stored_file import StoredFile
from accounts.models.people import reach
from accounts.models.people.person import Person


class RightsCheckQuerySet(models.QuerySet["RightsCheck"]):
    """Checks by whose they are to read."""

    def visible_to(self, person: Person) -> Self:
        """Return all to the security administrator, whoever of them has started it; none to others."""
        return self.all() if reach.secures_all(person) else self.none()


class RightsCheck(models.Model):
    """``report`` holds by kind of doubt how many it found (``count``) and who comes first (``people``, ids); ``file`` all.

    The latest alone is kept: who was found before is nobody's business once it is mended, and the trail says when.
    """

    report = models.JSONField("结果")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="清单")
    checked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="检查人")
    checked_at = models.DateTimeField("检查时间", auto_now_add=True)

    objects = RightsCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "越权检查"
        verbose_name_plural = "越权检查"

    def __str__(self) -> str:
        return "越权检查"
