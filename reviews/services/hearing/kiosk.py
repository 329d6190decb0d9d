"""The projector's key: whoever has it sees the hall's screen, without a login and nothing else."""

import secrets

from django.conf import settings
from django.db import transaction

from accounts.models import Person
from accounts.services.trail import audit
from reviews.models import Meeting
from reviews.rules.hearing.kiosk import kiosk_hash, kiosk_key
from reviews.services.collecting.report import Overtaken


def new_kiosk_key() -> dict[str, str]:
    """Return the fields of a new key."""
    salt = secrets.token_hex(16)
    return {"kiosk_salt": salt, "kiosk_hash": kiosk_hash(kiosk_key(settings.SECRET_KEY, salt))}


def key_of(meeting: Meeting) -> str:
    """Return the key of ``meeting``, empty where it is revoked or was made under another secret."""
    if not meeting.kiosk_salt:
        return ""
    key = kiosk_key(settings.SECRET_KEY, meeting.kiosk_salt)
    return key if kiosk_hash(key) == meeting.kiosk_hash else ""


def find_by_key(key: str) -> Meeting | None:
    """Return the meeting whose screen ``key`` opens."""
    return Meeting.objects.for_pages().filter(kiosk_hash=kiosk_hash(key)).first()


@transaction.atomic
def renew_key(meeting: Meeting, *, salt: str, person: Person) -> None:
    """Give the projector a new address; the one made from ``salt`` stops at once."""
    _change(meeting, salt, new_kiosk_key())
    audit.record(person, "更换投影地址", meeting)


@transaction.atomic
def revoke_key(meeting: Meeting, *, salt: str, person: Person) -> None:
    """Stop the projector's address."""
    _change(meeting, salt, {"kiosk_salt": "", "kiosk_hash": None})
    audit.record(person, "停用投影地址", meeting)


def _change(meeting: Meeting, salt: str, fields: dict[str, str] | dict[str, str | None]) -> None:
    if not Meeting.objects.filter(pk=meeting.pk, kiosk_salt=salt).update(**fields):
        raise Overtaken("投影地址刚才已经换过，页面上是现在有效的那一个。")
