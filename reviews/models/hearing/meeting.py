"""Meeting 述职评议会: where the secretaries of a round speak and are commented on (N3.3)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from reviews.models.collecting.statement import Statement
from reviews.models.preparing.round import Round
from reviews.models.relation import leading, organizing, overseeing, own, written


def running(person: Person, meeting: str = "", round_: str = "round__") -> Q:
    """The meetings that ``person`` keeps going: organizer and secretary of the organization, and the recorder."""
    organization = f"{round_}organization"
    return organizing(person, organization) | leading(person, organization) | Q(**{f"{meeting}recorder": person})


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings by relation."""

    def visible_to(self, person: Person) -> Self:
        """Return those that ``person`` runs, oversees or speaks at: time, place and order, never the comments."""
        speaking = Q(pk__in=Speech.objects.filter(own(person, "statement__")).values("meeting"))
        return self.filter(running(person) | overseeing(person, "round__organization") | speaking)

    def editable_by(self, person: Person) -> Self:
        """Return those that ``person`` keeps going."""
        return self.filter(running(person))

    def for_pages(self) -> Self:
        """Load what every page about meetings shows."""
        return self.select_related("round__cycle", "round__organization", "recorder")


class Meeting(models.Model):
    """``beat`` grows with every step in the hall: a step names the beat that it saw, and pages poll it.

    The projector's key is derived from ``kiosk_salt`` and the server's secret and found by its hash;
    without a salt it is revoked. ``seed`` is the draw's; without one the speakers stand in 规定序.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "还没有开"
        RUNNING = "running", "正在开"
        CLOSED = "closed", "已结束"

    round = models.ForeignKey(Round, models.PROTECT, related_name="meetings", verbose_name="一轮评议")
    title = models.CharField("会议名称", max_length=80)
    at = models.DateTimeField("时间")
    place = models.CharField("地点", max_length=60)
    chair = models.CharField("主持人", max_length=40)
    recorder = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="记录人")
    expected = models.PositiveIntegerField("应到人数", null=True, blank=True)
    present = models.PositiveIntegerField("实到人数", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.PLANNED)
    beat = models.PositiveIntegerField("步数", default=0)
    seed = models.CharField("抽签种子", max_length=20, blank=True)
    drawn_at = models.DateTimeField("抽签时间", null=True, blank=True)
    kiosk_salt = models.CharField("投影密钥盐", max_length=32, blank=True)
    kiosk_hash = models.CharField("投影密钥校验", max_length=64, unique=True, null=True, blank=True)
    started_at = models.DateTimeField("开始时间", null=True, blank=True)
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)
    minutes = models.TextField("会议记录", blank=True)
    minutes_version = models.PositiveIntegerField("会议记录版次", default=0)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "述职评议会"
        verbose_name_plural = "述职评议会"
        constraints = [
            models.CheckConstraint(
                condition=Q(present__isnull=True) | Q(expected__isnull=True) | Q(present__lte=F("expected")),
                name="meeting_not_more_present_than_expected",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False), name="meeting_closed_has_a_time"
            ),
            models.CheckConstraint(
                condition=Q(kiosk_salt="", kiosk_hash__isnull=True) | (~Q(kiosk_salt="") & Q(kiosk_hash__isnull=False)),
                name="meeting_kiosk_key_whole_or_none",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_planned(self) -> bool:
        """Whether nobody has spoken yet."""
        return self.state == self.State.PLANNED

    @property
    def is_running(self) -> bool:
        """Whether it is going on."""
        return self.state == self.State.RUNNING

    @property
    def is_closed(self) -> bool:
        """Whether it is over."""
        return self.state == self.State.CLOSED


class SpeechQuerySet(models.QuerySet["Speech"]):
    """Turns by relation, and loaded for pages."""

    def editable_by(self, person: Person) -> Self:
        """Return the turns of the meetings that ``person`` keeps going."""
        return self.filter(running(person, "meeting__", "meeting__round__"))

    def noted_by(self, person: Person) -> Self:
        """Return the turns on which ``person`` writes comments down: of those they keep going, never their own."""
        return self.editable_by(person).exclude(own(person, "statement__") | written(person, "statement__"))

    def for_pages(self) -> Self:
        """Load who speaks for whom."""
        return self.select_related("statement__organization", "statement__appointment__person").order_by("order")


class Speech(models.Model):
    """Somebody's turn: 述 (by the clock), then 评. A written statement has a turn too, without a clock (N1.3).

    ``overrun`` is noted in seconds and is no evidence of anything (DESIGN §5).
    """

    class Step(models.TextChoices):
        WAITING = "waiting", "未到"
        SPEAKING = "speaking", "述职中"
        COMMENTING = "commenting", "点评中"
        DONE = "done", "已评"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="speeches", verbose_name="述职评议会")
    statement = models.OneToOneField(Statement, models.PROTECT, related_name="speech", verbose_name="述职任务")
    order = models.PositiveSmallIntegerField("顺序")
    spoken = models.BooleanField("现场述职", default=True)
    step = models.CharField("进行到", max_length=12, choices=Step, default=Step.WAITING)
    started_at = models.DateTimeField("开始述职", null=True, blank=True)
    stopped_at = models.DateTimeField("述职结束", null=True, blank=True)
    overrun = models.PositiveIntegerField("超时（秒）", default=0)

    objects = SpeechQuerySet.as_manager()

    class Meta:
        verbose_name = "发言"
        verbose_name_plural = "发言"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "order"], name="speech_order_once_a_meeting"),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(step__in=["speaking", "commenting"]),
                name="speech_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True)
                | (Q(started_at__isnull=False) & Q(stopped_at__gte=F("started_at"))),
                name="speech_stops_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(step="waiting", started_at__isnull=True)
                | Q(step="speaking", started_at__isnull=False, stopped_at__isnull=True)
                | Q(step__in=["commenting", "done"], stopped_at__isnull=False)
                | Q(step__in=["commenting", "done"], started_at__isnull=True),
                name="speech_step_agrees_with_its_times",
            ),
            models.CheckConstraint(
                condition=Q(spoken=True) | Q(started_at__isnull=True), name="speech_written_has_no_clock"
            ),
            models.CheckConstraint(condition=Q(order__gte=1), name="speech_order_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.statement}（{self.meeting}）"

    @property
    def title(self) -> str:
        """The speaker's post in full: 机电工程学院党总支书记."""
        return f"{self.statement.organization_name}{self.statement.appointment.get_role_display()}"

    @property
    def seconds(self) -> int | None:
        """How long it took, None while it has not ended."""
        if self.started_at is None or self.stopped_at is None:
            return None
        return int((self.stopped_at - self.started_at).total_seconds())
