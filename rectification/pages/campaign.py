"""What the pages of a campaign show (N3.5b)."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.lookups import Exact
from django.utils import timezone

from accounts.models import Appointment, Organization, Person
from accounts.services.trail.history import history_of
from rectification.models import Campaign, Item, Ledger
from rectification.pages.item import item_rows
from rectification.rules.item import Standing

VERBS = ("安排集中整治", "调整集中整治的事项")


def leaders(organization: Organization) -> QuerySet[Appointment]:
    """Return who may lead: the secretaries of ``organization`` itself, then of its direct subordinates in 规定序."""
    near = Organization.objects.living().filter(Q(pk=organization.pk) | Q(parent=organization))
    posts = Appointment.objects.current(timezone.localdate()).reviewed().filter(organization__in=near)
    itself = Exact(F("organization"), organization.pk)
    ordered = posts.order_by(itself.desc(), "organization__position", "organization", "-starts", "pk")
    return ordered.select_related("person", "organization")


def campaign_page(person: Person, campaign: Campaign) -> dict[str, Any]:
    """Return a campaign with its items, and those that could join it."""
    may_edit = Campaign.objects.editable_by(person).filter(pk=campaign.pk).exists()
    today = timezone.localdate()
    items = campaign.items.select_related("ledger").order_by("ledger__organization__position", "number")
    rows = item_rows(items, today)
    below = Item.objects.filter(ledger__in=Ledger.objects.under(campaign.organization, campaign.cycle.year))
    others = below.exclude(campaigns=campaign).exclude(state=Item.State.DONE).for_pages()
    return {
        "campaign": campaign,
        "rows": rows,
        "done": sum(row.standing is Standing.DONE for row in rows),
        "others": list(others.order_by("ledger__organization__position", "number")[:200]) if may_edit else [],
        "may_edit": may_edit,
        "today": today,
        "history": history_of(campaign, VERBS),
    }
