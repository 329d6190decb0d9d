"""The trail is the top organization's auditor's alone, whatever else somebody is (DESIGN §4)."""

from tests.access.answer import LOGIN, NO, WRONG_METHOD, YES, Rows, row
from tests.access.place import EVERY_PLACE

AUDITORS = row(LOGIN, NO, YES, NO, NO, NO)  # "own": the auditor's own page
AUDIT: Rows = {
    "accounts:audit": ("trail", AUDITORS, WRONG_METHOD),
    "accounts:audit_export": ("trail", WRONG_METHOD, AUDITORS),
    "accounts:audit_verify": ("trail", WRONG_METHOD, AUDITORS),
}


def add_audit(found):
    """Give the trail's addresses their arguments: none."""
    found["trail"] = {name: [] for name in EVERY_PLACE}


def audit_relation(role):
    """Return how ``role`` stands to the trail."""
    return {"": "anonymous", "auditor": "own"}.get(role, "stranger")
