"""Keeping people and their accounts."""

from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models import Appointment, Organization, Person
from accounts.services.entry.session import end_sessions
from accounts.services.trail import audit


class PersonRefused(Exception):
    """What was asked cannot be done with this account; the message says why, in Chinese."""


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


def waiting_for_password(root: Organization, *, actor: Person, today: date, again: bool = False) -> QuerySet[Person]:
    """Return who below ``root`` holds a post, may be kept by ``actor``, and has never been given a password.

    ``again``: who has been given one and has not made it their own yet; the slip may be lost, or too old.
    """
    posts = Appointment.objects.still_held(today).filter(organization__in=Organization.objects.within(root))
    mine = Person.objects.editable_by(actor)
    if settings.SSO_ONLY:
        mine = mine.alias(number=Lower("staff_number")).filter(number__in=settings.EMERGENCY_ACCOUNTS)
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


def _keeps_rights_alone(person: Person) -> bool:
    """Whether nobody else is security administrator without an end; whoever ends or disables another now waits."""
    today = timezone.localdate()
    keepers = Appointment.objects.keepers(today)
    if not keepers.filter(person=person.pk).exists():
        return False
    Organization.objects.select_for_update().get(parent=None)
    return not keepers.exclude(person=person.pk).filter(ends=None, starts__lte=today).exists()


@transaction.atomic
def set_active(person: Person, *, active: bool, actor: Person) -> bool:
    """Enable or disable an account; return whether that changed anything.

    Neither one's own is disabled, nor the last that keeps the rights. Its sessions end, and do not wake up when it is
    enabled again.
    """
    if person.pk == actor.pk:
        raise PersonRefused("不能停用自己的账号。")
    if not active and _keeps_rights_alone(person):
        raise PersonRefused(
            f"{person.name}同志是现在唯一能登录的安全管理员，停用以后没有人管权限。请他先在“权限”里给另一位同志安全管理员"
            "的权限，再来停用。担心账号被别人用了，请先重新发放初始密码：原来的密码马上作废，正在用的也马上退出。"
        )
    changed = Person.objects.filter(pk=person.pk, is_active=not active).update(is_active=active)
    if changed:
        if not active:
            end_sessions(person)
        audit.record(actor, "启用账号" if active else "停用账号", person)
    return bool(changed)
