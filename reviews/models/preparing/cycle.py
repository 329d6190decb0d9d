"""Cycle 年度考核: one year's review, with its limits and other choices as values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models

from accounts.models import Appointment, Person, StoredFile
from accounts.rules.duty.matter import Schedule
from reviews.rules.preparing.clause import Clause, clauses_of
from reviews.rules.preparing.cycle import GRADE_NAMES, Leftover, check_days, check_focus, leftovers, parse_share
from reviews.wordcheck import ReportLimits, limits_from_json, limits_to_json


def default_limits() -> dict[str, Any]:
    """Return the notice's limits (N3.2b, N3.2c, N4.2)."""
    return limits_to_json(ReportLimits())


def default_grade_names() -> list[str]:
    """Return the notice's grades (N3.4a), the best first."""
    return list(GRADE_NAMES)


def default_before() -> list[int]:
    """Return on how many days before a deadline one is reminded, 0 being the day itself."""
    return list(Schedule().before)


def default_after() -> list[int]:
    """Return on how many days after a deadline one is reminded."""
    return list(Schedule().after)


def validate_limits(value: dict[str, Any]) -> None:
    """Refuse limits that the word check could not apply."""
    try:
        limits_from_json(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def validate_grade_names(value: list[str]) -> None:
    """Refuse anything but four different names."""
    if len(value) != len(GRADE_NAMES) or len(set(value)) != len(value) or not all(value):
        raise ValidationError("四个等次都要有名称，而且各不相同。")


def validate_share(value: str) -> None:
    """Refuse what is no share between 0 and 1."""
    try:
        parse_share(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def validate_days(value: list[int]) -> None:
    """Refuse what is no list of days."""
    if not isinstance(value, list) or not all(type(day) is int for day in value):
        raise ValidationError("请写天数。")
    try:
        check_days(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def validate_focus_points(value: list[str]) -> None:
    """Refuse what is no short list of short lines."""
    if not isinstance(value, list) or not all(isinstance(line, str) and line for line in value):
        raise ValidationError("请一行写一项。")
    try:
        check_focus(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def _posts_at_the_top(person: Person) -> list[Appointment]:
    return [post for post in person.posts if post.organization.parent_id is None]


class CycleQuerySet(models.QuerySet["Cycle"]):
    """Cycles are the top organization's: its organizer sets them up, its secretary reads along."""

    def visible_to(self, person: Person) -> Self:
        """Return all to those who organize or lead the top organization, none to others."""
        return self.all() if self.are_for(person) else self.none()

    def editable_by(self, person: Person) -> Self:
        """Return all to the organizers of the top organization."""
        return self.all() if self.may_be_made_by(person) else self.none()

    def are_for(self, person: Person) -> bool:
        """Whether ``person`` organizes or leads the top organization."""
        return any(post.role in Appointment.OVERSEEING_ROLES for post in _posts_at_the_top(person))

    def may_be_made_by(self, person: Person) -> bool:
        """Whether ``person`` sets years up."""
        return any(post.role == Appointment.Role.ORGANIZER for post in _posts_at_the_top(person))

    def of_year(self, year: int) -> Self:
        """Return the cycle of a year."""
        return self.filter(year=year)

    def with_notice(self) -> Self:
        """Return those whose notice is at hand, with its file."""
        return self.filter(notice_file__isnull=False).select_related("notice_file")

    def latest_first(self) -> Self:
        """Sort the latest year first."""
        return self.order_by("-year")


class Cycle(models.Model):
    """A year. Its dates have no defaults: every year's notice sets its own (N3.0, N4.3).

    ``limits_number`` is the number of the LimitsVersion in force; ``focus_points`` are the notice's own (N2).
    """

    class Rounding(models.TextChoices):
        DOWN = "down", "舍去小数"
        NEAREST = "nearest", "四舍五入"
        UP = "up", "有小数就进一"

    class TickedBy(models.TextChoices):
        OWN = "own", "本单位书记，上级抽查"
        SUPERIOR = "superior", "上级逐项认定"

    year = models.PositiveSmallIntegerField("年度", unique=True)
    notice_title = models.CharField("通知标题", max_length=120)
    issued_on = models.DateField("通知印发日期")
    notice_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="通知文件"
    )
    notice_filename = models.CharField("通知文件名", max_length=200, blank=True)
    own_clauses = models.JSONField("本年度通知的条文", default=dict, blank=True)
    limits_json = models.JSONField("报告要求", default=default_limits, validators=[validate_limits])
    limits_number = models.PositiveSmallIntegerField("要求第几版", default=1)
    focus_points = models.JSONField("本年度重点", default=list, blank=True, validators=[validate_focus_points])
    violations_block = models.BooleanField("不符合要求的不收", default=False)
    grade_names = models.JSONField("等次名称", default=default_grade_names, validators=[validate_grade_names])
    best_at_most = models.CharField("最高等次不超过", max_length=10, blank=True, validators=[validate_share])
    lower_at_least = models.CharField("第二等次及以下不低于", max_length=10, blank=True, validators=[validate_share])
    rounding = models.CharField("名额有小数时", max_length=10, choices=Rounding, default=Rounding.DOWN)
    uses_poll = models.BooleanField("会上进行民主测评", default=False)
    objection_days = models.PositiveSmallIntegerField("对等次有异议的提出期限（天）", default=5)
    ticked_by = models.CharField("整改完成由谁打√", max_length=10, choices=TickedBy, default=TickedBy.OWN)

    remind_before = models.JSONField("提前几天提醒", default=default_before, blank=True, validators=[validate_days])
    remind_after = models.JSONField("逾期几天催办", default=default_after, blank=True, validators=[validate_days])

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = "年度考核"
        verbose_name_plural = "年度考核"
        constraints = [
            models.CheckConstraint(condition=models.Q(year__gte=2000, year__lte=2200), name="cycle_year_plausible"),
            models.CheckConstraint(
                condition=models.Q(notice_file__isnull=True) | ~models.Q(notice_filename=""),
                name="cycle_notice_file_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} 年度"

    @property
    def limits(self) -> ReportLimits:
        """The limits now in force, as the word check takes them; LimitsVersion tells how they came about."""
        return limits_from_json(self.limits_json)

    @property
    def schedule(self) -> Schedule:
        """When to remind of what is due in this year, drafts and rectification alike (DESIGN §8)."""
        return Schedule(tuple(self.remind_before), tuple(self.remind_after))

    @property
    def clauses(self) -> Mapping[str, Clause]:
        """The clauses that pages quote: this cycle's own wording where it has one."""
        return clauses_of(self.own_clauses)

    @property
    def leftovers(self) -> list[Leftover]:
        """What an old notice has left in the title and the texts (NOTICE.md: pre-flight names it)."""
        quotes = [(f"条文“{clause['label']}”", clause["quote"]) for clause in self.own_clauses.values()]
        focus = [("本年度重点", line) for line in self.focus_points]
        return leftovers(self.year, [("通知标题", self.notice_title), *quotes, *focus])
