"""Organization 党组织: a tree, kept as a parent key and a materialized path."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from accounts.models import reach


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Walks over the tree; each is one indexed query."""

    def within(self, organization: Organization) -> Self:
        """Return ``organization`` and all below it."""
        return self.filter(path__startswith=organization.path)

    def above(self, organization: Organization) -> Self:
        """Return the ancestors of ``organization``, the top first."""
        return self.filter(pk__in=organization.ancestor_ids).order_by("path")

    def in_order(self) -> Self:
        """Sort as the office lists them (规定序): siblings by position, never by any result."""
        return self.order_by("position", "pk")

    def visible_to(self, person: reach.Holder) -> Self:
        """Return what ``person`` organizes or leads, with all below; who leads a single branch needs no tree."""
        return self.filter(reach.seeing(person))

    def rooted_by(self, person: reach.Holder) -> Self:
        """Return the organizations below which ``person`` may build."""
        return self.filter(reach.rooting(person))

    def editable_by(self, person: reach.Holder) -> Self:
        """Return the organizations whose facts and posts ``person`` may change."""
        return self.filter(reach.editing(person))

    def audited_by(self, person: reach.Holder) -> Self:
        """Return the top organization where ``person`` is its auditor: the whole trail is theirs to read."""
        return self.filter(parent__isnull=True) if reach.audits_all(person) else self.none()


class Organization(models.Model):
    """A Party organization. ``path`` is ``/<id>/<id>/…/`` from the top down to itself; only the service writes it."""

    class Kind(models.TextChoices):
        COMMITTEE = "committee", "党委"
        GENERAL_BRANCH = "general_branch", "党总支"
        DIRECT_BRANCH = "direct_branch", "直属党支部"
        BRANCH = "branch", "党支部"

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级党组织"
    )
    path = models.CharField("路径", max_length=250, unique=True, editable=False)
    kind = models.CharField("类别", max_length=20, choices=Kind)
    name = models.CharField("全称", max_length=80)
    short = models.CharField("简称", max_length=40)
    position = models.PositiveIntegerField("规定序", default=0)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = "党组织"
        verbose_name_plural = "党组织"
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"],
                name="organization_name_once_below_parent",
                violation_error_message="同一个上级之下已有同名的党组织。请改用不同的全称。",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="organization_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(path__startswith="/", path__endswith="/"),
                name="organization_path_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ancestor_ids(self) -> list[int]:
        """The ids above this organization, the top first."""
        return [int(step) for step in self.path.strip("/").split("/")[:-1]]

    @property
    def may_review(self) -> bool:
        """Whether an organization of this kind has others below it to review (N1.2)."""
        return self.kind in {self.Kind.COMMITTEE, self.Kind.GENERAL_BRANCH}

    def is_within(self, other: Organization) -> bool:
        """Whether this organization is ``other`` or stands below it."""
        return self.path.startswith(other.path)
