"""The two administrators' own pages, each one's alone, and looking as somebody else, the department's alone (DESIGN §4)."""

from accounts.models import RightsCheck
from accounts.services.house.stored_file import store_file
from tests.access.answer import LOGIN, NO, WRONG_METHOD, YES, Rows, row, signed_in
from tests.access.place import EVERY_PLACE

OWN = row(LOGIN, NO, YES, NO, NO, NO)  # "own": whose page it is
HOLDERS = {
    "rights": "security_administrator",
    "right": "security_administrator",
    "accounts": "system_administrator",
    "supported": "department",
}
GUARDS: Rows = {
    "accounts:rights": ("rights", OWN, WRONG_METHOD),
    "accounts:rights_check": ("rights", OWN, WRONG_METHOD),
    "accounts:rights_check_run": ("rights", WRONG_METHOD, OWN),
    "accounts:rights_check_file": ("rights", OWN, WRONG_METHOD),
    "accounts:right_first": ("", signed_in(NO), signed_in(NO)),  # the cast's school has one
    "accounts:right_give": ("rights", OWN, OWN),
    "accounts:right_take": ("right", OWN, OWN),
    "accounts:accounts": ("accounts", OWN, WRONG_METHOD),
    "accounts:account_new": ("accounts", OWN, OWN),
    "accounts:system": ("accounts", OWN, WRONG_METHOD),
    "accounts:support": ("supported", OWN, OWN),
    "accounts:support_end": ("", WRONG_METHOD, signed_in(YES)),
}


def add_guards(found, cast):
    """Give the addresses their arguments: the auditor's post, somebody to look as; and a check of the rights."""
    report = {kind: {"count": 1, "people": [cast.outsider.pk]} for kind in ("guarding", "several", "unposted", "away")}
    RightsCheck.objects.create(report=report, file=store_file(b"x"), checked_by=cast.security_administrator)
    for name in EVERY_PLACE:
        found["rights"][name] = found["accounts"][name] = []
        found["right"][name] = [cast.auditor.appointments.get().pk]
        found["supported"][name] = [cast.branch_secretary.pk]


def guard_relation(kind, role):
    """Return how ``role`` stands to these pages."""
    return "anonymous" if not role else "own" if HOLDERS[kind] == role else "stranger"
