"""Asking for more time, and the answer; the first deadline stays (DESIGN §6)."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import Person
from accounts.services.trail import audit
from rectification.models import Extension, Item
from rectification.services.item import NotAllowed, Overtaken, lock_item, record_step


@transaction.atomic
def ask_extension(item: Item, *, person: Person, to_date: date, reason: str, now: datetime) -> Extension:
    """Ask the superior for a later day."""
    fresh = lock_item(item)
    if not fresh.is_open or fresh.deadline is None:
        raise NotAllowed("只有正在改、有时限的事项才申请延期。")
    if to_date <= fresh.deadline:
        raise NotAllowed(f"延到的日期要晚于现在的时限 {fresh.deadline}。")
    if fresh.extensions.filter(state=Extension.State.ASKED).exists():
        raise Overtaken("这一件已经有一个延期申请在等答复。")
    asked = Extension.objects.create(
        item=fresh, from_date=fresh.deadline, to_date=to_date, reason=reason, asked_by=person, asked_at=now
    )
    record_step(fresh, person, "申请延期", now, f"从 {fresh.deadline} 延到 {to_date}：{reason}")
    audit.record(person, "申请延期", asked, after={"to_date": to_date.isoformat(), "reason": audit.fingerprint(reason)})
    return asked


@transaction.atomic
def decide_extension(extension: Extension, *, person: Person, granted: bool, answer: str, now: datetime) -> Extension:
    """Grant or refuse what was asked; raises Overtaken where somebody has answered already."""
    item = lock_item(extension.item)
    fresh = Extension.objects.select_related("decided_by").get(pk=extension.pk)
    if fresh.state != Extension.State.ASKED:
        name = fresh.decided_by.name if fresh.decided_by else "别人"
        raise Overtaken(f"{name}已经答复“{fresh.get_state_display()}”，您的答复没有生效。")
    if granted and not item.is_open:
        raise Overtaken(f"这一件现在是“{item.get_state_display()}”，不用再延期。")
    fresh.state = Extension.State.GRANTED if granted else Extension.State.REFUSED
    fresh.decided_by, fresh.decided_at, fresh.answer = person, now, answer
    fresh.save()
    if granted:
        item.deadline, item.version = max(item.deadline or fresh.to_date, fresh.to_date), item.version + 1
        item.save(update_fields=["deadline", "version"])
    verb = "同意延期" if granted else "不同意延期"
    record_step(item, person, verb, now, answer or f"延到 {fresh.to_date}")
    audit.record(
        person,
        verb,
        fresh,
        before={"state": "asked"},
        after={"state": fresh.state, "answer": audit.fingerprint(answer)},
    )
    return fresh
