"""Comment 点评: what the superior secretary says to one statement (N3.3c)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import Person
from reviews.models.collecting.statement import Statement
from reviews.models.hearing.meeting import running
from reviews.models.preparing.round import Round
from reviews.models.relation import leading, overseeing, own, written

RELEASED = (Round.Stage.FED_BACK, Round.Stage.PUBLISHED, Round.Stage.ARCHIVED)
RUNNING = ("statement__speech__meeting__", "statement__round__")


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments by relation; what is not yet fed back is for those who run the meeting alone (DESIGN §4)."""

    def visible_to(self, person: Person) -> Self:
        """Return those that ``person`` runs, and after the feedback their own and those they oversee."""
        later = (
            own(person, "statement__")
            | written(person, "statement__")
            | overseeing(person, "statement__round__organization")
        )
        released = Q(statement__round__stage__in=RELEASED) & later
        return self.filter(running(person, *RUNNING) | released)

    def editable_by(self, person: Person) -> Self:
        """Return those that ``person`` may correct: they run the meeting, and it is not about them (DESIGN §4)."""
        return self.filter(running(person, *RUNNING)).exclude(
            own(person, "statement__") | written(person, "statement__")
        )

    def confirmable_by(self, person: Person) -> Self:
        """Return those that are ``person``'s to confirm: their own, and those of the organization they lead."""
        return self.filter(Q(author=person) | leading(person, "statement__round__organization"))

    def primary(self) -> Self:
        """Return the one of each statement that counts."""
        return self.filter(is_primary=True)

    def for_pages(self) -> Self:
        """Load of whom it speaks."""
        return self.select_related(
            "statement__round__organization", "statement__organization", "statement__appointment__person",
            "author", "confirmed_by",
        )  # fmt: skip


class Comment(models.Model):
    """One text; ``problems`` are those of its sentences that name a problem. Exactly one primary a statement.

    ``spoken_by`` is the name of whoever spoke it; ``author`` their account, where they have one.
    """

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="comments", verbose_name="述职任务")
    is_primary = models.BooleanField("主点评", default=True)
    spoken_by = models.CharField("点评人", max_length=40)
    author = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="点评人账号"
    )
    text = models.TextField("点评", blank=True)
    problems = models.JSONField("点到的问题", default=list)
    version = models.PositiveIntegerField("版次", default=1)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="记录人")
    recorded_at = models.DateTimeField("记录时间")
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="确认人"
    )
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "点评"
        verbose_name_plural = "点评"
        constraints = [
            models.UniqueConstraint(
                fields=["statement"], condition=Q(is_primary=True), name="comment_one_primary_a_statement"
            ),
            models.CheckConstraint(condition=~Q(spoken_by=""), name="comment_spoken_by_somebody"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="comment_confirmed_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | ~Q(text=""), name="comment_confirmed_has_a_text"
            ),
        ]

    def __str__(self) -> str:
        return f"对{self.statement}的点评"

    @property
    def is_confirmed(self) -> bool:
        """Whether its author has confirmed it."""
        return self.confirmed_at is not None

    @property
    def names_a_problem(self) -> bool:
        """Whether it points at something (真点问题, N3.3c)."""
        return bool(self.text.strip() and self.problems)
