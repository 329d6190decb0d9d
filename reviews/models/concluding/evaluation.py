"""Evaluation 综合评价: the opinion on one secretary and the grade proposed to the deciding body (N3.4a)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import Person
from reviews.models.collecting.statement import Statement
from reviews.models.relation import belonging, own, reviewing, written
from reviews.rules.concluding.evaluation import lacks
from reviews.rules.hearing.grade import GRADES, grade_name


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    """Evaluations by relation. Before the decision is fed back they are the round's organizer's and superior's alone."""

    def visible_to(self, person: Person) -> Self:
        """Return those of the rounds that ``person`` organizes or presides over, never about themselves or their unit."""
        about = own(person, "statement__") | written(person, "statement__") | belonging(person, "statement__")
        return self.filter(reviewing(person, "statement__round__organization")).exclude(about)

    def editable_by(self, person: Person) -> Self:
        """Return those that ``person`` prepares; whether the round still evaluates is the service's question."""
        return self.visible_to(person)

    def for_pages(self) -> Self:
        """Load whom it is about and who wrote last."""
        return self.select_related(
            "statement__round__cycle", "statement__round__organization", "statement__organization",
            "statement__appointment__person", "written_by",
        )  # fmt: skip


class Evaluation(models.Model):
    """``praise`` is 肯定成绩, ``problems`` 指出问题; ``grade`` is proposed by a person, never computed (DESIGN §5).

    ``known`` is what is known from the year (平时掌握), ``heard`` what 纪委 and others told (有关方面).
    """

    statement = models.OneToOneField(Statement, models.PROTECT, related_name="evaluation", verbose_name="述职任务")
    known = models.TextField("平时掌握", blank=True)
    heard = models.TextField("有关方面情况", blank=True)
    praise = models.TextField("肯定成绩", blank=True)
    problems = models.TextField("指出问题", blank=True)
    grade = models.CharField("拟定等次", max_length=10, blank=True, choices=[(one, one) for one in GRADES])
    grade_reason = models.CharField("拟定理由", max_length=300, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="最后修改人")
    written_at = models.DateTimeField("最后修改时间")
    version = models.PositiveIntegerField("第几次保存", default=1)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = "综合评价"
        verbose_name_plural = "综合评价"
        constraints = [
            models.CheckConstraint(condition=Q(grade__in=["", *GRADES]), name="evaluation_grade_known"),
            models.CheckConstraint(condition=Q(version__gte=1), name="evaluation_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"对{self.statement}的综合评价"

    @property
    def grade_name(self) -> str:
        """The proposed grade by the cycle's name, "" while there is none."""
        return grade_name(self.grade, self.statement.round.cycle.grade_names)

    @property
    def is_complete(self) -> bool:
        """Whether it says both what is good and what is not, and proposes a grade (N3.4a)."""
        return not self.lacks

    @property
    def lacks(self) -> list[str]:
        """What it lacks, in words."""
        return lacks(praise=self.praise, problems=self.problems, grade=self.grade)
