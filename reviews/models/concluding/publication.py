"""Publication 通报: what the decided scope is told of the round (N3.4b), after everybody has heard their own."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import Appointment, Person
from reviews.models.concluding.decision import Decision
from reviews.models.preparing.round import Round
from reviews.models.relation import held, overseeing, own, written


def _in_scope(person: Person) -> Q:
    """The publications whose decided scope holds ``person``; there is no public page (DESIGN §5)."""
    mine = own(person, "decision__round__statements__") | written(person, "decision__round__statements__")
    reviewed = mine & Q(decision__round__statements__mode__in=["on_stage", "written"])
    posts = held(person, Appointment.KEPT_ROLES)
    at_home = Q(decision__scope__in=["organization", "subtree"], decision__round__organization__in=posts)
    places = [post.organization for post in person.posts if post.role in Appointment.KEPT_ROLES]
    above = {ancestor for organization in places for ancestor in organization.ancestor_ids}
    return reviewed | at_home | Q(decision__scope="subtree", decision__round__organization__in=above)


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Publications by relation."""

    def visible_to(self, person: Person) -> Self:
        """Return drafts of one's own rounds, and what was issued to whom the scope names or who oversees the round."""
        mine = Q(decision__round__in=Round.objects.decided_by(person))
        issued = Q(issued_at__isnull=False) & (_in_scope(person) | overseeing(person, "decision__round__organization"))
        return self.filter(pk__in=self.model.objects.filter(mine | issued).values("pk"))

    def editable_by(self, person: Person) -> Self:
        """Return those that ``person`` prepares and issues; nobody where their own unit is reviewed."""
        return self.filter(decision__round__in=Round.objects.decided_by(person))

    def for_pages(self) -> Self:
        """Load whose it is."""
        return self.select_related("decision__round__cycle", "decision__round__organization", "drafted_by", "issued_by")

    def of_decision(self, decision: Decision) -> Self:
        """Return the one that circulates a decision."""
        return self.filter(decision=decision)

    def issued(self) -> Self:
        """Return those that have gone out."""
        return self.filter(issued_at__isnull=False)

    def latest_first(self) -> Self:
        """Sort the newest first."""
        return self.order_by("-issued_at", "-pk")


class Publication(models.Model):
    """One circulation of one decision; ``contents`` are the grades as they went out and no longer move."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="publication", verbose_name="党组织会议研究")
    text = models.TextField("通报正文")
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="起草人")
    drafted_at = models.DateTimeField("起草时间")
    version = models.PositiveIntegerField("第几次保存", default=1)
    issued_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="印发人"
    )
    issued_at = models.DateTimeField("印发时间", null=True, blank=True)
    contents = models.JSONField("印发时的等次", null=True, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "通报"
        verbose_name_plural = "通报"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="publication_says_something"),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True, issued_by__isnull=True, contents__isnull=True)
                | Q(issued_at__isnull=False, issued_by__isnull=False, contents__isnull=False),
                name="publication_issued_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision.round}情况通报"

    @property
    def is_issued(self) -> bool:
        """Whether it has gone out."""
        return self.issued_at is not None
