"""Consequence 结果运用: what follows from a decided grade (N3.4c, N3.4d), written with the decision itself."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import Person
from reviews.models.concluding.decision import Outcome
from reviews.models.relation import overseeing, own, reviewing, written
from reviews.rules.hearing.grade import KIND_LABELS, Kind

ROUND = "outcome__decision__round__"
RELEASED = Q(
    kind=Kind.NOT_EXCELLENT,
    outcome__decision__round__stage__in=["fed_back", "published", "archived"],
    outcome__feedback__opened_at__isnull=False,
)


class ConsequenceQuerySet(models.QuerySet["Consequence"]):
    """Consequences by relation; unreleased ones are the deciding side's alone."""

    def visible_to(self, person: Person) -> Self:
        """Return those that ``person`` sees to, their own once fed back, and for overseers who cannot be 优秀.

        Overseers gather the colleges' lists for 人事, once everybody on them has heard it from their own (N3.4c).
        """
        about = own(person, "outcome__statement__") | written(person, "outcome__statement__")
        deciding = reviewing(person, ROUND + "organization") & ~about
        gathering = overseeing(person, ROUND + "organization") & RELEASED & ~about
        return self.filter(deciding | gathering | about & Q(outcome__feedback__opened_at__isnull=False))

    def editable_by(self, person: Person) -> Self:
        """Return those that ``person`` sees to or gathers: they note when a list went to 人事."""
        about = own(person, "outcome__statement__") | written(person, "outcome__statement__")
        deciding = reviewing(person, ROUND + "organization")
        gathering = overseeing(person, ROUND + "organization") & RELEASED
        return self.filter(deciding | gathering).exclude(about)

    def standing(self) -> Self:
        """Return those of outcomes that no later decision has corrected."""
        return self.filter(outcome__is_current=True)

    def of_kind(self, kind: Kind) -> Self:
        """Return those of one kind."""
        return self.filter(kind=kind)

    def for_pages(self) -> Self:
        """Load of whom, and of which round."""
        return self.select_related(
            "outcome__decision__round__cycle", "outcome__decision__round__organization",
            "outcome__statement__organization", "outcome__statement__appointment__person", "sent_by",
        )  # fmt: skip

    def in_order(self) -> Self:
        """Sort by round, the top first, then in 规定序."""
        return self.order_by(
            ROUND + "organization__path", "outcome__statement__organization__position", "outcome__statement", "pk"
        )


class Consequence(models.Model):
    """``due`` is the day until which a talk is held or the rectification done; 不得评优 has none and is sent to 人事."""

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="consequences", verbose_name="研究结果")
    kind = models.CharField("事项", max_length=20, choices=[(one, KIND_LABELS[one]) for one in Kind])
    due = models.DateField("限期", null=True, blank=True)
    sent_on = models.DateField("送人事部门日期", null=True, blank=True)
    receipt = models.CharField("签收人", max_length=40, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记人")

    objects = ConsequenceQuerySet.as_manager()

    class Meta:
        verbose_name = "结果运用"
        verbose_name_plural = "结果运用"
        constraints = [
            models.UniqueConstraint(fields=["outcome", "kind"], name="consequence_once_an_outcome"),
            models.CheckConstraint(
                condition=Q(kind="not_excellent", due__isnull=True)
                | Q(kind__in=["talk", "rectification"], due__isnull=False, sent_on__isnull=True),
                name="consequence_due_where_something_is_due",
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True, receipt="", sent_by__isnull=True)
                | Q(sent_on__isnull=False, sent_by__isnull=False) & ~Q(receipt=""),
                name="consequence_sent_with_a_receipt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome.statement}的结果运用"  # without the kind: labels stand in the trail
