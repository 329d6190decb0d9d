"""Seal 审计封存: what binds the lines of the audit trail together."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from accounts.rules.trail.seal import GENESIS, Sealed

WHOLE = len(GENESIS)


class Seal(models.Model):
    """One seal: ids from ``first_id`` to ``last_id`` except ``gaps`` ([[from, to], …]), and the ``late`` ones before.

    ``digest`` is keyed with AUDIT_KEY, which the database does not know; ``previous`` is the digest of the seal before.
    """

    number = models.PositiveBigIntegerField("序号", unique=True)
    at = models.DateTimeField("封存时间", db_index=True)
    first_id = models.BigIntegerField("从第几条")
    last_id = models.BigIntegerField("到第几条")
    gaps = models.JSONField("空号", default=list)
    late = models.JSONField("补封", default=list)
    count = models.PositiveIntegerField("条数")
    previous = models.CharField("前一号封存", max_length=64, unique=True)
    digest = models.CharField("摘要", max_length=64, unique=True)

    class Meta:
        verbose_name = "审计封存"
        verbose_name_plural = "审计封存"
        constraints = [
            models.CheckConstraint(condition=Q(count__gt=0), name="seal_covers_something"),
            models.CheckConstraint(condition=Q(last_id__gte=F("first_id") - 1), name="seal_runs_upwards"),
            models.CheckConstraint(condition=Q(number__gt=0), name="seal_counts_from_one"),
            models.CheckConstraint(
                condition=Exact(Length("digest"), WHOLE) & Exact(Length("previous"), WHOLE),
                name="seal_has_whole_digests",
            ),
        ]

    def __str__(self) -> str:
        return f"第 {self.number} 号封存"

    def as_value(self) -> Sealed:
        """Return the seal as the rules know it."""
        return Sealed(
            number=self.number,
            at=self.at,
            first_id=self.first_id,
            last_id=self.last_id,
            gaps=tuple((first, last) for first, last in self.gaps),
            late=tuple(self.late),
            previous=self.previous,
            digest=self.digest,
            counted=self.count,
        )
