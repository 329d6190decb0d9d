"""Whoever changes something leaves a line of the trail in the same transaction: every service is asked (PROMISES §6)."""

import ast
from functools import cache
from pathlib import Path

import config

HOUSE = Path(config.__file__).parents[1]
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
          "insert_rows", "create_person", "activate"}  # fmt: skip
RECORDS = {f"accounts.services.trail.audit.{name}" for name in ("record", "record_all", "record_rows", "entry_for")}
WRITTEN = {"entry", "found", "seen", "values", "after", "told", "sum_", "words", "limits"}  # sets and sums, no rows
# What leaves no line of its own, and why.
BARE = {
    "seal_trail": "the trail's own seals",
    "drop_file": "a part of verbs that are recorded themselves", "drop_unless_used": "likewise",
    "store_file": "likewise",
    "end_sessions": "likewise", "carry": "likewise", "keep_former_name": "likewise", "keep_former_names": "likewise",
    "keep_check": "likewise", "index_report": "likewise", "forget": "likewise", "forget_attempts": "likewise",
    "beaten": "likewise", "clean": "likewise", "record_step": "likewise", "Writer": "likewise",
    "run_job": "what it does has its line", "resume_jobs": "likewise",
    "export_in_background": "the job has its line; this tells its bar how far it is",
    "read_in_background": "likewise: the preview of a roster writes nothing of it",
    "send_waiting": "a reminder and its deliveries are their own history", "send_one": "likewise",
    "sweep": "likewise", "write_reminders": "likewise",
    "mark_read": "one's own letters: that they were read concerns nobody else", "mark_all_read": "likewise",
    "note_session": "the list of devices; the login has its line", "sweep_sessions": "what ended a day ago",
    "spend_initial_password": "the login has its line",
    "hand_in": "a sheet leaves no line anywhere: nothing ties it to an hour (DESIGN §7)",
}  # fmt: skip


@cache
def functions():
    """Return by its full name what each function and class of the services calls, or hands to another to be called."""
    found = {}
    for path in sorted(
        one for app in ("accounts", "reviews", "rectification") for one in (HOUSE / app / "services").rglob("*.py")
    ):
        module, tree = ".".join(path.relative_to(HOUSE).with_suffix("").parts), ast.parse(path.read_text())
        made = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        names = {node.name: f"{module}.{node.name}" for node in made}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                names |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
        found |= {names[node.name]: {_name(part, names) for part in ast.walk(node)} for node in made}
    return found


def _name(part, names):
    if isinstance(part, ast.Name):
        return names.get(part.id, part.id)
    if not isinstance(part, ast.Attribute):
        return ""
    owner = part.value.id if isinstance(part.value, ast.Name) else ""
    if owner in names:
        return f"{names[owner]}.{part.attr}"
    return "" if owner in WRITTEN else part.attr


def reaches(name, wanted):
    """Whether the function, or one that it calls, does one of ``wanted``."""
    waiting, seen = [name], set()
    while waiting:
        made = functions().get(waiting.pop(), set()) - seen
        if made & wanted:
            return True
        seen |= made
        waiting += made
    return False


def test_every_service_that_writes_leaves_a_line():
    public = [name for name in functions() if not name.rsplit(".", 1)[1].startswith("_")]
    writers = {name for name in public if reaches(name, WRITES)} - RECORDS
    silent = {name.rsplit(".", 1)[1] for name in writers if not reaches(name, RECORDS)}
    assert silent == BARE.keys()
    assert len(writers) > 150
