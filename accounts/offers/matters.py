"""What a new installation still waits for; nothing comes up again once it is done, but for a lost security administrator."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef
from django.urls import reverse

from accounts.models import Appointment, Organization, Person
from accounts.rules.duty.matter import Matter
from accounts.services.duty.matter import matters


@matters.register
def first_steps(people: Sequence[Person], today: date) -> list[Matter]:
    """Lead the department from its own account to everybody's: roster, passwords, who keeps the rights."""
    department = [
        one for one in people if any(post.organizes and not post.organization.parent_id for post in one.posts)
    ]
    if not department:
        return []
    living = Organization.objects.living()
    able = Person.objects.filter(is_active=True).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    kept = Appointment.objects.keepers(today).filter(organization=OuterRef("pk"))
    tops = living.filter(parent=None).annotate(
        has_roster=Exists(living.exclude(parent=None)),
        has_users=Exists(able.exclude(pk__in=[one.pk for one in department])),
        has_keeper=Exists(kept),
    )
    top = tops.order_by("pk").values_list("pk", "has_roster", "has_users", "has_keeper").first()
    return [] if top is None else [matter for one in department for matter in _steps(one.pk, *top)]


def _steps(person: int, top: int, has_roster: bool, has_users: bool, has_keeper: bool) -> list[Matter]:
    organization = reverse("accounts:organization", args=[top])
    if not has_roster:
        return [
            Matter(
                f"first-roster:{top}", person, "上传全校的党组织和人员名册", "现在只有校党委一个党组织。下载模板填好，或者把现有的表格复制过来。",
                None, reverse("accounts:roster_upload", args=[top]), "去上传",
            )
        ]  # fmt: skip
    found = []
    if not has_users and not settings.SSO_ONLY:
        found.append(
            Matter(
                f"first-passwords:{top}", person, "给大家发放初始密码", "名册里的人还没有密码，登录不了。密码条打印出来，当面交给本人。",
                None, f"{organization}#accounts", "去发放",
            )
        )  # fmt: skip
    if not has_keeper:
        found.append(
            Matter(
                f"first-keeper:{top}", person, "指定安全管理员", "现在没有能登录的安全管理员，没有人管权限。由他再指定安全审计员和系统管理员。",
                None, reverse("accounts:right_first"), "去指定",
            )
        )  # fmt: skip
    return found
