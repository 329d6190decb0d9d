"""The second factor: an authenticator's code beside the password, kept by allauth (PROMISES §6)."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Value
from django.utils import timezone

from accounts.models import Person
from accounts.models.people.person import PersonQuerySet
from accounts.services.entry.session import end_sessions
from accounts.services.trail import audit

GROUP = 4  # digits that are read at a time
MOST_LISTED = 100


class FactorRefused(Exception):
    """What was asked cannot be done with this second factor; the message says why, in Chinese."""


def has_factor(person: Person) -> bool:
    """Whether ``person`` confirms each login with a code."""
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())


def must_have_factor(person: Person) -> bool:
    """Whether ``person`` may do nothing without one; the demo and the tests do not ask for it."""
    return settings.REQUIRE_SECOND_FACTOR and person.needs_second_factor


def factor_since(person: Person) -> datetime | None:
    """Return since when ``person`` has a second factor."""
    found = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    return found.created_at if found else None


def listed_people(kept: PersonQuerySet, query: str) -> list[Person]:
    """Return of ``kept`` who must have a second factor and lacks it, then who has one, each with ``has_totp``.

    At most a hundred; each kind is asked for by itself, or the database would look at everybody.
    """
    has_one = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP))
    named = (kept.matching(query) if query else kept).filter(is_active=True).order_by("staff_number")
    lacking = named.needing_factor(timezone.localdate()).exclude(has_one).annotate(has_totp=Value(value=False))
    having = named.filter(has_one).annotate(has_totp=Value(value=True))
    return [*lacking[:MOST_LISTED], *having[:MOST_LISTED]][:MOST_LISTED]


def codes_left(person: Person) -> int:
    """Return how many recovery codes have not been used."""
    found = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(found.wrap().get_unused_codes()) if found else 0


@transaction.atomic
def set_up_factor(person: Person, *, secret: str, session_key: str) -> list[str]:
    """Begin to ask ``person`` for a code at each login; other devices are logged out. Return the recovery codes.

    They are shown now and never again. Raises FactorRefused where another window was first.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    if has_factor(person):
        raise FactorRefused("两步验证已经开着了。要换一部手机，请先停用，再重新设置。")
    TOTP.activate(person, secret)
    end_sessions(person, keep=session_key)
    audit.record(person, "启用两步验证", person)
    return _new_codes(person)


@transaction.atomic
def renew_codes(person: Person) -> list[str]:
    """Give ``person`` new recovery codes; the old ones are worth nothing any more."""
    Person.objects.select_for_update().get(pk=person.pk)
    if not has_factor(person):
        raise FactorRefused("两步验证还没有开，没有恢复码可换。")
    audit.record(person, "更换恢复码", person)
    return _new_codes(person)


@transaction.atomic
def drop_own_factor(person: Person) -> None:
    """Take ``person``'s own second factor away; raises FactorRefused for whoever must have one."""
    if must_have_factor(person):
        raise FactorRefused("组织部和三类管理员登录必须用两步验证，不能停用。换手机请联系安全管理员重置。")
    if _drop(person):
        audit.record(person, "停用两步验证", person)


@transaction.atomic
def reset_factor(person: Person, *, actor: Person | None) -> bool:
    """Take away the second factor of somebody who has lost their phone, and log them out; return whether they had one.

    ``actor`` is None for who works on the server itself.
    """
    if not _drop(person):
        return False
    end_sessions(person)
    audit.record(actor, "重置两步验证", person)
    return True


def note_wrong_code(person: Person, *, locked: bool) -> None:
    """Leave a line about a code that did not fit."""
    audit.record(None, "试错过多，拒绝登录" if locked else "动态码不对，没有登录", person)


def _drop(person: Person) -> bool:
    Person.objects.select_for_update().get(pk=person.pk)
    found = Authenticator.objects.filter(user=person)
    had = found.filter(type=Authenticator.Type.TOTP).exists()
    found.delete()
    return bool(had)


def _new_codes(person: Person) -> list[str]:
    Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).delete()
    codes = RecoveryCodes.activate(person).get_unused_codes()
    return [" ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP)) for code in codes]
