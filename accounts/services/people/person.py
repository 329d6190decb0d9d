"""Keeping people and their accounts."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, PBKDF2PasswordHasher, get_hasher, make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, Q, QuerySet
from django.utils import timezone

from accounts.models import Appointment, Organization, Person
from accounts.services.entry.session import end_sessions
from accounts.services.trail import audit

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else
GROUPS, GROUP = 3, 4  # 12 characters of 31: 59 bits
GOOD_FOR = timedelta(days=14)
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
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:  # a double click, or somebody else at the same moment
        raise ValidationError("这个工号或手机号刚刚有人登记了，请核对。") from error
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
        try:
            with transaction.atomic():
                changed.save(update_fields=[*before, "search"])
        except IntegrityError as error:  # somebody took it at the same moment
            raise ValidationError("这个手机号刚刚被别人登记了，请核对。") from error
        audit.record(actor, "修改人员", changed, before=before, after={field: fields[field] for field in before})
    return changed


@transaction.atomic
def change_contact(person: Person, *, mobile: str, email: str) -> Person:
    """Take a person's own mobile number and e-mail; raises ValidationError where one is somebody else's."""
    Person.objects.select_for_update().get(pk=person.pk)
    changed: Person = Person.objects.get(pk=person.pk)
    fields = {"mobile": mobile or None, "email": email or None}
    before = {field: getattr(changed, field) for field in fields if getattr(changed, field) != fields[field]}
    if before:
        changed.mobile, changed.email = fields["mobile"], fields["email"]
        changed.full_clean()
        try:
            with transaction.atomic():
                changed.save(update_fields=list(before))
        except IntegrityError as error:  # somebody took it at the same moment
            raise ValidationError("这个手机号或邮箱刚刚被别人登记了，请核对。") from error
        audit.record(person, "修改联系方式", changed, before=before, after={field: fields[field] for field in before})
    return changed


@transaction.atomic
def issue_password(person: Person, *, actor: Person | None) -> Slip:
    """Give ``person`` a random password for one login; it ends their sessions, and whatever they had before.

    ``actor`` is None for who works on the server itself: the first password of an installation. Raises PersonRefused for a disabled account and for one's own.
    """
    if actor is not None and person.pk == actor.pk:
        raise PersonRefused("不能给自己发初始密码；要换密码，请用页脚的“我的账号”。")
    Person.objects.select_for_update().get(pk=person.pk)
    if not Person.objects.get(pk=person.pk).is_active:
        raise PersonRefused("这个账号已停用。请先启用，再发放初始密码。")
    if not person.may_use_password:
        raise PersonRefused(f"密码登录已经关闭，大家用{settings.SSO_LABEL}登录，不用发初始密码。")
    return _issue(person, actor=actor)


def waiting_for_password(root: Organization, *, actor: Person, today: date, again: bool = False) -> QuerySet[Person]:
    """Return who below ``root`` holds a post, may be kept by ``actor``, and has never been given a password.

    ``again``: who has been given one and has not made it their own yet; the slip may be lost, or too old.
    """
    posts = Appointment.objects.still_held(today).filter(organization__in=Organization.objects.within(root))
    mine = Person.objects.editable_by(actor)
    if settings.SSO_ONLY:
        mine = mine.filter(staff_number__in=settings.EMERGENCY_ACCOUNTS)
    people: QuerySet[Person] = mine.with_initial_password() if again else mine.without_password()
    return people.filter(pk__in=posts.values("person")).exclude(pk=actor.pk).order_by("staff_number")


def account_counts(root: Organization, *, actor: Person, today: date, most: int) -> dict[str, int]:
    """Return how many ``actor`` has ``kept`` below ``root``, are ``waiting`` for a password, have ``lost`` theirs.

    Zeros where more than ``most`` organizations stand there.
    """
    within = Organization.objects.within(root)
    few = within.filter(~Exists(within.order_by("path")[most : most + 1]))  # innermost: else SQLite gathers all first
    posts = Appointment.objects.still_held(today).filter(organization__in=few)
    kept = Person.objects.editable_by(actor).filter(pk__in=posts.values("person"), is_active=True).exclude(pk=actor.pk)
    found: dict[str, int] = kept.aggregate(
        kept=Count("pk"),
        waiting=Count("pk", filter=Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)),
        lost=Count("pk", filter=Q(must_change_password=True)),
    )
    return found


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


@transaction.atomic
def set_active(person: Person, *, active: bool, actor: Person) -> bool:
    """Enable or disable an account; return whether that changed anything. One's own cannot be disabled.

    Its sessions end, and do not wake up when it is enabled again.
    """
    if person.pk == actor.pk:
        raise PersonRefused("不能停用自己的账号。")
    changed = Person.objects.filter(pk=person.pk, is_active=not active).update(is_active=active)
    if changed:
        if not active:
            end_sessions(person)
        audit.record(actor, "启用账号" if active else "停用账号", person)
    return bool(changed)


def is_expired(person: Person) -> bool:
    """Whether an initial password has lain about for too long to be used."""
    issued = person.password_issued_at
    return person.must_change_password and (issued is None or timezone.now() - issued > GOOD_FOR)


def good_until(issued: datetime | None = None) -> date:
    """Return the day before which an initial password that was ``issued`` then, or just now, is to be used."""
    return timezone.localdate((issued or timezone.now()) + GOOD_FOR)
