"""What the audit trail says about an organization or a person, as people read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from accounts.models import Appointment, AuditEntry, Organization, Person
from accounts.services.people.appointment import WITHDRAWN

SHOWN = 30
LABELS = {
    "name": "全称", "short": "简称", "kind": "类别", "position": "规定序", "parent": "上级党组织", "mobile": "手机号", "email": "邮箱",
    "starts": "任职日期", "ends": "最后一天", "role": "职务", "staff_number": "工号",
    "ended_on": "最后一天", "successor": "并入", "since": "起用日期",
}  # fmt: skip
WAYS = ("parent", "successor")  # these hold the number of an organization
WORDS = {**dict(Organization.Kind.choices), **dict(Appointment.Role.choices)}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a history."""

    at: datetime
    actor: str
    verb: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class History:
    """The lines, and the organizations that were asked for along with them."""

    lines: list[Line]
    organizations: list[Organization]


def history_of(organization: Organization, ancestors: Iterable[int] = ()) -> History:
    """Return what was done to an organization and its posts, the latest first; with it, in one query, ``ancestors``.

    A post that was withdrawn is no row any more: its line alone says where it was.
    """
    posts = Appointment.objects.filter(organization=organization).values("pk")
    return _history(
        Q(object_type="accounts.organization", object_id=organization.pk)
        | Q(object_type="accounts.appointment", object_id__in=posts)
        | Q(verb=WITHDRAWN, before__organization=organization.pk),
        ancestors,
    )


def account_history_of(person: Person) -> list[Line]:
    """Return what others did to a person's name, number and account; logins are the auditor's to read."""
    verbs = ("新建人员", "修改人员", "发放初始密码", "修改密码", "停用账号", "启用账号",
             "修改联系方式", "启用两步验证", "停用两步验证", "重置两步验证")  # fmt: skip
    return _history(Q(object_type="accounts.person", object_id=person.pk, verb__in=verbs)).lines


def _history(condition: Q, others: Iterable[int] = ()) -> History:
    entries = list(AuditEntry.objects.filter(condition).select_related("actor").order_by("-pk")[:SHOWN])
    both = [values for entry in entries for values in (entry.before, entry.after)]
    ids = {values[way] for values in both for way in WAYS if values.get(way)}
    named = Organization.objects.select_related("parent").in_bulk(ids | set(others))
    names = {pk: one.known_as for pk, one in named.items()}
    lines = [
        Line(entry.at, entry.actor.name if entry.actor else "系统", entry.verb, entry.object_label, _told(entry, names))
        for entry in entries
    ]
    return History(lines, [named[pk] for pk in others if pk in named])


def _told(entry: AuditEntry, names: dict[int, str]) -> str:
    parts = []
    for field, value in entry.after.items():
        if field not in LABELS:
            continue
        former, now = _word(field, entry.before.get(field), names), _word(field, value, names)
        if former:
            parts.append(f"{LABELS[field]} {former} → {now or '无'}")
        elif now:
            parts.append(f"{LABELS[field]} {now}")
    return "，".join(parts)


def _word(field: str, value: Any, names: dict[int, str]) -> str:
    if value is None:
        return ""
    return names.get(value, "") if field in WAYS else str(WORDS.get(value, value))
