"""Opening ledgers and filing them."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import Organization, Person
from accounts.services.trail import audit
from rectification.models import Item, Ledger
from reviews.models import Cycle, Round, Statement


class NotReady(Exception):
    """The ledger cannot be filed yet; the message says what is missing, in Chinese."""


@transaction.atomic
def open_ledger(
    organization: Organization,
    *,
    cycle: Cycle,
    person: Person | None,
    now: datetime,
    tick_by: str = "",
) -> Ledger:
    """Open the ledger of ``organization`` for ``cycle``, or return the one that is there (N3.5a).

    Idempotent: a click and a nightly run may both ask. Who sets the √ is the cycle's choice unless ``tick_by`` says
    otherwise; ``"superior"`` (一般, 差) also tightens an existing ledger, which only a correction loosens again. ``person`` is
    None where the system opens it by itself.
    """
    tick_by = tick_by or cycle.ticked_by
    ledger, is_new = Ledger.objects.select_for_update().get_or_create(
        organization=organization, cycle=cycle, defaults={"opened_at": now, "opened_by": person, "tick_by": tick_by}
    )
    if is_new:
        audit.record(person, "建立整改台账", ledger)  # not who ticks: it would tell the grade (DESIGN §4)
    elif tick_by == Ledger.TickBy.SUPERIOR and ledger.tick_by != tick_by:
        _let_tick(ledger, tick_by, person)
    return ledger


@transaction.atomic
def loosen_ledger(ledger: Ledger, *, person: Person | None) -> bool:
    """Give the √ back to whom the cycle names: a correcting decision has taken 限期整改 away; whether that changed it."""
    locked = Ledger.objects.select_for_update().get(pk=ledger.pk)
    usual = ledger.cycle.ticked_by
    if locked.tick_by == usual:
        return False
    _let_tick(locked, usual, person)
    return True


def _let_tick(ledger: Ledger, tick_by: str, person: Person | None) -> None:
    ledger.tick_by = tick_by
    ledger.save(update_fields=["tick_by"])
    audit.record(person, "调整整改台账", ledger)


def open_ledgers(round_: Round, *, person: Person | None, now: datetime) -> int:
    """Open a ledger for everybody who reports in ``round_``; return how many were not there before."""
    reporting = Statement.objects.filter(round=round_).reporting().select_related("organization")
    before = Ledger.objects.filter(cycle=round_.cycle, organization__statements__round=round_).count()
    for statement in reporting.order_by("organization__position", "pk"):
        open_ledger(statement.organization, cycle=round_.cycle, person=person, now=now)
    return Ledger.objects.filter(cycle=round_.cycle, organization__statements__round=round_).count() - before


@transaction.atomic
def file_ledger(ledger: Ledger, *, person: Person, today: date) -> Ledger:
    """File the ledger: from today the deadlines move by extensions alone. Raises NotReady where cells are empty (N5)."""
    Ledger.objects.select_for_update().get(pk=ledger.pk)
    fresh = Ledger.objects.for_pages().get(pk=ledger.pk)
    if fresh.state == Ledger.State.FILED:
        return fresh
    items = list(Item.objects.filter(ledger=fresh).order_by("number"))
    lacking = [item.number for item in items if not item.is_complete]
    if not items:
        raise NotReady("台账里还没有问题，先列入再填报。")
    if lacking:
        numbers = "、".join(map(str, lacking))
        raise NotReady(f"第 {numbers} 件还没有写全责任人、整改措施和整改时限，写全后再填报。")
    fresh.state, fresh.filed_on = Ledger.State.FILED, today
    fresh.save(update_fields=["state", "filed_on"])
    audit.record(person, "填报整改台账", fresh, after={"filed_on": today.isoformat(), "items": len(items)})
    return fresh
