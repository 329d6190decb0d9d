"""Visit 实地调研: somebody went there, and wrote down in one text what they saw (N3.1b)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import Person
from reviews.models.collecting.statement import Statement
from reviews.models.hearing.comment import RELEASED
from reviews.models.relation import own, reviewing, written
from reviews.rules.hearing.sentence import sentences
from reviews.rules.hearing.visit import may_be_written


class VisitQuerySet(models.QuerySet["Visit"]):
    """Visits by relation. Not released before the decision: for the round's organizer and superior alone."""

    def visible_to(self, person: Person) -> Self:
        """Return the visits of the rounds that ``person`` organizes or presides over, never those about themselves."""
        about = own(person, "statement__") | written(person, "statement__")
        return self.filter(reviewing(person, "statement__round__organization")).exclude(about)

    def editable_by(self, person: Person) -> Self:
        """Return the visits that ``person`` may mend; whether the round is still open is the service's question."""
        return self.visible_to(person)

    def released_to(self, person: Person) -> Self:
        """Return the visits to ``person``'s own post, once the round is fed back: of them the problems may be read."""
        about = own(person, "statement__") | written(person, "statement__")
        return self.filter(about, statement__round__stage__in=RELEASED)

    def standing(self) -> Self:
        """Leave out what was taken back."""
        return self.filter(withdrawn=False)

    def for_pages(self) -> Self:
        """Load what every page about visits shows."""
        return self.select_related(
            "written_by", "changed_by", "statement__round__cycle", "statement__round__organization",
            "statement__organization", "statement__appointment__person",
        )  # fmt: skip

    def latest_first(self) -> Self:
        """Sort by day, the latest first."""
        return self.order_by("-day", "-pk")


class Visit(models.Model):
    """``problems`` are the marked sentences of ``text``, word for word; ``version`` grows with every change."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="visits", verbose_name="述职任务")
    day = models.DateField("日期")
    place = models.CharField("地点", max_length=80)
    companions = models.CharField("同行", max_length=200, blank=True)
    text = models.TextField("看到听到的")
    problems = models.JSONField("反映问题的句子", default=list)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="记录人")
    written_at = models.DateTimeField("记录时间")
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="最近修改人")
    changed_at = models.DateTimeField("最近修改时间")
    version = models.PositiveSmallIntegerField("第几次保存", default=1)
    withdrawn = models.BooleanField("已撤销", default=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = "实地调研"
        verbose_name_plural = "实地调研"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="visit_says_something"),
            models.CheckConstraint(condition=~Q(place=""), name="visit_is_somewhere"),
            models.CheckConstraint(condition=Q(version__gte=1), name="visit_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.statement.organization_name} {self.day.month}月{self.day.day}日实地调研"

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed."""
        return not self.withdrawn and may_be_written(self.statement.round.stage)

    @property
    def marked_sentences(self) -> list[tuple[int, str, bool]]:
        """Every sentence with its place, and whether it is marked as naming a problem."""
        return [(place, sentence, sentence in self.problems) for place, sentence in enumerate(sentences(self.text))]
