"""Listing items: entering, editing, leaving out. What happens to them afterwards stands in ``progress``."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import Person
from accounts.rules.duty.candidate import Candidate
from accounts.services.trail import audit
from rectification.models import Item, Ledger, Step

CODES = {"source", "kind", "deadline", "next_review"}  # what the trail keeps as it is


class Overtaken(Exception):
    """Somebody else was faster; the message says who did what, in Chinese."""


class NotAllowed(Exception):
    """A rule of the office forbids it; the message says which, in Chinese."""


@dataclass(frozen=True, slots=True)
class ItemFields:
    """The cells of one row as a person fills them; ``next_review`` belongs to long-term items alone."""

    problem: str
    source: str
    responsible: str = ""
    measure: str = ""
    kind: str = Item.Kind.LIMITED
    deadline: date | None = None
    next_review: date | None = None


@transaction.atomic
def list_item(ledger: Ledger, *, person: Person, fields: ItemFields, now: datetime) -> Item:
    """Enter a problem as the next row."""
    Ledger.objects.select_for_update().get(pk=ledger.pk)
    return _enter(ledger, person, fields, now)


@transaction.atomic
def draw_candidates(ledger: Ledger, *, person: Person, drawn: list[tuple[Candidate, str]], now: datetime) -> list[Item]:
    """Enter what was chosen, each with the words that the person left standing; what is there already is left out."""
    Ledger.objects.select_for_update().get(pk=ledger.pk)
    there = set(Item.objects.filter(ledger=ledger).exclude(source_key="").values_list("source_key", flat=True))
    new = {candidate.key: (candidate, text) for candidate, text in drawn if candidate.key not in there}
    return [
        _enter(ledger, person, ItemFields(text, candidate.source), now, drawn=candidate)
        for candidate, text in new.values()
    ]


def _enter(ledger: Ledger, person: Person, fields: ItemFields, now: datetime, drawn: Candidate | None = None) -> Item:
    last = Item.objects.filter(ledger=ledger).aggregate(last=Max("number"))["last"] or 0
    origin = {}
    if drawn:
        origin = {
            "source_key": drawn.key,
            "source_label": drawn.label,
            "source_text": drawn.context,
            "source_url": drawn.url,
        }
    item = Item.objects.create(
        ledger=ledger, number=last + 1, first_deadline=fields.deadline, **asdict(fields), **origin
    )
    record_step(item, person, "列账", now)
    audit.record(person, "列入整改事项", item, after=_jsonable(fields))
    return item


def lock_item(item: Item) -> Item:
    """Lock the ledger, on which all changes to its items queue, and read the item anew."""
    Ledger.objects.select_for_update().get(pk=item.ledger_id)
    return Item.objects.for_pages().get(pk=item.pk)


def as_seen(item: Item) -> Item:
    """Lock ``item``; raises Overtaken where it is no longer as the person saw it."""
    fresh = lock_item(item)
    if fresh.version != item.version:
        raise Overtaken(_who_was_faster(fresh))
    return fresh


def _who_was_faster(item: Item) -> str:
    step = Step.objects.filter(item=item).select_related("by").first()
    who = f"{step.by.name if step.by else '系统'}刚刚办了“{step.verb}”" if step else "刚刚有了变动"
    return f"{who}，这一件现在是“{item.get_state_display()}”。您的操作没有生效，请看一下再办。"


def record_step(item: Item, person: Person | None, verb: str, now: datetime, text: str = "") -> Step:
    """Write a line of the item's history."""
    return Step.objects.create(item=item, by=person, verb=verb, text=text, at=now)


@transaction.atomic
def edit_item(item: Item, *, person: Person, fields: ItemFields, now: datetime) -> Item:
    """Change the cells of an open row; a day that was filed stays (only an extension moves it)."""
    fresh = as_seen(item)
    if not fresh.is_open:
        raise NotAllowed("已经申报或完成的，不能再改文字。要改，先撤回申报。")
    before = ItemFields(
        fresh.problem, fresh.source, fresh.responsible, fresh.measure, fresh.kind, fresh.deadline, fresh.next_review
    )
    for name, value in asdict(fields).items():
        setattr(fresh, name, value)
    _settle_days(fresh, before)
    fresh.version += 1
    fresh.save()
    record_step(fresh, person, "修改", now)
    audit.record(person, "修改整改事项", fresh, before=_jsonable(before), after=_jsonable(fields))
    return fresh


def _settle_days(item: Item, before: ItemFields) -> None:
    """Keep the days true: long-term has a review instead of a deadline, and a filed deadline keeps its first day."""
    filed = item.ledger.state == Ledger.State.FILED
    if item.is_long_term:
        if item.state == Item.State.RETURNED:
            raise NotAllowed("退回再改的事项先改完，再转长期坚持。")
        item.deadline = None
        return
    item.next_review = None
    if filed and before.deadline is not None:
        item.deadline = before.deadline
    elif not filed or item.first_deadline is None:
        item.first_deadline = item.deadline
    elif item.deadline is not None and item.deadline < item.first_deadline:
        raise NotAllowed(f"整改时限不能早于原来填报的 {item.first_deadline}。")


@transaction.atomic
def drop_item(item: Item, *, person: Person) -> None:
    """Leave a row out as long as the ledger is being drawn up and nothing has happened to it."""
    fresh = as_seen(item)
    if fresh.ledger.state != Ledger.State.DRAFTING or fresh.state != Item.State.OPEN or fresh.evidence.exists():
        raise NotAllowed("台账填报以后，列入的事项不能删去。")
    if fresh.extensions.exists() or fresh.campaigns.exists():
        raise NotAllowed("这一件已经有延期或集中整治，不能删去。")
    audit.record(
        person, "删去整改事项", fresh, before={"number": fresh.number, "problem": audit.fingerprint(fresh.problem)}
    )
    fresh.steps.all().delete()
    fresh.delete()
    for later in Item.objects.filter(ledger=fresh.ledger, number__gt=fresh.number).order_by("number"):
        Item.objects.filter(pk=later.pk).update(number=later.number - 1)


def _jsonable(fields: ItemFields) -> dict[str, Any]:
    """What the trail keeps: codes and days as they are, of the words that they changed (DESIGN §4)."""
    return {
        name: value.isoformat() if isinstance(value, date) else _told(name, str(value or ""))
        for name, value in asdict(fields).items()
    }


def _told(name: str, value: str) -> str:
    return value if name in CODES else audit.fingerprint(value)
