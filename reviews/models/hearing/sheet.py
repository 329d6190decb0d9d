"""Slip 票签, Sheet 测评票 and what belongs to them; of open polls alone: closing empties all four tables (DESIGN §7).

No row has a time, a person, an order or a reference to a row of the other kinds.
"""

import uuid

from django.db import models

from reviews.models.collecting.statement import Statement
from reviews.models.hearing.poll import Poll


class Door(models.Model):
    """What leads to an open poll: its slips begin with ``room`` and are hashed under ``salt``. Closing destroys both."""

    poll = models.OneToOneField(Poll, models.PROTECT, related_name="door", verbose_name="民主测评")
    room = models.CharField("会场码", max_length=3, unique=True)
    salt = models.CharField("盐", max_length=32)

    class Meta:
        verbose_name = "测评入口"
        verbose_name_plural = "测评入口"

    def __str__(self) -> str:
        return "测评入口"


class Slip(models.Model):
    """A one-use right to hand in one sheet, on a phone or on paper."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="+", verbose_name="民主测评")
    key_hash = models.CharField("二维码校验", max_length=64, unique=True)
    code_hash = models.CharField("短码校验", max_length=64, unique=True)
    is_used = models.BooleanField("已交", default=False)

    class Meta:
        verbose_name = "票签"
        verbose_name_plural = "票签"

    def __str__(self) -> str:
        return "票签"


class Sheet(models.Model):
    """What was chosen, without a hint by whom; ``receipt`` is unique, so that a slip has one sheet at most."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="+", verbose_name="民主测评")
    receipt = models.CharField("防重", max_length=64, unique=True)
    choices = models.JSONField("所选", default=dict)
    is_void = models.BooleanField("作废", default=False)

    class Meta:
        verbose_name = "测评票"
        verbose_name_plural = "测评票"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_void=False) | models.Q(choices={}), name="sheet_void_chooses_nothing"
            )
        ]

    def __str__(self) -> str:
        return "测评票"


class Jotting(models.Model):
    """A remark as handed in, before closing has shuffled it into a Remark. Nobody reads it here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="+", verbose_name="民主测评")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="+", verbose_name="述职任务")
    text = models.TextField("文字意见")

    class Meta:
        verbose_name = "待收意见"
        verbose_name_plural = "待收意见"

    def __str__(self) -> str:
        return "待收意见"
