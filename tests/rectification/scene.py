"""Ledgers and items for tests, as the office would make them."""

from datetime import date, timedelta

from django.utils import timezone

from rectification.models import Item, Ledger
from rectification.services.item import ItemFields, list_item
from rectification.services.ledger import open_ledger
from rectification.services.progress import claim_item

FIELDS = {"responsible": "周正明", "measure": "每月核对一次。", "source": "self_found"}


def in_days(days: int) -> date:
    """Return the day so many days from today."""
    return timezone.localdate() + timedelta(days=days)


def ledger_of(statement, *, tick_by="own") -> Ledger:
    """Open the ledger of a statement's organization."""
    return open_ledger(
        statement.organization,
        cycle=statement.round.cycle,
        person=statement.person,
        now=timezone.now(),
        tick_by=tick_by,
    )


def item_in(ledger, person, problem="组织生活会记录不全。", **fields) -> Item:
    """Enter a complete item, due in thirty days unless said otherwise."""
    given = FIELDS | {"problem": problem, "deadline": in_days(30)} | fields
    listed = list_item(ledger, person=person, fields=ItemFields(**given), now=timezone.now())
    return fresh(listed)


def claimed_in(ledger, person, problem="组织生活会记录不全。", **fields) -> Item:
    """Enter an item and claim it."""
    item = item_in(ledger, person, problem, **fields)
    claim_item(item, person=person, text="3 次记录已补齐。", now=timezone.now())
    return fresh(item)


def fresh(item) -> Item:
    """Read an item anew, as a page would."""
    return Item.objects.for_pages().get(pk=item.pk)
