"""The security administrator's acts: the posts of the administrators and of the department (DESIGN §4)."""

from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Appointment, Organization, Person
from accounts.services.people.appointment import appoint, end_appointment

GIVEN = (*Appointment.GUARDING_ROLES, Appointment.Role.ORGANIZER)


@transaction.atomic
def give_right(person: Person, *, role: str, starts: date, actor: Person) -> Appointment:
    """Give ``person`` one of the posts that stand apart, at the top organization; never to oneself.

    Raises ValidationError, also where the person holds a post that it must be kept apart from.
    """
    if person.pk == actor.pk:
        raise ValidationError("不能给自己加权限，请由另一位安全管理员办理。")
    if not person.is_active:
        raise ValidationError(f"{person.name}同志的账号已停用。请先由系统管理员启用。")
    if role in Appointment.GUARDING_ROLES and not (person.has_usable_password() or settings.SSO_ONLY):
        # Afterwards the organizers no longer keep the account, and a first administrator would be locked out for good.
        raise ValidationError(f"{person.name}同志还没有密码，登录不了。请先发放初始密码，再给这项权限。")
    if role not in GIVEN:
        raise ValidationError("这项职务不在这里任免，请由组织部在“党组织与人员”里办理。")
    top = Organization.objects.get(parent__isnull=True)
    return appoint(person, organization=top, role=role, starts=starts, actor=actor)


def _others_keep(post: Appointment, *, after: date) -> bool:
    last = max(after, timezone.localdate())  # a day in the past may be noted late, by who came since
    others = Appointment.objects.keepers(last).filter(ends=None, starts__lte=last + timedelta(days=1))
    return bool(others.exclude(person=post.person_id).exists())


@transaction.atomic
def take_right(post: Appointment, *, ends: date, actor: Person) -> Appointment:
    """End one of the posts that stand apart; never one's own, nor the last that keeps the rights without an end.

    Of two who end each other's the second finds that the first's has an end by now.
    """
    if post.person_id == actor.pk:
        raise ValidationError("不能结束自己的权限，请由另一位安全管理员办理。")
    Organization.objects.select_for_update().get(parent__isnull=True)
    if post.role == Appointment.Role.SECURITY_ADMINISTRATOR and not _others_keep(post, after=ends):
        raise ValidationError(
            "结束以后就没有能一直管权限的安全管理员了：别的安全管理员没有、已停用，或者已经定了最后一天。"
            f"请先给另一位同志安全管理员的权限，再来结束{post.person.name}同志的。"
        )
    return end_appointment(post, ends=ends, actor=actor)
