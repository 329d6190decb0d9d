"""AuditEntry 审计记录: who did what to what, when and from where."""

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One change, written in the change's own transaction by the service that made it (DESIGN §4)."""

    at = models.DateTimeField("时间", auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="操作人"
    )
    address = models.GenericIPAddressField("来源地址", null=True, blank=True)
    verb = models.CharField("操作", max_length=60)
    object_type = models.CharField("对象类别", max_length=60)
    object_id = models.BigIntegerField("对象编号")
    object_label = models.CharField("对象", max_length=200)
    before = models.JSONField("改前", default=dict)
    after = models.JSONField("改后", default=dict)

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        indexes = [models.Index(fields=["object_type", "object_id", "at"], name="audit_by_object")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.object_label}"
