"""Organization 党组织: a tree, kept as a parent key and a materialized path."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Trim
from django.db.models.lookups import Exact
from django.utils import timezone

from accounts.models.people import reach
from accounts.models.people.fields import PathField, SearchText
from accounts.models.people.gram import GramIndex, spelt
from accounts.rules.people.naming import known_as
from accounts.rules.people.sought import words_of

FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2100, 12, 31)  # as forms and rosters take them


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Walks over the tree; each is one indexed query."""

    def within(self, organization: Organization) -> Self:
        """Return ``organization`` and all below it."""
        return self.filter(path__startswith=organization.path)

    def above(self, organization: Organization) -> Self:
        """Return the ancestors of ``organization``, the top first."""
        return self.filter(pk__in=organization.ancestor_ids).order_by("path")

    def living(self) -> Self:
        """Leave out what was dissolved or merged into another."""
        return self.filter(ended_on=None)

    def reviewing(self) -> Self:
        """Return the kinds below which others stand and are reviewed (N1.2)."""
        return self.filter(kind__in=Organization.REVIEWING)

    def vacant(self, today: date) -> Self:
        """Return those that nobody leads on ``today``: neither a secretary nor a deputy in charge."""
        posts = self.model._meta.get_field("appointments").related_model.objects
        led = posts.current(today).reviewed().filter(organization=OuterRef("pk"))
        return self.filter(~Exists(led))

    def matching(self, query: str) -> Self:
        """Return what is found by every word of ``query``: in names, former names, pinyin or initials."""
        found = self
        for word in words_of(query):
            former = self.model._meta.get_field("former_names").related_model.objects.filter(spelt(word))
            found = found.filter(spelt(word) | Q(pk__among=former.values("organization")))
        return found

    def with_below(self, *, ended: bool = False) -> Self:
        """Add ``below``, how many living organizations stand directly below each; with ``ended`` those too."""
        all_ = Organization.objects.all() if ended else Organization.objects.living()
        counted = (
            all_.filter(parent=OuterRef("pk")).order_by().values("parent").annotate(many=Count("pk")).values("many")
        )
        return self.annotate(below=Coalesce(Subquery(counted), 0))

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

    def secured_by(self, person: reach.Holder) -> Self:
        """Return the top organization where ``person`` is its security administrator: all rights are theirs to look over."""
        return self.filter(parent__isnull=True) if reach.secures_all(person) else self.none()

    def awaiting_security(self, person: reach.Holder) -> Self:
        """Return the top organization where ``person`` organizes it and nobody keeps its rights, yet or any more.

        They name one, then; whoever held the post once, or cannot log in, keeps nothing.
        """
        posts = self.model._meta.get_field("appointments").related_model.objects
        kept = posts.keepers(timezone.localdate()).filter(organization=OuterRef("pk"))
        return self.filter(parent__isnull=True).exclude(Exists(kept)) if reach.organizes_all(person) else self.none()

    def administered_by(self, person: reach.Holder) -> Self:
        """Return the top organization where ``person`` is its system administrator: all accounts are theirs to keep."""
        return self.filter(parent__isnull=True) if reach.administers_all(person) else self.none()


class Organization(models.Model):
    """A Party organization. ``path`` is ``/<id>/<id>/…/`` from the top down to itself; only the service writes it.

    One that was dissolved (撤销) or merged (并入 ``successor``) stays as a row: its history refers to it.
    ``ending`` says what ended or moved with it, so that a mistake can be undone.
    """

    class Kind(models.TextChoices):
        COMMITTEE = "committee", "党委"
        GENERAL_BRANCH = "general_branch", "党总支"
        DIRECT_BRANCH = "direct_branch", "直属党支部"
        BRANCH = "branch", "党支部"

    REVIEWING = (Kind.COMMITTEE, Kind.GENERAL_BRANCH)

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级党组织"
    )
    path = PathField("路径", max_length=250, unique=True, editable=False)
    kind = models.CharField("类别", max_length=20, choices=Kind)
    name = models.CharField("全称", max_length=80)
    short = models.CharField("简称", max_length=40)
    position = models.PositiveIntegerField("规定序", default=0)
    ended_on = models.DateField("撤销日期", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="并入"
    )  # fmt: skip
    ending = models.JSONField("随同变动", null=True, blank=True, editable=False)
    search = SearchText("检索文字", of=("name", "short"), spell="accounts.rules.people.pinyin.search_text")

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = "党组织"
        verbose_name_plural = "党组织"
        indexes = [
            models.Index(fields=["parent", "position", "id"], name="organization_children"),
            GramIndex(fields=["search"], name="organization_grams"),
            # Few have ended; to find them by ``successor``, which is empty in nearly every row, SQLite reads them all.
            models.Index(fields=["ended_on"], condition=Q(ended_on__isnull=False), name="organization_ended"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"],
                condition=Q(ended_on=None),
                name="organization_name_once_below_parent",
                violation_error_message="同一个上级之下已有同名的党组织。请改用不同的全称。",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="organization_not_its_own_parent"
            ),
            models.UniqueConstraint(  # whoever organizes or guards the top reaches everything
                Coalesce("parent", Value(0)),
                condition=Q(parent__isnull=True),
                name="organization_one_top",
                violation_error_message="已经有一个最上级的党组织。请给它选一个上级。",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=False) | Q(ended_on__isnull=True), name="organization_top_has_not_ended"
            ),
            models.CheckConstraint(
                condition=Q(path__startswith="/", path__endswith="/"),
                name="organization_path_is_closed",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["committee", "general_branch", "direct_branch", "branch"])
                & ~Q(name="")
                & ~Q(short=""),
                name="organization_has_a_kind_and_names",
            ),
            models.CheckConstraint(
                condition=~Exact(Trim("name"), "") & ~Exact(Trim("short"), ""), name="organization_names_are_no_blanks"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__range=(FIRST_DAY, LAST_DAY)),
                name="organization_ended_in_our_times",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ending__isnull=True)
                | Q(ended_on__isnull=False, ending__isnull=False),
                name="organization_ended_says_what_ended_with_it",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(ended_on__isnull=False),
                name="organization_succeeded_has_ended",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("pk")), name="organization_not_its_own_successor"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ancestor_ids(self) -> list[int]:
        """The ids above this organization, the top first."""
        return [int(step) for step in self.path.strip("/").split("/")[:-1]]

    @property
    def known_as(self) -> str:
        """What it is called outside its superior's pages; reads the superior, unless it stands right below the top."""
        return self._known_as(self.short)

    @property
    def told_in_full(self) -> str:
        """Its full name, with its superior's before it where it does not tell the college."""
        return self._known_as(self.name)

    def _known_as(self, own: str) -> str:
        if len(self.ancestor_ids) < 2 or self.parent is None:  # noqa: PLR2004 - what stands right below the top is well known
            return own
        return known_as(self.name, own, (self.parent.name, self.parent.short))

    @property
    def may_review(self) -> bool:
        """Whether an organization of this kind has others below it to review (N1.2)."""
        return self.kind in self.REVIEWING

    @property
    def is_living(self) -> bool:
        """Whether it has neither been dissolved nor merged into another."""
        return self.ended_on is None

    def is_within(self, other: Organization) -> bool:
        """Whether this organization is ``other`` or stands below it."""
        return self.path.startswith(other.path)
