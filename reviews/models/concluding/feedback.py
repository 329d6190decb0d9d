"""Feedback 反馈: the outcome told to the person themselves, before anybody else hears of it (N3.4b)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from reviews.models.concluding.decision import Outcome
from reviews.models.preparing.round import Round
from reviews.models.relation import own, reviewing, written


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """Feedback by relation: a letter to one person by name; who follows in the post learns of the tasks, not of it."""

    def visible_to(self, person: Person) -> Self:
        """Return what ``person`` gives, and what has been opened to them."""
        about = own(person, "outcome__statement__") | written(person, "outcome__statement__")
        giving = reviewing(person, "outcome__decision__round__organization") & ~about
        return self.filter(giving | written(person, "outcome__statement__") & Q(opened_at__isnull=False))

    def editable_by(self, person: Person) -> Self:
        """Return what ``person`` gives and answers."""
        about = own(person, "outcome__statement__") | written(person, "outcome__statement__")
        return self.filter(reviewing(person, "outcome__decision__round__organization")).exclude(about)

    def received_by(self, person: Person) -> Self:
        """Return what is ``person``'s own to acknowledge, opened to them."""
        return self.filter(written(person, "outcome__statement__"), opened_at__isnull=False)

    def current(self) -> Self:
        """Return those of outcomes that no later decision has corrected."""
        return self.filter(outcome__is_current=True)

    def of_round(self, round_: Round) -> Self:
        """Return those of one round."""
        return self.filter(outcome__decision__round=round_)

    def unopened(self) -> Self:
        """Return those not yet given."""
        return self.filter(opened_at__isnull=True)

    def unanswered(self) -> Self:
        """Return those whose objection waits for an answer."""
        return self.filter(answer="").exclude(objection="")

    def in_order(self) -> Self:
        """Sort in the organizations' 规定序, of one person the newest first."""
        return self.order_by("outcome__statement__organization__position", "outcome__statement", "-pk")

    def for_pages(self) -> Self:
        """Load what the letter says."""
        return self.select_related(
            "outcome__decision__round__cycle", "outcome__decision__round__organization",
            "outcome__statement__organization", "outcome__statement__round__cycle",
            "outcome__statement__appointment__person", "opened_by", "acknowledged_by", "answered_by",
        )  # fmt: skip


class Feedback(models.Model):
    """``opened_at`` is when the page opened to the person: at once, or for 一般 and 差 after a talk on ``talked_on``.

    ``objection_until`` is the last day of the cycle's days for an objection, counted from ``opened_at``.
    """

    outcome = models.OneToOneField(Outcome, models.PROTECT, related_name="feedback", verbose_name="研究结果")
    talked_on = models.DateField("当面谈话日期", null=True, blank=True)
    talked_by = models.CharField("谈话人", max_length=40, blank=True)
    opened_at = models.DateTimeField("反馈时间", null=True, blank=True)
    opened_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="反馈人"
    )
    objection_until = models.DateField("异议提出截止", null=True, blank=True)
    acknowledged_at = models.DateTimeField("已阅知时间", null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="阅知人"
    )
    objection = models.TextField("异议", max_length=1000, blank=True)
    objected_at = models.DateTimeField("提出异议时间", null=True, blank=True)
    answer = models.TextField("答复", max_length=1000, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="答复人"
    )

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = "反馈"
        verbose_name_plural = "反馈"
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, opened_by__isnull=True, objection_until__isnull=True)
                | Q(opened_at__isnull=False, opened_by__isnull=False, objection_until__isnull=False),
                name="feedback_opened_by_someone_with_days_for_an_objection",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_at__gte=F("opened_at"), acknowledged_by__isnull=False),
                name="feedback_acknowledged_after_it_is_opened",
            ),
            models.CheckConstraint(
                condition=Q(objection="", objected_at__isnull=True)
                | ~Q(objection="") & Q(objected_at__isnull=False, opened_at__isnull=False),
                name="feedback_objection_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(answer="") & ~Q(objection="") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="feedback_answer_to_an_objection",
            ),
            models.CheckConstraint(
                condition=Q(talked_on__isnull=True, talked_by="") | Q(talked_on__isnull=False) & ~Q(talked_by=""),
                name="feedback_talk_by_somebody_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"对{self.outcome.statement}的反馈"

    @property
    def is_open(self) -> bool:
        """Whether the person can read it."""
        return self.opened_at is not None

    @property
    def is_acknowledged(self) -> bool:
        """Whether the person has pressed 我已阅知."""
        return self.acknowledged_at is not None

    @property
    def awaits_an_answer(self) -> bool:
        """Whether an objection stands unanswered."""
        return bool(self.objection and not self.answer)
