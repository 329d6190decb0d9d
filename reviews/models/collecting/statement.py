"""Statement 述职任务: one post's duty to report in one round (N1.1)."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import Appointment, Organization, Person
from accounts.models.people.fields import NameThen
from reviews.models.preparing.round import Round
from reviews.models.relation import (
    belonging,
    held,
    leading,
    organizing,
    overseeing,
    own,
    reviewing,
    reviews_at,
    written,
)
from reviews.rules.collecting.report import HandIn, Standing, hand_in


class StatementQuerySet(models.QuerySet["Statement"]):
    """Statements by relation, and loaded for pages."""

    def visible_to(self, person: Person) -> Self:
        """Return what ``person`` may open: their own, what they wrote, and all in the rounds they oversee."""
        return self.filter(own(person) | written(person) | overseeing(person, "round__organization"))

    def editable_by(self, person: Person) -> Self:
        """Return the statements that ``person`` hands reports in for: those of the posts held today."""
        return self.filter(own(person))

    def owed_or_written_by(self, person: Person) -> Self:
        """Return ``person``'s own statements of every year, the latest first."""
        return self.filter(own(person) | written(person)).order_by("-round__cycle__year", "pk")

    def organized_by(self, person: Person) -> Self:
        """Return the statements that ``person`` reviews as organizer."""
        return self.filter(organizing(person, "round__organization"))

    def reviewed_by(self, person: Person) -> Self:
        """Return the statements on which ``person`` sees what is not yet released; never on themselves (DESIGN §4)."""
        return self.filter(reviewing(person, "round__organization")).exclude(own(person) | written(person))

    def evaluated_by(self, person: Person) -> Self:
        """Return the reporting statements that ``person`` evaluates: never themselves, never their own unit."""
        return self.reviewed_by(person).reporting().exclude(belonging(person))

    def heard_by(self, person: Person) -> Self:
        """Return the statements whose meeting ``person`` plans or leads."""
        return self.filter(organizing(person, "round__organization") | leading(person, "round__organization"))

    def reporting(self) -> Self:
        """Leave out who does not report this year."""
        return self.exclude(mode=Statement.Mode.NOT_THIS_YEAR)

    def unvisited(self) -> Self:
        """Return those to whose organization nobody has gone yet in this round (N3.1b)."""
        return self.exclude(visits__withdrawn=False)

    def unevaluated(self) -> Self:
        """Return those whose evaluation does not yet say both sides and propose a grade (N3.4a)."""
        whole = ~Q(evaluation__praise="") & ~Q(evaluation__problems="") & ~Q(evaluation__grade="")
        return self.exclude(Q(evaluation__isnull=False) & whole)

    def collected(self, now: datetime) -> Self:
        """Return those whose reports are taken: their round collects, or a Delay outlasts the collection."""
        delayed = Q(round__stage=Round.Stage.MEETING, current_delay__until__gte=now)
        return self.filter(Q(round__stage=Round.Stage.COLLECTING) | delayed)

    def for_pages(self) -> Self:
        """Load what every page about statements shows; the long check results stay in the database."""
        return self.select_related(
            "round__cycle",
            "round__organization",
            "organization",
            "appointment__person",
            "current_report",
            "current_delay",
            "attempt",
        ).defer("current_report__check_json", "attempt__check_json")

    def with_meeting(self) -> Self:
        """Load where each is given, too; the minutes stay in the database."""
        return self.select_related("speech__meeting").defer("speech__meeting__minutes")

    def for_board(self) -> Self:
        """Load what the board of a round shows; asked of the round itself, they need not bring it."""
        found = self.select_related("organization", "appointment__person", "current_report", "current_delay")
        return found.defer("current_report__check_json")

    def for_duties(self) -> Self:
        """Load what says what is owed and how it stands, without the people and the places."""
        found = self.select_related("round__cycle", "current_report", "current_delay")
        return found.defer("current_report__check_json")

    def with_tallies(self) -> Self:
        """Load the 测评's results too; the sealed copy stays in the database. For those who see what is not released."""
        return self.select_related("tally__poll").defer("current_report__check_json", "tally__poll__sealed")

    def in_order(self) -> Self:
        """Sort in the organizations' 规定序."""
        return self.order_by("organization__position", "pk")


class Statement(models.Model):
    """``current_report`` is the version that counts; it moves with every upload and pins what is accepted.

    ``current_delay`` is the Delay that counts, if one was granted and not withdrawn.
    """

    class Mode(models.TextChoices):
        ON_STAGE = "on_stage", "现场述职"
        WRITTEN = "written", "书面述职"
        NOT_THIS_YEAR = "not_this_year", "本年度不述职"

    round = models.ForeignKey(Round, models.PROTECT, related_name="statements", verbose_name="一轮评议")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="statements", verbose_name="述职的党组织"
    )
    organization_name = NameThen("当时全称", max_length=80, source="organization.name")
    organization_short = NameThen("当时简称", max_length=40, source="organization.short")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="statements", verbose_name="任职")
    mode = models.CharField("述职方式", max_length=20, choices=Mode)
    mode_reason = models.CharField("不述职的原因", max_length=200, blank=True)
    mode_approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="批准人"
    )
    current_report = models.ForeignKey(
        "reviews.Report", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="当前稿"
    )
    current_delay = models.ForeignKey(
        "reviews.Delay", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="准予延交"
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = "述职任务"
        verbose_name_plural = "述职任务"
        constraints = [
            models.CheckConstraint(
                condition=~Q(organization_name="") & ~Q(organization_short=""),
                name="statement_keeps_the_name_of_its_year",
            ),
            models.UniqueConstraint(fields=["round", "organization"], name="statement_once_a_round"),
            models.CheckConstraint(
                condition=~Q(mode="not_this_year") | (Q(mode_approved_by__isnull=False) & ~Q(mode_reason="")),
                name="statement_exempt_has_reason_and_approver",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_name} {self.appointment.person.name}"

    @property
    def person(self) -> Person:
        """Who reports."""
        return self.appointment.person

    def is_own_of(self, person: Person) -> bool:
        """Whether ``person`` holds the post: what ``editable_by`` asks the database, for a row at hand."""
        return self.organization_id in held(person, Appointment.REVIEWED_ROLES)

    def is_evaluated_by(self, person: Person) -> bool:
        """Whether ``person`` evaluates it: what ``evaluated_by`` asks the database, for a row at hand."""
        at_home = self.organization_id in {post.organization_id for post in person.posts}
        mine = at_home or self.appointment.person_id == person.pk
        return self.round.organization_id in reviews_at(person) and not mine and not self.is_exempt

    @property
    def is_exempt(self) -> bool:
        """Whether this post does not report this year."""
        return self.mode == self.Mode.NOT_THIS_YEAR

    @property
    def is_on_stage(self) -> bool:
        """Whether the report is given in the meeting (N1.3)."""
        return self.mode == self.Mode.ON_STAGE

    @property
    def is_violating(self) -> bool:
        """Whether the current version breaks a limit."""
        return self.current_report is not None and self.current_report.violations > 0

    @property
    def board_state(self) -> str:
        """The group on the organizer's board."""
        if self.is_exempt:
            return "exempt"
        return self.current_report.state if self.current_report else "missing"

    @property
    def common_due(self) -> datetime:
        """The deadline without a Delay: the round's, or after a return the one set with it."""
        report = self.current_report
        if report is not None and report.resubmit_by is not None:
            return report.resubmit_by
        return self.round.report_due

    @property
    def due(self) -> datetime:
        """Until when a report is on time: the common deadline, or the later one that a Delay grants."""
        if self.current_delay is not None:
            return max(self.common_due, self.current_delay.until)
        return self.common_due

    def hand_in(self, now: datetime) -> HandIn:
        """Whether a new version may be handed in at ``now``."""
        standing = Standing(
            collecting=self._is_collected(now),
            exempt=self.is_exempt,
            report=self.current_report.state if self.current_report else None,
            due=self.due,
        )
        return hand_in(standing, now)

    def _is_collected(self, now: datetime) -> bool:
        # A granted delay outlasts the collection: the meeting may be prepared while one report is still to come.
        if self.round.stage == Round.Stage.MEETING and self.current_delay is not None:
            return now <= self.current_delay.until
        return self.round.stage == Round.Stage.COLLECTING
