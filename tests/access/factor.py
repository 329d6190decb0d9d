"""A lost phone's factor is taken away by the security administrator; the department does it where there is none, and
for the only security administrator's own (DESIGN §4)."""

from tests.access.answer import LOGIN, NO, WRONG_METHOD, YES, Rows, row
from tests.access.place import EVERY_PLACE

FACTOR: Rows = {
    "accounts:factors": ("factors", row(LOGIN, NO, YES, YES, NO, NO), WRONG_METHOD),
    "accounts:factor_reset": ("factor", WRONG_METHOD, row(LOGIN, NO, YES, NO, NO, NO)),
}


def add_factor(found, cast):
    """Give the factors' addresses their arguments: anybody's, and a session of somebody who is not asked."""
    found["factors"] = {name: [] for name in EVERY_PLACE}
    found["factor"] = {name: [cast.outsider.pk] for name in EVERY_PLACE}
    found["session"] = {name: [10**9] for name in EVERY_PLACE}  # another's: views/entry/test_device.py
    found["sso"] = {name: ["oidc"] for name in EVERY_PLACE}


def factor_relation(role):
    """Return how ``role`` stands to the second factors of others."""
    return {"": "anonymous", "security_administrator": "own", "department": "organizer"}.get(role, "stranger")
