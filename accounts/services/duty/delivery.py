"""Sending what waits, so that a kill at any moment loses nothing and hides nothing (PROMISES §4)."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Case, Exists, F, OuterRef, Value, When
from django.utils import timezone

from accounts.models import Delivery, Reminder
from accounts.models.duty.delivery import DeliveryQuerySet
from accounts.services.duty.channel import CHANNELS, Channel, Send

logger = logging.getLogger(__name__)
ABANDONED_AFTER = timedelta(minutes=5)  # longer than any one message takes
PAUSE = timedelta(minutes=10)  # doubled with every failure
LONGEST_PAUSE = timedelta(hours=4)
MOST_ATTEMPTS = 12  # some days; the reminder stays in the application all the same
IN_A_ROW = 3  # failures after which a channel is taken to be down until the next sweep
State = Delivery.State


def send_waiting(still_open: Collection[str], *, now: datetime) -> int:
    """Send what waits on every channel; return how many messages went out.

    ``still_open`` are the keys of the matters that are to be done now: what has been done since a message was
    written is left out of it, and a message that a later one has overtaken does not go out at all.
    """
    newer = Reminder.objects.filter(person=OuterRef("reminder__person"), day__gt=OuterRef("reminder__day"))
    overtaken = Delivery.objects.waiting(now, _abandoned()).filter(Exists(newer))
    overtaken.update(state=State.DROPPED, error="已由后来的提醒代替。", claimed_at=None)
    return sum(_send_on(channel, still_open, now) for channel in CHANNELS.values())


def _abandoned() -> datetime:
    return timezone.now() - ABANDONED_AFTER


def _send_on(channel: Channel, still_open: Collection[str], now: datetime) -> int:
    waiting = Delivery.objects.waiting(now, _abandoned()).filter(channel=channel.name)
    if not channel.leaves:
        return waiting.update(state=State.SENT, sent_at=now, attempts=F("attempts") + 1)
    ids = list(waiting.order_by("pk").values_list("pk", flat=True))
    if not ids:
        return 0
    try:
        with channel.opened() as send:
            return _send_each(ids, send, still_open, now)
    except Exception as error:  # noqa: BLE001 - whatever a mail server may raise; it is noted, and tried again
        logger.warning("channel %s is down: %s", channel.name, type(error).__name__)
        _note_all(waiting, error, now)
        return 0


def _send_each(ids: list[int], send: Send, still_open: Collection[str], now: datetime) -> int:
    sent = failures = 0
    for pk in ids:
        outcome = send_one(pk, send, still_open, now=now)
        sent += outcome is True
        failures = failures + 1 if outcome is False else 0
        if failures == IN_A_ROW:
            break
    return sent


def send_one(pk: int, send: Send, still_open: Collection[str], *, now: datetime) -> bool | None:
    """Claim a delivery, send it, mark it: each in its own transaction. Return whether it went out; None if it need not.

    A claim that is found old was left by a sweep that was killed between sending and marking, or before: the
    message goes out again and is marked as possibly doubled.
    """
    waiting = Delivery.objects.waiting(now, _abandoned()).filter(pk=pk)
    doubled = Case(When(claimed_at__isnull=False, then=Value(True)), default=F("possibly_doubled"))
    mine = timezone.now()
    if not waiting.update(claimed_at=mine, attempts=F("attempts") + 1, possibly_doubled=doubled):
        return None
    delivery = Delivery.objects.select_related("reminder__person").get(pk=pk)
    claimed = Delivery.objects.filter(pk=pk, state=State.WAITING, claimed_at=mine)
    person = delivery.reminder.person
    entries = [entry for entry in delivery.reminder.entries if entry.key in still_open]
    if not entries or not CHANNELS[delivery.channel].wants(person):
        error = "本人已不用这种方式接收提醒。" if entries else "所列的事都办完了，不用再发。"
        claimed.update(state=State.DROPPED, error=error, claimed_at=None)
        return None
    try:
        send(person, entries, timezone.localdate(now))
    except Exception as error:  # noqa: BLE001 - whatever a mail server may raise; it is noted, and tried again
        _note(delivery, error, now)
        return False
    claimed.update(state=State.SENT, sent_at=now, claimed_at=None, try_after=None, error="")
    return True


def _note(delivery: Delivery, error: Exception, now: datetime) -> None:
    """Note why a message did not go out, and when to try again; give up after the last attempt."""
    last = delivery.attempts >= MOST_ATTEMPTS
    pause = min(PAUSE * 2 ** (delivery.attempts - 1), LONGEST_PAUSE)
    Delivery.objects.filter(pk=delivery.pk, state=State.WAITING, claimed_at=delivery.claimed_at).update(
        state=State.FAILED if last else State.WAITING, error=_reason(error), claimed_at=None, try_after=now + pause
    )


def _note_all(waiting: DeliveryQuerySet, error: Exception, now: datetime) -> None:
    """Note that the channel could not be opened at all: an attempt of nobody's, tried again with the next sweep."""
    waiting.update(error=_reason(error), try_after=now + PAUSE)


def _reason(error: Exception) -> str:
    """Say what happened without what was written: servers like to repeat addresses and passwords."""
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()[:200]
