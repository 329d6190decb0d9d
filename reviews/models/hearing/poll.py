"""Poll 民主测评: asked for at most once a meeting; one reference among several (DESIGN §5, §7)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from reviews.models.hearing.meeting import Meeting, running
from reviews.models.relation import reviewing
from reviews.rules.hearing.poll import FLOOR, SHOWN_FROM, Balance, is_shown


class PollQuerySet(models.QuerySet["Poll"]):
    """Polls by relation. Whoever runs the meeting sees counts of paper; results are for those who review."""

    def editable_by(self, person: Person) -> Self:
        """Return the polls of the meetings that ``person`` keeps going."""
        return self.filter(running(person, "meeting__", "meeting__round__"))

    def visible_to(self, person: Person) -> Self:
        """Return those whose results ``person`` may read: of the rounds that they organize or preside over."""
        return self.filter(reviewing(person, "meeting__round__organization"))

    def for_pages(self) -> Self:
        """Load where it belongs; the sealed copy stays in the database."""
        return self.select_related("meeting__round__cycle", "meeting__round__organization", "closed_by").defer("sealed")


class Poll(models.Model):
    """While it is open: a Door, slips and sheets. Once closed: four totals, tallies, a sealed copy.

    ``statements`` are those on the sheet, frozen at opening, in 规定序. ``slips`` and ``papers`` say how many of each
    kind were made. ``is_clean`` says that the database files have been swept of what closing deleted.
    """

    class State(models.TextChoices):
        PREPARING = "preparing", "还没有开始"
        OPEN = "open", "正在测评"
        CLOSED = "closed", "已收票"

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="poll", verbose_name="述职评议会")
    state = models.CharField("状态", max_length=10, choices=State, default=State.PREPARING)
    asks_remarks = models.BooleanField("请写文字意见", default=False)
    slips = models.PositiveIntegerField("手机票签", default=0)
    papers = models.PositiveIntegerField("纸质票", default=0)
    statements = models.JSONField("票上的述职人", default=list)
    closed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="收票人"
    )
    closed_at = models.DateTimeField("收票时间", null=True, blank=True)
    issued = models.PositiveIntegerField("发出", null=True, blank=True)
    valid = models.PositiveIntegerField("有效", null=True, blank=True)
    void = models.PositiveIntegerField("作废", null=True, blank=True)
    unused = models.PositiveIntegerField("未交", null=True, blank=True)
    sealed = models.TextField("封存件", blank=True)
    seal = models.CharField("封存校验", max_length=64, blank=True)
    is_clean = models.BooleanField("残留已清", default=False)
    shown_from = models.PositiveSmallIntegerField("几张起显示", default=SHOWN_FROM)
    shown_reason = models.CharField("放宽显示的理由", max_length=200, blank=True)
    shown_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="放宽人")

    objects = PollQuerySet.as_manager()

    class Meta:
        verbose_name = "民主测评"
        verbose_name_plural = "民主测评"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False, valid__isnull=False)
                & Q(issued=F("valid") + F("void") + F("unused"))
                & ~Q(seal="")
                | (~Q(state="closed") & Q(closed_at__isnull=True, valid__isnull=True, sealed="")),
                name="poll_closed_balances",
            ),
            models.CheckConstraint(
                condition=Q(shown_from=SHOWN_FROM)
                | Q(shown_from__gte=FLOOR, shown_by__isnull=False) & ~Q(shown_reason=""),
                name="poll_shows_fewer_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}民主测评"

    @property
    def is_preparing(self) -> bool:
        """Whether slips are made and nobody may use them yet."""
        return self.state == self.State.PREPARING

    @property
    def is_open(self) -> bool:
        """Whether sheets are taken."""
        return self.state == self.State.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether it is over."""
        return self.state == self.State.CLOSED

    @property
    def balance(self) -> Balance:
        """The frozen totals; only of a closed one."""
        return Balance(self.issued or 0, self.valid or 0, self.void or 0)

    @property
    def is_shown(self) -> bool:
        """Whether enough valid sheets came in to show their counts."""
        return self.is_closed and is_shown(self.valid or 0, self.shown_from)


class Recount(models.Model):
    """复核: the sealed copy counted again before two 监票人."""

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="recounts", verbose_name="民主测评")
    witnesses = models.CharField("监票人", max_length=80)
    agrees = models.BooleanField("与结果一致")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="操作人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "测评复核"
        verbose_name_plural = "测评复核"

    def __str__(self) -> str:
        return f"{self.poll}复核"
