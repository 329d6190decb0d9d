"""Passwords: an initial one, drawn for somebody and good for one login, and their own in its place."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password
from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.services.entry.session import end_sessions
from accounts.services.trail import audit

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else
GROUPS, GROUP = 3, 4  # 12 characters of 31: 59 bits
GOOD_FOR = timedelta(days=14)
# An initial password is random and lives for days; the usual count of rounds would take minutes for a school.
ROUNDS = 30_000


class PasswordRefused(Exception):
    """This person cannot be given a password; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Slip:
    """An initial password as it is handed over: shown once, stored nowhere."""

    person: Person
    organization: str
    password: str


@transaction.atomic
def issue_password(person: Person, *, actor: Person | None) -> Slip:
    """Give ``person`` a random password for one login; it ends their sessions, and whatever they had before.

    ``actor`` is None for who works on the server itself: the first password of an installation. Raises PasswordRefused
    for a disabled account, for one's own, and where passwords let nobody in.
    """
    if actor is not None and person.pk == actor.pk:
        raise PasswordRefused("不能给自己发初始密码；要换密码，请用页脚的“我的账号”。")
    Person.objects.select_for_update().get(pk=person.pk)
    if not Person.objects.get(pk=person.pk).is_active:
        raise PasswordRefused("这个账号已停用。请先启用，再发放初始密码。")
    if not person.may_use_password:
        raise PasswordRefused(f"密码登录已经关闭，大家用{settings.SSO_LABEL}登录，不用发初始密码。")
    return _issue(person, actor=actor)


def new_password() -> str:
    """Return a random initial password."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


def _issue(person: Person, *, actor: Person | None) -> Slip:
    password = new_password()
    Person.objects.filter(pk=person.pk).update(
        password=hashed(password), must_change_password=True, password_issued_at=timezone.now(), password_used_at=None
    )
    end_sessions(person)
    audit.record(actor, "发放初始密码", person)
    post = person.posts[0].organization.name if person.posts else ""
    return Slip(person, post, password)


def hashed(password: str) -> str:
    """Hash an initial password with rounds of its own."""
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return str(hasher.encode(password, hasher.salt(), iterations=ROUNDS))
    return make_password(password)


@transaction.atomic
def change_password(person: Person, *, password: str, session_key: str = "") -> Person:
    """Take a person's own new password; every session of theirs ends but ``session_key``."""
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    end_sessions(person, keep=session_key)
    audit.record(person, "修改密码", person)
    return person


def is_expired(person: Person) -> bool:
    """Whether an initial password has lain about for too long to be used."""
    issued = person.password_issued_at
    return person.must_change_password and (issued is None or timezone.now() - issued > GOOD_FOR)


def good_until(issued: datetime | None = None) -> date:
    """Return the day before which an initial password that was ``issued`` then, or just now, is to be used."""
    return timezone.localdate((issued or timezone.now()) + GOOD_FOR)
