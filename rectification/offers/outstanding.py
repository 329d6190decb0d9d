"""What rectification tells the rest of the house: the items that are still open (DESIGN §3)."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from accounts.models import Organization
from accounts.rules.duty.outstanding import Outstanding
from accounts.services.duty.outstanding import outstanding
from rectification.models import Item
from rectification.rules.item import LABELS, standing


@outstanding.register
def open_items(organizations: Sequence[Organization], today: date) -> list[Outstanding]:
    """Return what is not done, long-term items included, in one query for all of ``organizations``."""
    items = (
        Item.objects.filter(ledger__organization__in=organizations)
        .exclude(state=Item.State.DONE)
        .by_urgency()
        .values_list("pk", "ledger__organization", "problem", "kind", "state", "deadline", "next_review")
    )
    return [
        Outstanding(
            key=f"item-{pk}",
            organization_id=organization,
            text=problem,
            due=deadline,
            state=LABELS[standing(kind, state, deadline, next_review, today)],
            url=reverse("rectification:item", args=[pk]),
        )
        for pk, organization, problem, kind, state, deadline, next_review in items
    ]
