"""An item on its way to √: progress, claim, tick, return, look-back, review (DESIGN §6)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import Person
from accounts.services.house.stored_file import store_file
from accounts.services.trail import audit
from rectification.models import Evidence, Item, Ledger, LookBack
from rectification.rules.item import may_become
from rectification.services.item import NotAllowed, Overtaken, as_seen, lock_item, record_step


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that comes with words."""

    data: bytes
    filename: str


def _move(  # noqa: PLR0917 - private, and read at a glance
    item: Item, state: str, person: Person, verb: str, now: datetime, text: str = "", **fields: Any
) -> Item:
    """Change the state of a locked item, with its history and its line in the trail."""
    if not may_become(item.state, state):
        raise Overtaken(f"这一件现在是“{item.get_state_display()}”，不能办“{verb}”。")
    before = item.state
    item.state, item.version = state, item.version + 1
    for name, value in fields.items():
        setattr(item, name, value)
    item.save(update_fields=["state", "version", *fields])
    record_step(item, person, verb, now, text)
    audit.record(person, f"整改事项{verb}", item, before={"state": before}, after=_told(text) | {"state": state})
    return item


def _told(text: str) -> dict[str, str]:
    """What the trail keeps of the words: that there were some (DESIGN §4)."""
    return {"text": audit.fingerprint(text)} if text else {}


def _keep(item: Item, person: Person, text: str, attachment: Attachment | None, now: datetime) -> None:
    if text or attachment:
        Evidence.objects.create(
            item=item,
            text=text,
            file=store_file(attachment.data) if attachment else None,
            filename=attachment.filename if attachment else "",
            by=person,
            at=now,
        )


@transaction.atomic
def note_progress(
    item: Item, *, person: Person, text: str, attachment: Attachment | None = None, now: datetime
) -> Item:
    """Note how far it is; the state stays."""
    fresh = lock_item(item)
    _keep(fresh, person, text, attachment, now)
    record_step(fresh, person, "进展", now, text)
    audit.record(person, "整改事项记进展", fresh, after=_told(text))
    return fresh


@transaction.atomic
def claim_item(
    item: Item,
    *,
    person: Person,
    text: str,
    attachment: Attachment | None = None,
    now: datetime,
    tick: bool = False,
) -> Item:
    """Say that an item is finished and what shows it; with ``tick`` the own secretary sets the √ at once."""
    fresh = as_seen(item)
    if fresh.is_long_term:
        raise NotAllowed("长期坚持的事项不申报完成，按期复核就行。")
    if not fresh.is_complete:
        raise NotAllowed("这一件还没有写全责任人、整改措施和整改时限，先写全再申报。")
    _keep(fresh, person, text, attachment, now)
    claimed = _move(
        fresh, "claimed", person, "申报完成", now, text, claimed_at=now, claimed_by=person, return_reason=""
    )
    if tick and claimed.ledger.tick_by == Ledger.TickBy.OWN:
        return _move(claimed, "done", person, "打“√”", now, done_at=now, done_by=person)
    return claimed


@transaction.atomic
def withdraw_claim(item: Item, *, person: Person, now: datetime) -> Item:
    """Take the claim back, as long as nobody has decided on it."""
    return _move(as_seen(item), "open", person, "撤回申报", now, claimed_at=None, claimed_by=None)


@transaction.atomic
def tick_item(item: Item, *, person: Person, now: datetime) -> Item:
    """Set the √ on the claim that the person has read."""
    return _move(as_seen(item), "done", person, "打“√”", now, done_at=now, done_by=person)


@transaction.atomic
def return_item(item: Item, *, person: Person, reason: str, now: datetime) -> Item:
    """Return the claim that the person has read, saying what is missing."""
    return _move(as_seen(item), "returned", person, "退回再改", now, reason, return_reason=reason)


@transaction.atomic
def look_back(
    item: Item, *, person: Person, passed: bool, note: str, deadline: date | None = None, now: datetime
) -> Item:
    """Look whether a finished item has held; if not, its √ is struck through and it is open again."""
    fresh = as_seen(item)
    if fresh.state != Item.State.DONE:
        raise Overtaken("这一件现在没有“√”，不用回头看。")
    struck = {} if passed else {"struck_at": fresh.done_at, "struck_by": fresh.done_by}
    LookBack.objects.create(item=fresh, at=now, by=person, passed=passed, note=note, **struck)
    if passed:
        record_step(fresh, person, "回头看合格", now, note)
        audit.record(person, "整改事项回头看合格", fresh, after=_told(note))
        return fresh
    kept = deadline if deadline and fresh.deadline and deadline > fresh.deadline else fresh.deadline
    return _move(
        fresh, "open", person, "回头看不合格", now, note,
        done_at=None, done_by=None, claimed_at=None, claimed_by=None, deadline=kept,
    )  # fmt: skip


@transaction.atomic
def review_item(item: Item, *, person: Person, text: str, next_review: date, now: datetime) -> Item:
    """Note the review of a long-term item and when the next one is."""
    fresh = as_seen(item)
    if not fresh.is_long_term:
        raise NotAllowed("只有长期坚持的事项才复核。")
    before = {"next_review": str(fresh.next_review)}
    fresh.next_review, fresh.version = next_review, fresh.version + 1
    fresh.save(update_fields=["next_review", "version"])
    _keep(fresh, person, text, None, now)
    record_step(fresh, person, "复核", now, text)
    audit.record(person, "整改事项复核", fresh, before=before, after={"next_review": next_review.isoformat()})
    return fresh
