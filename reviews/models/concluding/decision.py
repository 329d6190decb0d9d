"""Decision 党组织会议研究 and its outcomes: what the body has decided on each secretary (N3.4b)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from accounts.models import Person, StoredFile
from reviews.models.collecting.statement import Statement
from reviews.models.preparing.round import Round
from reviews.models.relation import own, reviewing, written
from reviews.rules.hearing.grade import GRADES, TALKED_TO, grade_name


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions by relation: papers of the round's organizer and superior, not of whom they concern."""

    def visible_to(self, person: Person) -> Self:
        """Return those of the rounds that ``person`` carries out; none that decides on themselves (DESIGN §4)."""
        about = own(person, "statement__") | written(person, "statement__")
        on_them = Outcome.objects.filter(about).values("decision")
        return self.filter(reviewing(person, "round__organization")).exclude(pk__in=on_them)

    def editable_by(self, person: Person) -> Self:
        """Return those that ``person`` may enter, change or confirm; who may do which is the service's question."""
        return self.visible_to(person)

    def confirmed(self) -> Self:
        """Return those that count."""
        return self.filter(confirmed_at__isnull=False)

    def for_pages(self) -> Self:
        """Load whose decision it is and who had a hand in it."""
        return self.select_related(
            "round__cycle", "round__organization", "entered_by", "changed_by", "confirmed_by", "minutes_file"
        )

    def in_order(self) -> Self:
        """Sort the first first."""
        return self.order_by("number")


class Decision(models.Model):
    """One sitting of the body. ``number`` 1 decides on all, later ones correct; ``changed_by`` wrote last.

    One enters it, another who did not write last confirms it: from then on it counts and no longer moves.
    """

    class Scope(models.TextChoices):
        REVIEWED = "reviewed", "参加本轮述职的书记"
        ORGANIZATION = "organization", "本级党组织"
        SUBTREE = "subtree", "本级及所属党组织"

    round = models.ForeignKey(Round, models.PROTECT, related_name="decisions", verbose_name="一轮评议")
    number = models.PositiveSmallIntegerField("第几次研究")
    body = models.CharField("研究的会议", max_length=60)
    held_on = models.DateField("研究日期")
    present = models.TextField("到会人员", max_length=500)
    stood_aside = models.TextField("回避人员", max_length=300, blank=True)
    result = models.TextField("研究结果", max_length=1000)
    minutes_number = models.CharField("纪要编号", max_length=60, blank=True)
    minutes_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="纪要文件"
    )
    minutes_filename = models.CharField("纪要文件名", max_length=200, blank=True)
    scope = models.CharField("通报范围", max_length=20, choices=Scope, default=Scope.REVIEWED)
    reason = models.CharField("更正原因", max_length=300, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="登记人")
    entered_at = models.DateTimeField("登记时间")
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="最后修改人")
    changed_at = models.DateTimeField("最后修改时间")
    version = models.PositiveIntegerField("第几次保存", default=1)
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="核对确认人"
    )
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "党组织会议研究"
        verbose_name_plural = "党组织会议研究"
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="decision_number_once_a_round"),
            models.UniqueConstraint(
                fields=["round"], condition=Q(confirmed_at__isnull=True), name="decision_one_open_a_round"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="decision_number_from_one"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="decision_correcting_says_why"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="decision_confirmed_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("changed_by")),
                name="decision_not_confirmed_by_who_wrote_last",
            ),
            models.CheckConstraint(
                condition=Q(minutes_file__isnull=True) | ~Q(minutes_filename=""),
                name="decision_minutes_file_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.body}研究"

    @property
    def is_confirmed(self) -> bool:
        """Whether it counts."""
        return self.confirmed_at is not None

    @property
    def is_correction(self) -> bool:
        """Whether it corrects an earlier one."""
        return self.number > 1


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    """Outcomes by relation and by release; nobody else sees one before it is released (DESIGN §4)."""

    def visible_to(self, person: Person) -> Self:
        """Return what ``person`` decides on, and their own once it has been fed back to them."""
        about = own(person, "statement__") | written(person, "statement__")
        deciding = reviewing(person, "decision__round__organization") & ~about
        return self.filter(deciding | about & Q(feedback__opened_at__isnull=False))

    def editable_by(self, person: Person) -> Self:
        """Return those that ``person`` feeds back."""
        about = own(person, "statement__") | written(person, "statement__")
        return self.filter(reviewing(person, "decision__round__organization")).exclude(about)

    def current(self) -> Self:
        """Return those that count today: of a confirmed decision that no later one has corrected."""
        return self.filter(is_current=True)

    def for_pages(self) -> Self:
        """Load whom it is about."""
        return self.select_related(
            "decision__round__cycle", "decision__round__organization", "statement__organization",
            "statement__round__cycle", "statement__appointment__person",
        )  # fmt: skip

    def in_order(self) -> Self:
        """Sort in the organizations' 规定序."""
        return self.order_by("statement__organization__position", "statement", "decision__number")


class Outcome(models.Model):
    """What one decision says of one secretary, word for word; at most one of a statement is current."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="outcomes", verbose_name="党组织会议研究")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="outcomes", verbose_name="述职任务")
    grade = models.CharField("等次", max_length=10, choices=[(one, one) for one in GRADES])
    praise = models.TextField("肯定成绩")
    problems = models.TextField("指出问题")
    is_current = models.BooleanField("现行有效", default=False)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = "研究结果"
        verbose_name_plural = "研究结果"
        constraints = [
            models.UniqueConstraint(fields=["decision", "statement"], name="outcome_once_a_decision"),
            models.UniqueConstraint(
                fields=["statement"], condition=Q(is_current=True), name="outcome_one_current_a_statement"
            ),
            models.CheckConstraint(condition=Q(grade__in=GRADES), name="outcome_grade_known"),
            models.CheckConstraint(condition=~Q(praise="") & ~Q(problems=""), name="outcome_praises_and_points_out"),
        ]

    def __str__(self) -> str:
        return f"对{self.statement}的研究结果"  # without the grade: labels stand in the trail

    @property
    def grade_name(self) -> str:
        """The grade by the cycle's name."""
        return grade_name(self.grade, self.decision.round.cycle.grade_names)

    @property
    def asks_for_a_talk(self) -> bool:
        """Whether the person is told face to face first (N3.4d)."""
        return self.grade in TALKED_TO
