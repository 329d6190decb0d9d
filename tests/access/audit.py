"""The trail is the top organization's auditor's alone, whatever else somebody is (DESIGN §4)."""

from tests.access.table import LOGIN, NO, ORGANIZATIONS, TABLE, WRONG_METHOD, YES, row

AUDITORS = row(LOGIN, NO, YES, NO, NO, NO)  # "own": the auditor's own page
AUDIT: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {
    "accounts:audit": ("trail", AUDITORS, WRONG_METHOD),
    "accounts:audit_export": ("trail", WRONG_METHOD, AUDITORS),
    "accounts:audit_verify": ("trail", WRONG_METHOD, AUDITORS),
}
TABLE.update(AUDIT)


def add_audit(found):
    """Give the trail's addresses their arguments: none."""
    found["trail"] = {name: [] for name in ORGANIZATIONS}


def audit_relation(role):
    """Return how ``role`` stands to the trail."""
    return {"": "anonymous", "auditor": "own"}.get(role, "stranger")
