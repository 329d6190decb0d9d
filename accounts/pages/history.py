"""What the audit trail says about an organization or a person, as people read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from accounts.models import Appointment, AuditEntry, Organization, Person

SHOWN = 30
LABELS = {
    "name": "全称", "short": "简称", "kind": "类别", "position": "规定序", "parent": "上级党组织", "mobile": "手机号",
    "starts": "任职日期", "ends": "最后一天", "role": "职务", "staff_number": "工号",
}  # fmt: skip
WORDS = {**dict(Organization.Kind.choices), **dict(Appointment.Role.choices)}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a history."""

    at: datetime
    actor: str
    verb: str
    label: str
    text: str


def history_of(organization: Organization) -> list[Line]:
    """Return what was done to an organization and its posts, the latest first."""
    posts = Appointment.objects.filter(organization=organization).values("pk")
    return _lines(
        Q(object_type="accounts.organization", object_id=organization.pk)
        | Q(object_type="accounts.appointment", object_id__in=posts)
    )


def account_history_of(person: Person) -> list[Line]:
    """Return what others did to a person's name, number and account; logins are the auditor's to read."""
    verbs = ("新建人员", "修改人员", "发放初始密码", "修改密码", "停用账号", "启用账号")
    return _lines(Q(object_type="accounts.person", object_id=person.pk, verb__in=verbs))


def _lines(condition: Q) -> list[Line]:
    entries = list(AuditEntry.objects.filter(condition).select_related("actor").order_by("-pk")[:SHOWN])
    ids = {values["parent"] for entry in entries for values in (entry.before, entry.after) if values.get("parent")}
    names = dict(Organization.objects.filter(pk__in=ids).values_list("pk", "short"))
    return [
        Line(entry.at, entry.actor.name if entry.actor else "系统", entry.verb, entry.object_label, _told(entry, names))
        for entry in entries
    ]


def _told(entry: AuditEntry, names: dict[int, str]) -> str:
    parts = []
    for field, value in entry.after.items():
        if field not in LABELS or value in {None, ""}:
            continue
        former = _word(field, entry.before.get(field), names)
        parts.append(f"{LABELS[field]} {former} → {_word(field, value, names)}" if former else
                     f"{LABELS[field]} {_word(field, value, names)}")  # fmt: skip
    return "，".join(parts)


def _word(field: str, value: Any, names: dict[int, str]) -> str:
    if value is None:
        return ""
    return names.get(value, "") if field == "parent" else str(WORDS.get(value, value))
