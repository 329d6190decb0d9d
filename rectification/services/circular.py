"""Drafting circulars from the ledgers, and issuing them (N3.5c)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from accounts.models import Organization, Person
from accounts.services.trail import audit
from rectification.models import Circular, Extension, Item, Ledger
from rectification.rules.circular import Listed, Section, from_json, opening, sections, to_json
from rectification.services.item import Overtaken
from reviews.models import Cycle

DEMAND = "各党组织要对照台账逐件检查，逾期的说明原因、尽快改完，改完的及时申报；从小问题和具体事情改起，不搞材料过关。"


@transaction.atomic
def draft_circular(organization: Organization, *, cycle: Cycle, person: Person, now: datetime) -> Circular:
    """Draft the next circular, or return the draft that is waiting."""
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    earlier = Circular.objects.filter(organization=organization, cycle=cycle)
    waiting = earlier.filter(state=Circular.State.DRAFT).first()
    if waiting:
        return waiting
    number = (earlier.aggregate(last=Max("number"))["last"] or 0) + 1
    drafted = Circular.objects.create(
        organization=organization, cycle=cycle, number=number, demand=DEMAND, drafted_by=person, drafted_at=now
    )
    audit.record(person, "起草督查通报", drafted)
    return drafted


@transaction.atomic
def write_demand(circular: Circular, *, person: Person, demand: str) -> Circular:
    """Change the demand of a draft."""
    fresh = _draft(circular)
    before, fresh.demand = fresh.demand, demand
    fresh.save(update_fields=["demand"])
    audit.record(
        person,
        "修改督查通报",
        fresh,
        before={"demand": audit.fingerprint(before)},
        after={"demand": audit.fingerprint(demand)},
    )
    return fresh


@transaction.atomic
def issue_circular(circular: Circular, *, person: Person, now: datetime) -> Circular:
    """Issue a draft: its lists are frozen as they stand now."""
    fresh = _draft(circular)
    first, lists = circular_lists(fresh, timezone.localdate(now))
    fresh.contents = {"opening": first, "lists": to_json(lists)}
    fresh.state, fresh.issued_by, fresh.issued_at = Circular.State.ISSUED, person, now
    fresh.save()
    audit.record(person, "印发督查通报", fresh, before={"state": "draft"}, after={"state": "issued"})
    return fresh


def _draft(circular: Circular) -> Circular:
    Circular.objects.select_for_update().get(pk=circular.pk)
    fresh = Circular.objects.for_pages().get(pk=circular.pk)
    if fresh.state != Circular.State.DRAFT:
        name = fresh.issued_by.name if fresh.issued_by else ""
        raise Overtaken(f"{name}已经印发这一期，不能再改。要补充，请起草下一期。")
    return fresh


def circular_lists(circular: Circular, today: date) -> tuple[str, tuple[Section, ...]]:
    """Return the first paragraph and the lists: as issued, or of a draft as they stand today."""
    if circular.contents is not None:
        return circular.contents["opening"], from_json(circular.contents["lists"])
    ledgers = Ledger.objects.under(circular.organization, circular.cycle.year)
    items = (
        Item.objects.filter(ledger__in=ledgers)
        .annotate(extended=Exists(Extension.objects.filter(item=OuterRef("pk"), state=Extension.State.GRANTED)))
        .select_related("ledger__organization")
        .order_by("ledger__organization__position", "ledger", "deadline", "number")
    )
    lists = sections((_listed(item, today) for item in items), today)
    return opening(ledgers.count(), lists, today), lists


def _listed(item: Item, today: date) -> Listed:
    # After a failed look-back the day is later too, but nobody has extended it.
    first = item.first_deadline if item.extended else None  # type: ignore[attr-defined]
    return Listed(
        organization=item.ledger.organization_short,
        problem=item.problem,
        responsible=item.responsible,
        deadline=item.deadline,
        standing=item.standing(today),
        extended_from=first,
    )
