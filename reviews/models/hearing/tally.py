"""Tally 测评结果 and Remark 文字意见: what closing leaves of a poll, for those who review."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from reviews.models.collecting.statement import Statement
from reviews.models.hearing.poll import Poll
from reviews.models.relation import own, reviewing, written
from reviews.rules.hearing.poll import Counts


def _about_others(person: Person) -> tuple[Q, Q]:
    """What ``person`` reviews, and within it what is about themselves (DESIGN §4)."""
    return reviewing(person, "statement__round__organization"), own(person, "statement__") | written(
        person, "statement__"
    )


class TallyQuerySet(models.QuerySet["Tally"]):
    """Results by relation."""

    def visible_to(self, person: Person) -> Self:
        """Return those of the rounds that ``person`` organizes or presides over, never their own."""
        theirs, themselves = _about_others(person)
        return self.filter(theirs).exclude(themselves)

    def for_pages(self) -> Self:
        """Load of whom it tells, in 规定序: never by result."""
        return self.select_related("poll", "statement__organization", "statement__appointment__person").order_by(
            "statement__organization__position", "statement"
        )


class Tally(models.Model):
    """How many sheets gave one secretary each grade; frozen at closing."""

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="tallies", verbose_name="民主测评")
    statement = models.OneToOneField(Statement, models.PROTECT, related_name="tally", verbose_name="述职任务")
    best = models.PositiveIntegerField("第一等次")
    second = models.PositiveIntegerField("第二等次")
    third = models.PositiveIntegerField("第三等次")
    last = models.PositiveIntegerField("第四等次")
    blank = models.PositiveIntegerField("弃权")
    valid = models.PositiveIntegerField("有效票")

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = "测评结果"
        verbose_name_plural = "测评结果"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid=F("best") + F("second") + F("third") + F("last") + F("blank")),
                name="tally_counts_every_valid_sheet",
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement}的测评结果"

    @property
    def counts(self) -> Counts:
        """The figures as the rules know them."""
        return Counts((self.best, self.second, self.third, self.last), self.blank)


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Remarks by relation; the secretary gets what was passed on as a candidate of the ledger, after the feedback."""

    def visible_to(self, person: Person) -> Self:
        """Return those of the rounds that ``person`` organizes or presides over, never about themselves."""
        theirs, themselves = _about_others(person)
        return self.filter(theirs).exclude(themselves)

    def editable_by(self, person: Person) -> Self:
        """Return those that ``person`` reviews."""
        return self.visible_to(person)

    def passed_on(self) -> Self:
        """Return those that the organizer found fit to be rectified (N3.5a 群众评议)."""
        return self.filter(state=Remark.State.PASSED)

    def for_pages(self) -> Self:
        """Load of whom it speaks; those on one secretary together, in the order of their random keys."""
        return self.select_related("poll__meeting__round", "statement__appointment__person").order_by(
            "statement__organization__position", "statement", "pk"
        )


class Remark(models.Model):
    """One remark on one secretary, tied to no sheet."""

    class State(models.TextChoices):
        NEW = "new", "还没有看"
        PASSED = "passed", "转本人整改"
        KEPT = "kept", "不转"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="remarks", verbose_name="民主测评")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="remarks", verbose_name="述职任务")
    text = models.TextField("文字意见")
    state = models.CharField("处理", max_length=10, choices=State, default=State.NEW)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = "文字意见"
        verbose_name_plural = "文字意见"

    def __str__(self) -> str:
        return "文字意见"
