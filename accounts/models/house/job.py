"""Job 后台任务: long work that a person watches instead of waiting for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models.house.stored_file import StoredFile
from accounts.models.people.person import Person

STILL_AFTER = timedelta(minutes=1)


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs by whose they are."""

    def visible_to(self, person: Person) -> Self:
        """Return the jobs that ``person`` started: their results may hold what only they may see."""
        return self.filter(started_by=person)

    def waiting(self) -> Self:
        """Return the jobs that nobody has taken yet, the oldest first."""
        return self.filter(state=Job.State.QUEUED).order_by("pk")

    def going(self) -> Self:
        """Return the jobs that wait or run."""
        return self.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])

    def abandoned(self, since: datetime) -> Self:
        """Return the running jobs without progress since then: their worker was killed."""
        return self.filter(state=Job.State.RUNNING, touched_at__lt=since)


class Job(models.Model):
    """One piece of long work: ``kind`` names the function that does it, ``subject`` the id it is done to, ``asked`` how."""

    class State(models.TextChoices):
        QUEUED = "queued", "排队中"
        RUNNING = "running", "正在办"
        DONE = "done", "办好了"
        FAILED = "failed", "没有办成"

    kind = models.CharField("类别", max_length=40)
    subject = models.BigIntegerField("对象编号")
    asked = models.JSONField("要求", default=dict)
    title = models.CharField("名称", max_length=120)
    state = models.CharField("状态", max_length=10, choices=State, default=State.QUEUED)
    done = models.PositiveIntegerField("已完成", default=0)
    total = models.PositiveIntegerField("共", default=0)
    message = models.CharField("说明", max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="结果")
    filename = models.CharField("结果文件名", max_length=120, blank=True)
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="jobs", verbose_name="发起人")
    started_at = models.DateTimeField("发起时间", auto_now_add=True)
    attempts = models.PositiveSmallIntegerField("办了几次", default=0)
    touched_at = models.DateTimeField("最近进展", auto_now=True)
    finished_at = models.DateTimeField("办结时间", null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "后台任务"
        verbose_name_plural = "后台任务"
        constraints = [
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="job_not_more_than_all"),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "failed"]) | Q(finished_at__isnull=False),
                name="job_ended_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(state__in=["done", "failed"]), name="job_with_an_end_is_over"
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(message=""), name="job_failed_says_why"),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running", "done", "failed"]) & ~Q(kind=""), name="job_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=True) | Q(state="done"), name="job_hands_a_file_over_when_done"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def percent(self) -> int:
        """How far it is, 0–100."""
        if self.state == self.State.DONE:
            return 100
        return self.done * 100 // self.total if self.total else 0

    @property
    def is_still(self) -> bool:
        """Whether it has not moved for a while though it should: its worker may be gone."""
        return self.state == self.State.RUNNING and timezone.now() - self.touched_at > STILL_AFTER

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in {self.State.DONE, self.State.FAILED}
