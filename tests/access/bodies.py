"""What is really sent to the addresses that change people, organizations, posts and rights.

With an empty form a view that refuses the right person in words would look like one that lets them: with these the right
one must get it done, and with the same words nobody else does anything.
"""

from collections.abc import Callable

from django.utils import timezone

from accounts.models import Organization
from accounts.services.people.slips import new_key
from tests.cast import Cast

Body = dict[str, object]
NEWCOMER = {"staff_number": "020001", "name": "新来人", "mobile": ""}


def _renamed(cast: Cast, place: str) -> Body:
    kept: Organization = getattr(cast, place)
    return {"name": "改正的名称", "short": kept.short, "kind": kept.kind, "position": 7, "naming": "correction"}


def _given(cast: Cast, _place: str) -> Body:
    person = cast.outsider
    return {"staff_number": person.staff_number, "name": person.name, "role": "auditor", "starts": timezone.localdate()}


def _today(field: str, **more: object) -> Callable[[Cast, str], Body]:
    return lambda _cast, _place: {field: timezone.localdate(), **more}


def _same(**body: object) -> Callable[[Cast, str], Body]:
    return lambda _cast, _place: body


BODIES: dict[str, Callable[[Cast, str], Body]] = {
    "accounts:organization_new": _same(name="新的支部", short="新的支部", kind="branch", position=9),
    "accounts:organization_edit": _renamed,
    "accounts:appointment_new": _today("starts", role="member", **NEWCOMER),
    "accounts:appointment_end": _today("ends"),
    "accounts:appointment_hand_over": _today("starts", role="secretary", **NEWCOMER),
    "accounts:appointment_correct": _same(starts="2024-04-01", ends="", reason="登记时写错"),
    "accounts:person_edit": _same(name="改正的姓名", mobile=""),
    "accounts:person_account": _same(active="0"),
    "accounts:person_password": lambda _cast, _place: {"again": "1", "slips_key": new_key()},
    "accounts:right_give": _given,
    "accounts:right_take": _today("ends"),
    "accounts:account_new": _same(**NEWCOMER),
    "accounts:support": _same(reason="求助"),
    "accounts:workday_note": _same(day="2027-02-08", is_workday="yes", note=""),
    "accounts:workday_forget": _same(),
}
