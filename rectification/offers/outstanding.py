"""What rectification tells the rest of the house: the items that are still open (DESIGN §3)."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from accounts.models import Organization
from accounts.rules.duty.outstanding import Outstanding
from accounts.services.duty.outstanding import outstanding
from rectification.models import Item
from rectification.rules.item import LABELS


@outstanding.register
def open_items(organizations: Sequence[Organization], today: date) -> list[Outstanding]:
    """Return what is not done, long-term items included, in one query for all of ``organizations``."""
    items = (
        Item.objects.filter(ledger__organization__in=organizations)
        .exclude(state=Item.State.DONE)
        .select_related("ledger")
        .by_urgency()
    )
    return [
        Outstanding(
            key=f"item-{item.pk}",
            organization_id=item.ledger.organization_id,
            text=item.problem,
            due=item.deadline,
            state=LABELS[item.standing(today)],
            url=reverse("rectification:item", args=[item.pk]),
        )
        for item in items
    ]
