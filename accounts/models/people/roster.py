"""Roster 名册: one uploaded table of organizations, people and posts, from its preview to its being written."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models.house.stored_file import StoredFile
from accounts.models.people import reach
from accounts.models.people.organization import Organization
from accounts.models.people.person import Person


class RosterQuerySet(models.QuerySet["Roster"]):
    """Rosters by whose they are."""

    def visible_to(self, person: Person) -> Self:
        """Return those that ``person`` uploaded for a tree that is still theirs to build."""
        return self.filter(reach.rooting(person, "organization__"), uploaded_by=person)

    editable_by = visible_to

    def listed(self) -> Self:
        """Return those of which more was found than their page lists."""
        return self.exclude(listing=None)


class Roster(models.Model):
    """``report`` is the preview as it is shown; ``fingerprint`` stands for exactly what would be written.

    ``listing`` is the preview row by row, where a page is too short for it.
    """

    class State(models.TextChoices):
        READING = "reading", "正在核对"
        PREVIEWED = "previewed", "待确认"
        WRITING = "writing", "正在写入"
        WRITTEN = "written", "已写入"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="rosters", verbose_name="范围")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    filename = models.CharField("文件名", max_length=200)
    rows = models.PositiveIntegerField("行数")
    state = models.CharField("状态", max_length=10, choices=State, default=State.READING)
    listing = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="逐行清单"
    )
    report = models.JSONField("核对结果", default=dict)
    fingerprint = models.CharField("核对指纹", max_length=64, blank=True)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="rosters", verbose_name="上传人")
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)
    written_at = models.DateTimeField("写入时间", null=True, blank=True)

    objects = RosterQuerySet.as_manager()

    class Meta:
        verbose_name = "名册"
        verbose_name_plural = "名册"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="written", written_at__isnull=False)
                | (~Q(state="written") & Q(written_at__isnull=True)),
                name="roster_written_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["reading", "previewed", "writing", "written"]), name="roster_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="reading") | ~Q(fingerprint=""), name="roster_previewed_has_a_fingerprint"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization.known_as} {self.filename}"[:200]

    @property
    def standing(self) -> str:
        """Where it stands, as its list says: of what was previewed only what can be written waits for a confirmation."""
        counts = self.report.get("counts", {})
        if self.state != self.State.PREVIEWED:
            return str(self.get_state_display())
        if self.report.get("blocked"):
            return "有要改正的，没有写入"
        return "待确认" if any(many for action, many in counts.items() if action != "unchanged") else "没有要改的"

    @property
    def is_busy(self) -> bool:
        """Whether it is being read or written just now."""
        return self.state in {self.State.READING, self.State.WRITING}
