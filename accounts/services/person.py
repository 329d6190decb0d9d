"""Keeping people and their accounts."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Appointment, Organization, Person
from accounts.services import audit

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else
GROUPS, GROUP = 3, 4  # 12 characters of 31: 59 bits
GOOD_FOR = timedelta(days=14)
MOST_AT_ONCE = 300
# An initial password is random and lives for days; the usual count of rounds would take minutes for a school.
ROUNDS = 30_000


class PersonRefused(Exception):
    """What was asked cannot be done with this account; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Slip:
    """An initial password as it is handed over: shown once, stored nowhere."""

    person: Person
    organization: str
    password: str


@transaction.atomic
def create_person(*, staff_number: str, name: str, mobile: str = "", actor: Person | None = None) -> Person:
    """Create a person without a password; raises ValidationError where the number or mobile is taken."""
    person = Person(staff_number=staff_number, name=name, mobile=mobile or None, password=make_password(None))
    person.full_clean()
    person.save()
    audit.record(actor, "新建人员", person, after={"staff_number": staff_number})
    return person


@transaction.atomic
def change_person(person: Person, *, name: str, mobile: str, actor: Person | None) -> Person:
    """Correct a name or a mobile number; raises ValidationError where the number is somebody else's."""
    Person.objects.select_for_update().get(pk=person.pk)
    changed: Person = Person.objects.get(pk=person.pk)
    fields = {"name": name, "mobile": mobile or None}
    before = {field: getattr(changed, field) for field in fields if getattr(changed, field) != fields[field]}
    if before:
        changed.name, changed.mobile = name, mobile or None
        changed.full_clean()
        changed.save(update_fields=list(before))
        audit.record(actor, "修改人员", changed, before=before, after={field: fields[field] for field in before})
    return changed


@transaction.atomic
def issue_password(person: Person, *, actor: Person | None) -> Slip:
    """Give ``person`` a random password for one login; it ends their sessions, and whatever they had before.

    ``actor`` is None for who works on the server itself: the first password of an installation. Raises PersonRefused for a disabled account and for one's own.
    """
    if actor is not None and person.pk == actor.pk:
        raise PersonRefused("不能给自己发初始密码；要换密码，请用页脚的“修改密码”。")
    Person.objects.select_for_update().get(pk=person.pk)
    if not Person.objects.get(pk=person.pk).is_active:
        raise PersonRefused("这个账号已停用。请先启用，再发放初始密码。")
    return _issue(person, actor=actor)


@transaction.atomic
def issue_passwords(root: Organization, *, actor: Person, today: date) -> list[Slip]:
    """Give everybody below ``root`` who has a post and no password yet an initial one; at most 300 at once."""
    waiting = waiting_for_password(root, actor=actor, today=today)
    return [_issue(person, actor=actor) for person in waiting.select_for_update(of=("self",))[:MOST_AT_ONCE]]


def waiting_for_password(root: Organization, *, actor: Person, today: date) -> QuerySet[Person]:
    """Return who below ``root`` holds a post, may be kept by ``actor``, and has never been given a password."""
    posts = Appointment.objects.still_held(today).filter(organization__in=Organization.objects.within(root))
    people: QuerySet[Person] = Person.objects.editable_by(actor).without_password()
    return people.filter(pk__in=posts.values("person")).exclude(pk=actor.pk).order_by("staff_number")


def _issue(person: Person, *, actor: Person | None) -> Slip:
    password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    Person.objects.filter(pk=person.pk).update(
        password=_hashed(password), must_change_password=True, password_issued_at=timezone.now()
    )
    audit.record(actor, "发放初始密码", person)
    post = person.posts[0].organization.name if person.posts else ""
    return Slip(person, post, password)


def _hashed(password: str) -> str:
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return str(hasher.encode(password, hasher.salt(), iterations=ROUNDS))
    return make_password(password)


@transaction.atomic
def change_password(person: Person, *, password: str) -> Person:
    """Take a person's own new password; every other session of theirs ends."""
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    audit.record(person, "修改密码", person)
    return person


@transaction.atomic
def set_active(person: Person, *, active: bool, actor: Person) -> bool:
    """Enable or disable an account; return whether that changed anything. One's own cannot be disabled."""
    if person.pk == actor.pk:
        raise PersonRefused("不能停用自己的账号。")
    changed = Person.objects.filter(pk=person.pk, is_active=not active).update(is_active=active)
    if changed:
        audit.record(actor, "启用账号" if active else "停用账号", person)
    return bool(changed)


def is_expired(person: Person) -> bool:
    """Whether an initial password has lain about for too long to be used."""
    issued = person.password_issued_at
    return person.must_change_password and (issued is None or timezone.now() - issued > GOOD_FOR)
