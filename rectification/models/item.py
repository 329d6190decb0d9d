"""Item 整改事项: one problem with who, what, until when, and whether it is done (N5)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from accounts.rules.duty.candidate import SOURCE_LABELS
from rectification.models.ledger import Ledger
from rectification.models.relation import overseeing, own, supervising, ticking
from rectification.rules.item import SOON_DAYS, Standing, standing

OPEN_STATES = ("open", "returned")


class ItemQuerySet(models.QuerySet["Item"]):
    """Items by relation, by standing, and loaded for pages."""

    def visible_to(self, person: Person) -> Self:
        """Return the items of the ledgers that ``person`` may open."""
        return self.filter(own(person, "ledger__") | overseeing(person, "ledger__organization__parent"))

    def editable_by(self, person: Person) -> Self:
        """Return the items of ``person``'s own ledgers."""
        return self.filter(own(person, "ledger__"))

    def supervised_by(self, person: Person) -> Self:
        """Return the items whose effect ``person`` traces (N3.5c)."""
        return self.filter(supervising(person, "ledger__organization__parent"))

    def ticked_by(self, person: Person) -> Self:
        """Return the items on which ``person`` sets the √."""
        return self.filter(ticking(person, "ledger__"))

    def standing(self, name: str, today: date) -> Self:
        """Return the items that stand so today; an unknown name leaves everything."""
        unfinished = Q(state__in=OPEN_STATES) & ~Q(kind="long_term")
        soon = today + timedelta(days=SOON_DAYS)
        conditions = {
            "overdue": unfinished & Q(deadline__lt=today),
            "soon": unfinished & Q(deadline__gte=today, deadline__lte=soon),
            "going": unfinished & (Q(deadline__gt=soon) | Q(deadline__isnull=True)),
            "claimed": Q(state="claimed"),
            "long_term": Q(kind="long_term"),
            "done": Q(state="done"),
        }
        return self.filter(conditions[name]) if name in conditions else self

    def for_pages(self) -> Self:
        """Load what an item's own page shows."""
        return self.select_related("ledger__organization__parent", "ledger__cycle", "claimed_by", "done_by")

    def for_lists(self) -> Self:
        """Load what lists of items show beside the items; whose they are is loaded where a list shows several ledgers."""
        return self.select_related("done_by")

    def by_urgency(self) -> Self:
        """Sort the earliest deadline first, what has none last; nothing is ranked."""
        return self.order_by(F("deadline").asc(nulls_last=True), "pk")


class Item(models.Model):
    """``first_deadline`` stays whatever is extended; ``version`` grows with every change, for those who saw an older one."""

    class Source(models.TextChoices):
        SELF_FOUND = "self_found", SOURCE_LABELS["self_found"]  # type: ignore[index]
        FIELD_RESEARCH = "field_research", SOURCE_LABELS["field_research"]  # type: ignore[index]
        SUPERIOR_COMMENT = "superior_comment", SOURCE_LABELS["superior_comment"]  # type: ignore[index]
        MASSES = "masses", SOURCE_LABELS["masses"]  # type: ignore[index]
        FEEDBACK = "feedback", SOURCE_LABELS["feedback"]  # type: ignore[index]

    class Kind(models.TextChoices):
        AT_ONCE = "at_once", "立行立改"
        LIMITED = "limited", "限期整改"
        LONG_TERM = "long_term", "长期坚持"

    class State(models.TextChoices):
        OPEN = "open", "整改中"
        CLAIMED = "claimed", "已申报"
        RETURNED = "returned", "退回再改"
        DONE = "done", "已完成"

    ledger = models.ForeignKey(Ledger, models.PROTECT, related_name="items", verbose_name="整改台账")
    number = models.PositiveSmallIntegerField("序号")
    problem = models.TextField("存在问题", max_length=1000)
    responsible = models.CharField("责任人", max_length=120, blank=True)
    measure = models.TextField("整改措施", max_length=2000, blank=True)
    kind = models.CharField("类型", max_length=10, choices=Kind, default=Kind.LIMITED)
    deadline = models.DateField("整改时限", null=True, blank=True)
    first_deadline = models.DateField("最初时限", null=True, blank=True)
    next_review = models.DateField("下次复核", null=True, blank=True)
    source = models.CharField("问题来源", max_length=20, choices=Source, default=Source.SELF_FOUND)
    source_key = models.CharField("来源编号", max_length=80, blank=True)
    source_label = models.CharField("来源说明", max_length=120, blank=True)
    source_text = models.TextField("来源原文", blank=True)
    source_url = models.CharField("来源地址", max_length=200, blank=True)

    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    claimed_at = models.DateTimeField("申报时间", null=True, blank=True)
    claimed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="申报人"
    )
    done_at = models.DateTimeField("打“√”时间", null=True, blank=True)
    done_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="打“√”的人"
    )
    return_reason = models.TextField("退回原因", max_length=1000, blank=True)
    version = models.PositiveIntegerField("第几次改动", default=1)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = "整改事项"
        verbose_name_plural = "整改事项"
        indexes = [models.Index(fields=["state", "deadline"], name="item_by_state_and_deadline")]
        constraints = [
            models.UniqueConstraint(fields=["ledger", "number"], name="item_number_once"),
            models.UniqueConstraint(
                fields=["ledger", "source_key"], condition=~Q(source_key=""), name="item_drawn_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="item_number_from_one"),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False, done_by__isnull=False)
                | ~Q(state="done") & Q(done_at__isnull=True, done_by__isnull=True),
                name="item_done_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["claimed", "done"]) | Q(claimed_at__isnull=False, claimed_by__isnull=False),
                name="item_claimed_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_reason=""), name="item_returned_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(kind="long_term", state="open", deadline__isnull=True, next_review__isnull=False)
                | ~Q(kind="long_term") & Q(next_review__isnull=True),
                name="item_long_term_is_reviewed_never_ticked",
            ),
            models.CheckConstraint(
                condition=Q(deadline__isnull=True) | Q(first_deadline__isnull=False, deadline__gte=F("first_deadline")),
                name="item_deadline_not_before_the_first",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(deadline__isnull=False) & ~Q(responsible="") & ~Q(measure=""),
                name="item_on_its_way_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ledger} 第 {self.number} 件"

    @property
    def is_long_term(self) -> bool:
        """Whether the item is reviewed now and then instead of being finished."""
        return self.kind == self.Kind.LONG_TERM

    @property
    def is_complete(self) -> bool:
        """Whether all that the annex asks for is there (N5: 要及时列入台账)."""
        return bool(self.responsible and self.measure and (self.deadline or self.next_review))

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to work on it."""
        return self.state in OPEN_STATES

    def standing(self, today: date) -> Standing:
        """Where the item stands on ``today``."""
        return standing(self.kind, self.state, self.deadline, self.next_review, today)
