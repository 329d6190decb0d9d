"""FormerName 原名: what an organization was called until a day; its present name stands on itself."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Trim
from django.db.models.lookups import Exact

from accounts.models.people.fields import SearchText
from accounts.models.people.gram import GramIndex
from accounts.models.people.organization import FIRST_DAY, LAST_DAY, Organization


class FormerName(models.Model):
    """``until`` is the last day of the name. Records of a year carry their own copy and do not look here."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="former_names", verbose_name="党组织"
    )  # fmt: skip
    name = models.CharField("原全称", max_length=80)
    short = models.CharField("原简称", max_length=40)
    until = models.DateField("用到")
    search = SearchText("检索文字", of=("name", "short"), spell="accounts.rules.people.pinyin.search_text")

    class Meta:
        verbose_name = "原名"
        verbose_name_plural = "原名"
        indexes = [GramIndex(fields=["search"], name="former_name_grams")]
        constraints = [
            models.UniqueConstraint(fields=["organization", "until"], name="former_name_once_a_day"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(short=""), name="former_name_says_something"),
            models.CheckConstraint(
                condition=~Exact(Trim("name"), "") & ~Exact(Trim("short"), ""), name="former_name_is_no_blanks"
            ),
            models.CheckConstraint(
                condition=Q(until__range=(FIRST_DAY - timedelta(days=1), LAST_DAY)), name="former_name_in_our_times"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（至{self.until:%Y-%m-%d}）"
