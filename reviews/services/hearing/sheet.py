"""Handing in a sheet: burns the slip and stores the sheet in one transaction, and leaves no other trace (DESIGN §7)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from reviews.models import Door, Jotting, Poll, Sheet, Slip
from reviews.rules.hearing.poll import ordered
from reviews.rules.hearing.slip import cleaned, is_key, receipt_of, room_of, token_hash
from reviews.services.hearing.poll import poll_secret


class NoSuchSlip(Exception):
    """No slip has this code, or its poll is over: the two look alike."""


class SlipRefused(Exception):
    """The slip is known but nothing can be handed in with it now; the message says why, in Chinese."""


NOT_YET = "测评还没有开始。请等主持人宣布，这张票先留好。"
USED = "这张票已经交过，不能再交一次。"
GONE = "刚才已经收票，这张票没有计入。"


@dataclass(frozen=True, slots=True)
class Found:
    """A slip that may be used now, and the poll that it opens."""

    poll: Poll
    slip: Slip


def find_slip(token: str, *, of: Poll | None = None) -> Found:
    """Return what a scanned key or a typed code opens, ``of`` that poll alone; raises NoSuchSlip or SlipRefused."""
    token = cleaned(token)
    door = Door.objects.filter(room=room_of(token)).select_related("poll__meeting__round__cycle").first()
    if door is None or (of is not None and door.poll_id != of.pk):
        raise NoSuchSlip
    poll = door.poll
    column = "key_hash" if is_key(token) else "code_hash"
    slip = Slip.objects.filter(poll=poll, **{column: token_hash(poll_secret(poll), token)}).first()
    if slip is None:
        raise NoSuchSlip
    if poll.is_preparing:
        raise SlipRefused(NOT_YET)
    if slip.is_used:
        raise SlipRefused(USED)
    return Found(poll, slip)


def hand_in(
    found: Found, *, choices: Mapping[str, str], remarks: Mapping[int, str] | None = None, void: bool = False
) -> None:
    """Hand in one sheet: ``choices`` by statement id, what is left out is blank; raises SlipRefused.

    The row lock on the slip is what closing waits for: whoever burns it first is counted, who comes later finds none.
    """
    poll, slip = found.poll, found.slip
    kept = {} if void else ordered(choices, poll.statements)
    written = {} if void or not poll.asks_remarks else (remarks or {})
    with transaction.atomic():
        if not Slip.objects.filter(pk=slip.pk, is_used=False).update(is_used=True):
            raise SlipRefused(USED if Slip.objects.filter(pk=slip.pk).exists() else GONE)
        receipt = receipt_of(poll_secret(poll), slip.pk.hex)
        Sheet.objects.create(poll=poll, receipt=receipt, choices=kept, is_void=void)
        Jotting.objects.bulk_create(
            Jotting(poll=poll, statement_id=pk, text=text.strip())
            for pk, text in written.items()
            if text.strip() and pk in poll.statements
        )
