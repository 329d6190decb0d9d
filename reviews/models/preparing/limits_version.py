"""LimitsVersion 要求版本: what a cycle asks of reports, from when on, set by whom and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from reviews.models.preparing.cycle import Cycle, validate_limits
from reviews.wordcheck import ReportLimits, limits_from_json


class LimitsVersion(models.Model):
    """One version; the highest number is the cycle's own ``limits_json``. A report keeps what it was checked with."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="limits_versions", verbose_name="年度")
    number = models.PositiveSmallIntegerField("第几版")
    limits_json = models.JSONField("报告要求", validators=[validate_limits])
    since = models.DateTimeField("起用时间")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="设置人"
    )
    reason = models.CharField("更改原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "要求版本"
        verbose_name_plural = "要求版本"
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="limits_version_number_once"),
            models.CheckConstraint(
                condition=Q(number=1) | (Q(number__gt=1) & ~Q(reason="") & Q(set_by__isnull=False)),
                name="limits_version_later_ones_say_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cycle}要求第 {self.number} 版"

    @property
    def limits(self) -> ReportLimits:
        """The limits as the word check takes them."""
        return limits_from_json(self.limits_json)
