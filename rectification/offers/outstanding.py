"""What rectification tells the rest of the house: the items that are still open (DESIGN §3)."""

from collections.abc import Sequence
from datetime import date

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organization
from accounts.rules.duty.outstanding import Outstanding
from accounts.services.duty.outstanding import outstanding
from rectification.models import Item, Step
from rectification.rules.item import LABELS, standing


@outstanding.register
def open_items(organizations: Sequence[Organization], today: date) -> list[Outstanding]:
    """Return what is not done, long-term items included, in one query for all of ``organizations``."""
    items = (
        Item.objects.filter(ledger__organization__in=organizations)
        .exclude(state=Item.State.DONE)
        .by_urgency()
        .annotate(noted=Subquery(Step.objects.filter(item=OuterRef("pk")).order_by("at").values("at")[:1]))
        .values_list("pk", "ledger__organization", "problem", "kind", "state", "deadline", "next_review", "noted")
    )
    return [
        Outstanding(
            key=f"item-{pk}",
            organization_id=organization,
            text=problem,
            due=deadline,
            state=LABELS[standing(kind, state, deadline, next_review, today)],
            url=reverse("rectification:item", args=[pk]),
            since=timezone.localdate(noted) if noted else None,
        )
        for pk, organization, problem, kind, state, deadline, next_review, noted in items
    ]
