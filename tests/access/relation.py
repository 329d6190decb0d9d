"""How each of the cast stands to every object (DESIGN §4)."""

from collections.abc import Callable
from functools import partial

from tests.access.answer import WRONG_METHOD, YES, Line
from tests.access.audit import audit_relation
from tests.access.factor import factor_relation
from tests.access.guards import HOLDERS, guard_relation
from tests.access.place import EVERY_PLACE, ORGANIZATIONS
from tests.access.poll import POLL
from tests.access.rectification import RECTIFICATION
from tests.access.result import RESULT, RESULT_LEVELS

# How each of the cast stands to the statements (and their reports and rounds) of these organizations. A member (党员) and
# whoever holds no post any more are strangers: they keep what they wrote, and wrote nothing this year.
CAST: dict[str, tuple[str, str, str, str, str]] = {
    "head": ("superior", "overseer", "superior", "overseer", "superior"),
    "department": ("organizer", "overseer", "organizer", "overseer", "organizer"),
    "college_secretary": ("own", "superior", "stranger", "stranger", "stranger"),
    "college_organizer": ("stranger", "organizer", "stranger", "stranger", "stranger"),
    "branch_secretary": ("stranger", "own", "stranger", "stranger", "stranger"),
    "other_college_secretary": ("stranger", "stranger", "own", "superior", "stranger"),
    "other_college_organizer": ("stranger", "stranger", "stranger", "organizer", "stranger"),
    "other_branch_secretary": ("stranger", "stranger", "stranger", "own", "stranger"),
    "direct_secretary": ("stranger", "stranger", "stranger", "stranger", "own"),
    **dict.fromkeys(("auditor", "security_administrator", "system_administrator", "outsider"), ("stranger",) * 5),
    **dict.fromkeys(("member", "former"), ("stranger",) * 5),
}

# How they stand to the same organizations, and to the top, in the tree, to their secretaries and their secretaries' posts.
TREE: dict[str, tuple[str, str, str, str, str, str]] = {
    **dict.fromkeys(CAST, ("stranger",) * 6),
    "head": ("overseer",) * 6,
    "department": ("organizer",) * 6,  # there is nobody above the top: its organizer keeps it too
    "college_secretary": ("overseer", "overseer", "stranger", "stranger", "stranger", "stranger"),
    "college_organizer": ("own", "organizer", "stranger", "stranger", "stranger", "stranger"),
    "other_college_secretary": ("stranger", "stranger", "overseer", "overseer", "stranger", "stranger"),
    "other_college_organizer": ("stranger", "stranger", "own", "organizer", "stranger", "stranger"),
}
# Accounts are the system administrator's to keep, whosesoever.
PEOPLE = {**TREE, "system_administrator": ("organizer",) * 6}
# The sheet of the post at the top: who leaves, and the department, which keeps the post.
SHEETS = {role: (*stands, {"head": "own", "department": "organizer"}.get(role, "stranger")) for role, stands in CAST.items()}  # fmt: skip

TREE_KINDS = {"organization": TREE, "lower": TREE, "appointment": TREE, "person": PEOPLE, "handover": SHEETS}
HALL = {"meeting", "turn", "speech", "comment", "screen"}
STARTED = {"job", "slips", "roster", "reminder"}  # one person's alone; the test's are the department's
PLAIN = {"statement", "version", "report", "round", "visit", *STARTED}
OBJECTS = {*PLAIN, *HALL, *TREE_KINDS, *RECTIFICATION, *POLL, *RESULT, "similarity"}
# Of the organization above, hence nobody's own.
LEVELS = {"round", "similarity", "supervision", "campaign", "circular", *RESULT_LEVELS}

GUARDED: dict[str, Callable[[str], str]] = {
    "trail": audit_relation,
    "factor": factor_relation,
    "factors": factor_relation,
    **{kind: partial(guard_relation, kind) for kind in HOLDERS},
}


def places_of(kind: str) -> tuple[str, ...]:
    """Return the organizations that have an object of this kind; one stands for all where there is no object."""
    if kind not in OBJECTS:
        return ORGANIZATIONS[:1]
    return EVERY_PLACE if kind in TREE_KINDS and kind != "lower" else ORGANIZATIONS


def relation(kind: str, role: str, place: str) -> str:
    """Return how ``role`` stands to the object; a round is not its reviewed secretary's own."""
    if kind in GUARDED:
        return GUARDED[kind](role)
    if not role:
        return "anonymous"
    if kind == "tree":  # whoever sees any of the organizations has a tree
        return next((one for one in TREE[role] if one != "stranger"), "stranger")
    found = TREE_KINDS.get(kind, CAST)[role][EVERY_PLACE.index(place)]
    return "stranger" if kind in LEVELS and found == "own" else found


def expected(line: Line, kind: str, role: str, place: str) -> str:
    """Look a cell up."""
    if kind in STARTED and role == "department" and line is not WRONG_METHOD:
        return YES
    return line[relation(kind, role, place)]
