"""Report 述职报告: one uploaded version, kept for good with what the check found."""

from __future__ import annotations

from functools import cached_property
from typing import Self

from django.db import models
from django.db.models import Case, F, Q, When

from accounts.models import Person, StoredFile
from reviews.models.collecting.statement import Statement
from reviews.models.preparing.cycle import Cycle
from reviews.models.relation import organizing, overseeing, own
from reviews.rules.collecting.report import DECIDING_STAGES
from reviews.wordcheck import Part, Reading, Verdict, from_json


class ReportQuerySet(models.QuerySet["Report"]):
    """Versions by relation."""

    def visible_to(self, person: Person) -> Self:
        """Return the versions of the posts held today, of the rounds overseen, and what ``person`` handed in."""
        return self.filter(
            Q(handed_in_by=person) | own(person, "statement__") | overseeing(person, "statement__round__organization")
        )

    def editable_by(self, person: Person) -> Self:
        """Return the versions whose reading ``person`` may correct: those of their own posts."""
        return self.filter(own(person, "statement__"))

    def worked_on_by(self, person: Person) -> Self:
        """Return the versions that ``person`` writes or reviews as organizer: who gets them with the check's notes."""
        organized = organizing(person, "statement__round__organization")
        return self.filter(Q(handed_in_by=person) | own(person, "statement__") | organized)

    def organized_by(self, person: Person) -> Self:
        """Return the versions that ``person`` returns or accepts."""
        return self.filter(organizing(person, "statement__round__organization"))

    def of_cycle(self, cycle: Cycle) -> Self:
        """Return the versions that were checked with a cycle's limits: from the first on those change by version."""
        return self.filter(statement__round__cycle=cycle)

    def checked_before(self, cycle: Cycle) -> Self:
        """Return the versions that count and were checked with what ``cycle`` asked before, while that still matters."""
        return self.current().filter(
            statement__round__cycle=cycle,
            statement__round__stage__in=DECIDING_STAGES,
            limits_number__lt=cycle.limits_number,
        )

    def for_list(self) -> Self:
        """Load who handed what in, in the order of the tree; the long check results stay in the database."""
        found = self.select_related("statement__organization", "statement__appointment__person").defer("check_json")
        return found.order_by("statement__round__organization__path", "statement__organization__position", "pk")

    def for_versions(self, read: Q) -> Self:
        """Load a statement's versions, the latest first; ``result`` is the long check result of the ``read`` one alone."""
        found = self.select_related("decided_by").defer("check_json").order_by("-number")
        return found.annotate(result=Case(When(read, then="check_json")))

    def current(self) -> Self:
        """Return the versions that count."""
        return self.filter(statement__current_report=F("pk"))


class Report(models.Model):
    """A version. The figures (字) stand beside the whole result so that lists never load the latter.

    ``ranges`` holds the lowest and highest share of the parts that the author's answers still move;
    ``limits_number`` is the LimitsVersion of the cycle that the check was made with.
    """

    class State(models.TextChoices):
        HANDED_IN = "handed_in", "待审"
        RETURNED = "returned", "已退回"
        ACCEPTED = "accepted", "已接收"

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="reports", verbose_name="述职任务")
    number = models.PositiveSmallIntegerField("第几稿")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    filename = models.CharField("文件名", max_length=200)
    handed_in_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="交稿人")
    handed_in_at = models.DateTimeField("交稿时间")
    was_late = models.BooleanField("逾期", default=False)

    state = models.CharField("状态", max_length=20, choices=State, default=State.HANDED_IN)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审稿人"
    )
    decided_at = models.DateTimeField("审稿时间", null=True, blank=True)
    return_reason = models.TextField("退回原因", blank=True)
    resubmit_by = models.DateTimeField("请在此前重交", null=True, blank=True)

    verdict = models.CharField("检查结论", max_length=10, choices=[(value, value) for value in Verdict])
    broken = models.JSONField("不符合的规则", default=list)
    total = models.PositiveIntegerField("全文字数")
    denominator = models.PositiveIntegerField("占比分母")
    achievements = models.PositiveIntegerField("工作总结字数")
    problems = models.PositiveIntegerField("查摆问题字数")
    plan = models.PositiveIntegerField("下步打算字数")
    corrections = models.JSONField("本人更正的归类", default=dict)
    ranges = models.JSONField("待确认的占比范围", default=dict, blank=True)
    limits_number = models.PositiveSmallIntegerField("按第几版要求检查", default=1)
    check_json = models.JSONField("检查结果")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "述职报告"
        verbose_name_plural = "述职报告"
        constraints = [
            models.UniqueConstraint(fields=["statement", "number"], name="report_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="report_number_from_one"),
            models.CheckConstraint(condition=Q(limits_number__gte=1), name="report_limits_number_from_one"),
            models.CheckConstraint(
                condition=Q(state="handed_in", decided_at__isnull=True)
                | Q(state__in=["returned", "accepted"], decided_at__isnull=False, decided_by__isnull=False),
                name="report_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_reason=""), name="report_returned_with_a_reason"
            ),
            models.CheckConstraint(condition=Q(denominator__lte=F("total")), name="report_denominator_within_total"),
        ]

    def __str__(self) -> str:
        return f"{self.statement} 第 {self.number} 稿"

    @cached_property
    def reading(self) -> Reading:
        """What the check read; only files that could be read are kept."""
        reading = from_json(self.check_json).reading
        assert reading is not None
        return reading

    @property
    def violations(self) -> int:
        """How many limits the version breaks for certain."""
        return len(self.broken)

    @property
    def author_parts(self) -> dict[int, Part]:
        """What the author decided about paragraphs, by index."""
        return {int(index): Part(part) for index, part in self.corrections.items()}
