"""Talk 约谈提醒: what follows from 一般 and 差, noted after it was held (N3.4d)."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import Appointment, Organization, Person
from reviews.models import Consequence
from reviews.models.relation import held, own, reviewing, written

OF = "consequence__outcome__"


class TalkQuerySet(models.QuerySet["Talk"]):
    """Talks by relation: the deciding side's; the person's own once it was held and the result fed back (DESIGN §4)."""

    def visible_to(self, person: Person) -> Self:
        """Return those that ``person`` arranges, and what was noted of talks with them."""
        held_with = written(person, f"{OF}statement__") & Q(
            noted_at__isnull=False, consequence__outcome__feedback__opened_at__isnull=False
        )
        return self.filter(self._arranged_by(person) | held_with)

    def editable_by(self, person: Person) -> Self:
        """Return those that ``person`` notes; never talks with themselves or with their own post."""
        return self.filter(self._arranged_by(person))

    def _arranged_by(self, person: Person) -> Q:
        about = own(person, f"{OF}statement__") | written(person, f"{OF}statement__")
        return reviewing(person, f"{OF}decision__round__organization") & ~about

    def with_secretary_of(self, organization: Organization, year: int) -> Self:
        """Return those with the secretary of ``organization`` about ``year``."""
        statement = f"{OF}statement__"
        return self.filter(**{f"{statement}organization": organization, f"{statement}round__cycle__year": year})

    def waiting(self) -> Self:
        """Return those still to be held: not noted, and no later decision has taken the ground away."""
        return self.filter(noted_at__isnull=True, consequence__outcome__is_current=True)

    def listed(self) -> Self:
        """Leave out what never happened and no longer needs to."""
        return self.filter(Q(noted_at__isnull=False) | Q(consequence__outcome__is_current=True))

    def for_pages(self) -> Self:
        """Load with whom, and on what ground."""
        return self.select_related(
            "consequence__outcome__decision__round__cycle", "consequence__outcome__decision__round__organization",
            "consequence__outcome__statement__organization", "consequence__outcome__statement__appointment__person",
            "noted_by",
        )  # fmt: skip


class Talk(models.Model):
    """``demands`` is 要求, ``reply`` what the person said (表态); ``version`` 0 means: nothing is noted yet."""

    consequence = models.OneToOneField(Consequence, models.PROTECT, related_name="talk", verbose_name="结果运用")
    opened_at = models.DateTimeField("列出时间")
    held_on = models.DateField("约谈日期", null=True, blank=True)
    talked_by = models.CharField("约谈人", max_length=40, blank=True)
    reason = models.TextField("事由", blank=True)
    demands = models.TextField("要求", blank=True)
    reply = models.TextField("本人表态", blank=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记人")
    noted_at = models.DateTimeField("登记时间", null=True, blank=True)
    version = models.PositiveIntegerField("第几次保存", default=0)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = "约谈提醒"
        verbose_name_plural = "约谈提醒"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    version=0, noted_at__isnull=True, noted_by__isnull=True, held_on__isnull=True,
                    talked_by="", reason="", demands="", reply="",
                )
                | Q(version__gte=1, noted_at__isnull=False, noted_by__isnull=False, held_on__isnull=False)
                & ~Q(talked_by="") & ~Q(reason="") & ~Q(demands=""),
                name="talk_noted_whole_or_not_at_all",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        # Whom it is with would tell the grade wherever the trail names the row.
        return f"{self.consequence.outcome.decision.round}约谈提醒 {self.pk} 号"

    @property
    def is_noted(self) -> bool:
        """Whether it was held and written down."""
        return self.noted_at is not None

    @property
    def is_listed(self) -> bool:
        """Whether it was held or is still to be: what ``listed`` asks the database, for a row at hand."""
        return self.is_noted or self.consequence.outcome.is_current

    @property
    def person(self) -> Person:
        """With whom."""
        return self.consequence.outcome.statement.person

    def is_about(self, person: Person) -> bool:
        """Whether ``person`` is the one talked to, or holds the post by now; told from rows at hand."""
        statement = self.consequence.outcome.statement
        return statement.person.pk == person.pk or statement.organization_id in held(person, Appointment.REVIEWED_ROLES)

    def is_overdue(self, today: date) -> bool:
        """Whether its day has gone by without a note."""
        due = self.consequence.due
        return not self.is_noted and due is not None and due < today
