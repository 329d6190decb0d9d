"""Round 一轮评议: one organization reviews its direct subordinates in one cycle (N1.2)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Count, F, Q

from accounts.models import Appointment, Organization, Person
from accounts.models.people.fields import NameThen
from reviews.models.preparing.cycle import Cycle
from reviews.models.relation import held, leading, organizing, overseeing, own, reviewing, written


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds by who may do what there."""

    def visible_to(self, person: Person) -> Self:
        """Return the rounds that ``person`` organizes, presides over or oversees."""
        return self.filter(overseeing(person, "organization"))

    def organized_by(self, person: Person) -> Self:
        """Return the rounds that ``person`` organizes: returns, acceptances, exports."""
        return self.filter(organizing(person, "organization"))

    def run_by(self, person: Person) -> Self:
        """Return the rounds whose meetings ``person`` plans: as organizer, or as the secretary who hears them."""
        return self.filter(organizing(person, "organization") | leading(person, "organization"))

    def led_by(self, person: Person) -> Self:
        """Return the rounds over which ``person`` presides: those of the organizations whose secretary they are."""
        return self.filter(leading(person, "organization"))

    def decided_by(self, person: Person) -> Self:
        """Return the rounds whose decisions ``person`` enters or confirms: they carry it out and do not report in it."""
        mine = own(person, "statements__") | written(person, "statements__")
        reporting = Q(statements__mode__in=["on_stage", "written"])
        return self.filter(reviewing(person, "organization")).exclude(
            pk__in=self.model.objects.filter(mine & reporting)
        )

    def concluded_by(self, person: Person) -> Self:
        """Return the rounds whose results ``person`` hands out; their own is left out row by row."""
        return self.filter(reviewing(person, "organization"))

    def followed_by(self, person: Person) -> Self:
        """Return the rounds whose lists for 人事 ``person`` sees: their own, and those below once fed back (N3.4c)."""
        released = Q(stage__in=["fed_back", "published", "archived"])
        return self.filter(reviewing(person, "organization") | overseeing(person, "organization") & released)

    def latest_first(self) -> Self:
        """Sort by year, within it the top first, then in 规定序."""
        top_first = F("organization__parent").asc(nulls_first=True)
        return self.select_related("cycle", "organization").order_by(
            "-cycle__year", top_first, "organization__position"
        )

    def top_first(self) -> Self:
        """Sort by the organizations' numbers: who was founded first stands above who came below them later."""
        return self.order_by("organization")

    def named(self, sought: str) -> Self:
        """Return the rounds of the organizations whose name holds ``sought``; all where nothing is sought."""
        if not sought:
            return self
        return self.filter(Q(organization__name__contains=sought) | Q(organization__short__contains=sought))

    def for_list(self) -> Self:
        """Load what a list of rounds shows: not the rules of the year, once for each of them."""
        shown = (
            "organization_name",
            "organization_short",
            "stage",
            "report_due",
            "cycle__year",
            "organization__position",
        )
        return self.latest_first().with_counts().only(*shown)

    def in_steps(self) -> Self:
        """Return the rounds whose organizer has a next step here: they prepare or collect."""
        return self.filter(stage__in=[Round.Stage.PREPARING, Round.Stage.COLLECTING])

    def for_plan(self) -> Self:
        """Load what the pages of the plan and of the stage show."""
        return self.select_related("cycle", "organization", "plan_approved_by", "plan_noted_by")

    def with_counts(self) -> Self:
        """Add ``due``, how many must report, and ``handed_in``, how many have."""
        owed = ~Q(statements__mode="not_this_year")
        return self.annotate(
            due=Count("statements", filter=owed),
            handed_in=Count("statements", filter=owed & Q(statements__current_report__isnull=False)),
        )


class Round(models.Model):
    """``report_due`` is the instant until which reports are on time; ``meeting_on`` the planned day of the meeting.

    ``plan_number`` counts the changes of the plan (dates, who reports how): who approves it (N4.1) approves the
    one that they have seen. A signed paper is noted by the organizer: then ``plan_noted_by`` says who did.
    """

    class Stage(models.TextChoices):
        PREPARING = "preparing", "准备"
        COLLECTING = "collecting", "收稿"
        MEETING = "meeting", "评议会"
        EVALUATING = "evaluating", "综合评价"
        DECIDED = "decided", "研究确定"
        FED_BACK = "fed_back", "反馈"
        PUBLISHED = "published", "通报"
        ARCHIVED = "archived", "归档"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="rounds", verbose_name="年度")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="rounds", verbose_name="评议的党组织")
    organization_name = NameThen("当时全称", max_length=80, source="organization.name")
    organization_short = NameThen("当时简称", max_length=40, source="organization.short")
    stage = models.CharField("阶段", max_length=20, choices=Stage, default=Stage.PREPARING)
    report_due = models.DateTimeField("交稿截止")
    meeting_on = models.DateField("评议会日期", null=True, blank=True)
    plan_number = models.PositiveIntegerField("方案第几次改动", default=0)
    plan_approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="方案审定人"
    )
    plan_approved_on = models.DateField("方案审定日期", null=True, blank=True)
    plan_noted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="纸质审定登记人"
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "一轮评议"
        verbose_name_plural = "一轮评议"
        constraints = [
            models.CheckConstraint(
                condition=~Q(organization_name="") & ~Q(organization_short=""), name="round_keeps_the_name_of_its_year"
            ),
            models.UniqueConstraint(fields=["cycle", "organization"], name="round_once_a_year"),
            models.CheckConstraint(
                condition=Q(plan_approved_by__isnull=True, plan_approved_on__isnull=True, plan_noted_by__isnull=True)
                | Q(plan_approved_by__isnull=False, plan_approved_on__isnull=False),
                name="round_plan_approved_by_someone_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_short} {self.cycle}述职评议"

    def is_organized_by(self, person: Person) -> bool:
        """Whether ``person`` organizes it; told from the posts at hand, without asking the database."""
        return self.organization_id in held(person, (Appointment.Role.ORGANIZER,))

    @property
    def is_preparing(self) -> bool:
        """Whether the plan may still change."""
        return self.stage == self.Stage.PREPARING

    @property
    def is_plan_approved(self) -> bool:
        """Whether the round's secretary has approved the plan as it stands (N4.1)."""
        return self.plan_approved_by_id is not None
