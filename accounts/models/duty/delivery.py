"""Delivery 送达: one reminder on one channel, waiting until it has gone out."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models.duty.reminder import Reminder


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries by what is to be done with them."""

    def waiting(self, now: datetime, abandoned_before: datetime) -> Self:
        """Return what may be sent at ``now``: neither put off, nor in somebody's hands who is still alive."""
        due = Q(try_after=None) | Q(try_after__lte=now)
        free = Q(claimed_at=None) | Q(claimed_at__lt=abandoned_before)
        return self.filter(due & free, state=Delivery.State.WAITING)


class Delivery(models.Model):
    """``claimed_at`` is set before sending and cleared after it (PROMISES §4).

    Found old, somebody was killed between the two, and nobody can tell whether the message had gone out: it is
    sent again, ``possibly_doubled``.
    """

    class Channel(models.TextChoices):
        IN_APP = "in_app", "系统内"
        EMAIL = "email", "邮件"

    class State(models.TextChoices):
        WAITING = "waiting", "待发"
        SENT = "sent", "已发"
        FAILED = "failed", "没有发成"
        DROPPED = "dropped", "不必再发"

    reminder = models.ForeignKey(Reminder, models.CASCADE, related_name="deliveries", verbose_name="提醒")
    channel = models.CharField("方式", max_length=20, choices=Channel)
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("试过几次", default=0)
    claimed_at = models.DateTimeField("开始发送", null=True, blank=True)
    try_after = models.DateTimeField("不早于", null=True, blank=True)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    error = models.CharField("没有发成的原因", max_length=200, blank=True)
    possibly_doubled = models.BooleanField("可能发了两次", default=False)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "送达"
        verbose_name_plural = "送达"
        constraints = [
            models.UniqueConstraint(fields=["reminder", "channel"], name="delivery_once_a_channel"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="delivery_sent_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sent", "failed", "dropped"]), name="delivery_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(claimed_at__isnull=True) | Q(state="waiting"), name="delivery_in_hand_still_waits"
            ),
            models.CheckConstraint(condition=Q(channel__in=["in_app", "email"]), name="delivery_channel_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["failed", "dropped"]) | ~Q(error=""), name="delivery_ended_has_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["channel"], condition=Q(state="waiting"), name="delivery_waiting")]

    def __str__(self) -> str:
        return f"{self.reminder} {self.get_channel_display()}"
