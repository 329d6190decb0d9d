"""Granting one person a later deadline, and taking that back (准予延交)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.services.trail import audit
from reviews.models import Delay, Statement
from reviews.rules.collecting.delay import delay_refused


class DelayRefused(Exception):
    """No such delay can be granted or withdrawn; the message says why, in Chinese."""


@transaction.atomic
def grant_delay(statement: Statement, *, until: datetime, reason: str, person: Person, now: datetime) -> Delay:
    """Let one statement's report come until ``until``; a new grant takes the place of an earlier one.

    Raises DelayRefused where nothing is owed any more or the instant makes no sense.
    """
    fresh = _lock(statement.pk)
    if fresh.is_exempt or fresh.board_state == "accepted":
        raise DelayRefused("这位书记现在不用交稿，不需要延交。")
    if fresh.round.stage not in {"collecting", "meeting"}:
        raise DelayRefused("这一轮不在收稿，不能准予延交。")
    refused = delay_refused(until=until, common_due=timezone.localtime(fresh.common_due), now=now)
    if refused:
        raise DelayRefused(refused)
    delay = Delay.objects.create(statement=fresh, until=until, reason=reason, granted_by=person, granted_at=now)
    Statement.objects.filter(pk=fresh.pk).update(current_delay=delay)
    audit.record(person, "准予延交", fresh, after={"until": until.isoformat(), "reason": reason})
    return delay


@transaction.atomic
def withdraw_delay(delay: Delay, *, person: Person, now: datetime) -> Delay:
    """Take a grant back: the common deadline holds again. Raises DelayRefused where it no longer counts."""
    fresh = _lock(delay.statement_id)
    if fresh.current_delay_id != delay.pk:
        raise DelayRefused("这次延交已经收回，或者换成了另一次延交。")
    Delay.objects.filter(pk=delay.pk).update(withdrawn_by=person, withdrawn_at=now)
    Statement.objects.filter(pk=fresh.pk).update(current_delay=None)
    audit.record(person, "收回延交", fresh, before={"until": delay.until.isoformat()})
    delay.refresh_from_db()
    return delay


def _lock(statement_id: int) -> Statement:
    Statement.objects.select_for_update().get(pk=statement_id)
    return Statement.objects.for_pages().get(pk=statement_id)
