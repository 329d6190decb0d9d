"""What is sent to the addresses of organizations, posts, people, rights and rosters."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import Appointment, Organization, Person
from accounts.services.people.ending import end_organization
from accounts.services.people.organization import create_organization
from accounts.services.people.roster import preview_roster, roster_template
from accounts.services.people.slips import new_key
from reviews.models import Round
from tests import xlsx
from tests.access.bodies.at import At, Body, same

NEWCOMER = {"staff_number": "020001", "name": "新来人", "mobile": ""}


def _renamed(at: At) -> Body:
    kept = at.organization
    return {"name": "改正的名称", "short": kept.short, "kind": kept.kind, "position": 7, "naming": "correction"}


def _given(at: At) -> Body:
    person = at.cast.outsider
    return {"staff_number": person.staff_number, "name": person.name, "role": "auditor", "starts": timezone.localdate()}


def _moved(at: At) -> Body:
    """Move it to the neighbouring college, or to one that has just been founded."""
    founded = create_organization(
        parent=at.cast.committee if at.organization.parent_id == at.cast.committee.pk else at.organization.parent,
        name="新设分党委", short="新设", kind="general_branch", position=8,
    )  # fmt: skip
    return {"parent": founded.pk}


def _today(field: str, **more: object) -> Callable[[At], Body]:
    return lambda _at: {field: timezone.localdate(), **more}


def _without_password(at: At) -> Body:
    """Let there be somebody who has no password yet, and whom the organizer keeps: who stands below."""
    newcomer = Person.objects.create_person(staff_number="020002", name="新党员", password=None)
    place = at.organization.children.first() or at.organization
    Appointment.objects.create(person=newcomer, organization=place, role="member", starts="2024-03-01")
    return {"again": "0", "slips_key": new_key()}


def _roster(at: At) -> Body:
    data = roster_template(at.cast.department)
    return {"file": SimpleUploadedFile("名册.xlsx", data)}


def _over(at: At) -> Body:
    """Let no review go on in which the organization takes part; what stands below goes to the neighbour."""
    Round.objects.update(stage="archived")
    if at.organization.children.exists():
        return {"how": "merge", "on": timezone.localdate(), "successor": _neighbour(at).pk}
    return {"how": "dissolve", "on": timezone.localdate()}


def _neighbour(at: At) -> Organization:
    found: Organization = at.cast.college if at.place == "other_college" else at.cast.other_college
    return found


def _taken_back(at: At) -> Body | None:
    """Let the organization have ended by mistake; the top never does."""
    if at.organization.parent_id is None:
        return None
    Round.objects.update(stage="archived")
    successor = _neighbour(at) if at.organization.children.exists() else None
    today = timezone.localdate()
    end_organization(at.organization, successor=successor, on=today, today=today, actor=at.cast.department)
    return {}


def _previewed(at: At) -> Body:
    """Let a roster with one newcomer have been compared."""
    data = xlsx.roster(人员=[("020003", "白石", "")])
    made = preview_roster(at.cast.college, person=at.cast.department, data=data, filename="名册.xlsx")
    at.args[0] = made.pk
    return {"fingerprint": made.fingerprint, "seen": "on"}


BODIES: dict[str, Callable[[At], Body | None]] = {
    "accounts:organization_new": same(name="新的支部", short="新的支部", kind="branch", position=9),
    "accounts:organization_edit": _renamed,
    "accounts:organization_move": _moved,
    "accounts:organization_end": _over,
    "accounts:organization_take_back": _taken_back,
    "accounts:appointment_new": _today("starts", role="member", **NEWCOMER),
    "accounts:appointment_end": _today("ends"),
    "accounts:appointment_hand_over": _today("starts", role="secretary", **NEWCOMER),
    "accounts:appointment_correct": same(starts="2024-04-01", ends="", reason="登记时写错"),
    "accounts:person_edit": same(name="改正的姓名", mobile=""),
    "accounts:person_account": same(active="0"),
    "accounts:person_password": lambda _at: {"again": "1", "slips_key": new_key()},
    "accounts:passwords": _without_password,
    "accounts:right_give": _given,
    "accounts:right_take": _today("ends"),
    "accounts:account_new": same(**NEWCOMER),
    "accounts:roster_export": same(),
    "accounts:roster_upload": _roster,
    "accounts:roster_confirm": _previewed,
    "accounts:slips_destroy": same(),
    "accounts:rights_check_run": same(),
    "accounts:audit_export": same(),
    "accounts:audit_verify": same(),
}
