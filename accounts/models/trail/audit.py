"""AuditEntry 审计记录: who did what to what, when and from where."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

from accounts.models.people import reach

# What differs in a column, by leaps over its index: DISTINCT would read every line.
DISTINCT = """
WITH RECURSIVE leap(word) AS (
  SELECT MIN({column}) FROM accounts_auditentry
  UNION ALL
  SELECT (SELECT MIN({column}) FROM accounts_auditentry WHERE {column} > leap.word) FROM leap WHERE leap.word IS NOT NULL
) SELECT word FROM leap WHERE word IS NOT NULL
"""
DISTINCT_VERBS = DISTINCT.format(column="verb")
DISTINCT_TYPES = DISTINCT.format(column="object_type")


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """The trail, for whoever audits."""

    def visible_to(self, person: reach.Holder) -> Self:
        """Return everything for the top organization's auditor, nothing for anybody else (DESIGN §4)."""
        return self.all() if reach.audits_all(person) else self.none()

    def latest_first(self, before: tuple[datetime, int] | None = None) -> Self:
        """Sort the latest first; from ``before`` (time and id of the line above) on."""
        found = self.order_by("-at", "-pk")
        if before is None:
            return found
        at, pk = before
        return found.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk), at__lte=at)


class AuditEntry(models.Model):
    """One change, written in the change's own transaction by the service that made it (DESIGN §4).

    ``mark`` shows that the application wrote it; seals bind it to its neighbours. Rows are never changed.
    """

    at = models.DateTimeField("时间", default=timezone.now, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="操作人",
    )
    address = models.GenericIPAddressField("来源地址", null=True, blank=True)
    verb = models.CharField("操作", max_length=60)
    object_type = models.CharField("对象类别", max_length=60)
    object_id = models.BigIntegerField("对象编号")
    object_label = models.CharField("对象", max_length=200)
    before = models.JSONField("改前", default=dict)
    after = models.JSONField("改后", default=dict)
    mark = models.CharField("标记", max_length=80, unique=True, editable=False)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        constraints = [
            models.CheckConstraint(
                condition=~Q(verb="") & ~Q(object_type="") & ~Q(mark="") & Q(object_id__gte=0),
                name="audit_says_what_was_done_to_what",
            ),
        ]
        indexes = [
            models.Index(fields=["at", "id"], name="audit_by_time"),
            models.Index(fields=["actor", "at", "id"], name="audit_by_person"),
            models.Index(fields=["verb", "at", "id"], name="audit_by_verb"),
            models.Index(fields=["object_type", "at", "id"], name="audit_by_kind"),
            models.Index(fields=["object_type", "object_id", "at", "id"], name="audit_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.object_label}"


def words_in_use() -> tuple[list[str], list[str]]:
    """Return the verbs and the kinds of object that the trail holds, each once."""
    found = []
    with connection.cursor() as cursor:
        for query in (DISTINCT_VERBS, DISTINCT_TYPES):
            cursor.execute(query)
            found.append([word for (word,) in cursor.fetchall()])
    verbs, types = found
    return verbs, types
