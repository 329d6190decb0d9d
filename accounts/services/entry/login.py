"""Logging in with a password: whom the right one does not let in, and the initial one, which opens once (ASVS 6.4.1)."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from accounts.models import Person
from accounts.services.entry.password import is_expired

TO_WHOM = "请联系本单位组织员或组织部重新发放。"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the right password does not let in: ``reason`` for the trail, ``text`` for the person.

    Without a text it is answered as a wrong password.
    """

    reason: str
    text: str = ""


def refusal_of(person: Person) -> Refusal | None:
    """Return why ``person`` does not come in with the right password, None where they do."""
    if not person.is_active:
        return Refusal("账号已停用")
    if not person.may_use_password:
        label = settings.SSO_LABEL
        return Refusal(
            f"只能用{label}登录", f"密码登录已经关闭，请点“用{label}登录”。登不上的，请联系学校管{label}的部门。"
        )
    if person.must_change_password and person.password_used_at:
        when = timezone.localtime(person.password_used_at)
        return Refusal(
            "初始密码已经用过",
            f"这个初始密码 {when:%m-%d %H:%M} 已经登录过一次，不能再用。当时的页面还开着，请在那里换成自己的密码；"
            f"已经关了，或者那不是您本人，{TO_WHOM}",
        )
    if is_expired(person):
        return Refusal("初始密码已过期", f"这个初始密码已经过期。{TO_WHOM}")
    return None


def spend_initial_password(person: Person, *, now: datetime) -> bool:
    """Note that ``person`` comes in with the initial password.

    Return False where another login was faster, or another password has been issued since this one was typed.
    """
    fresh = Person.objects.filter(
        pk=person.pk, password=person.password, must_change_password=True, password_used_at=None
    )
    return bool(fresh.update(password_used_at=now))
