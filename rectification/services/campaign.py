"""Gathering one problem across branches (N3.5b)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.models import Organization, Person
from accounts.services.trail import audit
from rectification.models import Campaign, Item
from reviews.models import Cycle


@transaction.atomic
def open_campaign(
    organization: Organization,
    *,
    cycle: Cycle,
    person: Person,
    title: str,
    plan: str,
    led_by: Person,
    until: date,
    items: Sequence[Item] = (),
    now: datetime,
) -> Campaign:
    """Arrange a campaign of ``organization`` over items of its direct subordinates' ledgers."""
    campaign = Campaign.objects.create(
        organization=organization,
        cycle=cycle,
        title=title,
        plan=plan,
        led_by=led_by,
        until=until,
        opened_by=person,
        opened_at=now,
    )
    campaign.items.set(items)
    audit.record(person, "安排集中整治", campaign, after={"items": [item.pk for item in items]})
    return campaign


@transaction.atomic
def set_campaign_items(campaign: Campaign, *, person: Person, items: Sequence[Item]) -> Campaign:
    """Say which items belong to the campaign."""
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    before = sorted(campaign.items.values_list("pk", flat=True))
    campaign.items.set(items)
    after = sorted(item.pk for item in items)
    if before != after:
        audit.record(person, "调整集中整治的事项", campaign, before={"items": before}, after={"items": after})
    return campaign
