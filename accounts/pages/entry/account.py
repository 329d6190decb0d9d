"""What 我的账号 shows."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.models import AuditEntry, Person
from accounts.services.entry.factor import codes_left, factor_since
from accounts.services.entry.session import sessions_of

SHOWN = 10  # logins
LOGINS = (
    "登录",
    "演示登录",
    "登录失败",
    "动态码不对，没有登录",
    "试错过多，拒绝登录",
)


def account_page(person: Person) -> dict[str, Any]:
    """Return the context of one's own account: contact, password, second factor, devices, the last logins."""
    since = factor_since(person)
    entries = AuditEntry.objects.filter(object_type="accounts.person", object_id=person.pk, verb__in=LOGINS)
    return {
        "subject": person,
        "posts": person.posts,
        "factor_since": since,
        "codes_left": codes_left(person) if since else 0,
        "sso_label": settings.SSO_LABEL,
        "needs_factor": person.needs_second_factor,
        "is_lenient": not settings.REQUIRE_SECOND_FACTOR,
        "devices": sessions_of(person, now=timezone.now()).count(),
        "logins": list(entries.order_by("-pk")[:SHOWN]),
        "keeps_factors": Person.objects.factor_kept_by(person).exists(),
    }
