"""Whoever changes something leaves a line of the trail in the same transaction: every service is asked (PROMISES §6)."""

import ast
from pathlib import Path

from accounts.services.trail import audit

ROOT = Path(audit.__file__).parents[1]
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
          "insert_rows", "create_person", "activate"}  # fmt: skip
RECORDS = {"record", "record_all", "record_rows", "entry_for"}
WRITTEN = {"entry", "found", "seen", "values", "after", "told", "sum_", "words", "limits"}  # sets and sums, no rows
# What leaves no line of its own, and why.
BARE = {
    "seal_trail": "the trail's own seals",
    "drop_file": "a part of verbs that are recorded themselves",
    "end_sessions": "likewise", "carry": "likewise", "keep_former_name": "likewise", "keep_former_names": "likewise",
    "export_in_background": "the job has its line; this tells its bar how far it is",
    "read_in_background": "likewise: the preview of a roster writes nothing of it",
    "send_waiting": "a reminder and its deliveries are their own history", "send_one": "likewise",
    "mark_read": "one's own letters: that they were read concerns nobody else", "mark_all_read": "likewise",
    "note_session": "the list of devices; the login has its line", "sweep_sessions": "what ended a day ago",
    "spend_initial_password": "the login has its line",
    "organizations": "written by write_plan, which has its line", "people": "likewise", "posts": "likewise",
}  # fmt: skip


def functions():
    """Return by name what each function of the services calls, and whether it is public."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                calls = [call for call in ast.walk(node) if isinstance(call, ast.Call)]
                names = {_name(call) for call in calls}
                found[node.name] = names | found.get(node.name, set())
    return found


def _name(call):
    if isinstance(call.func, ast.Attribute):
        owner = call.func.value
        is_set = isinstance(owner, ast.Name) and owner.id in WRITTEN
        return "" if is_set else call.func.attr
    return getattr(call.func, "id", "")


def reaches(name, wanted, calls, seen=()):
    """Whether the function, or one that it calls, does one of ``wanted``."""
    made = calls.get(name, set())
    return bool(made & wanted) or any(
        reaches(one, wanted, calls, (*seen, name)) for one in made & calls.keys() if one not in seen
    )


def test_every_service_that_writes_leaves_a_line():
    calls = functions()
    writers = {name for name in calls if not name.startswith("_") and reaches(name, WRITES, calls)}
    silent = {name for name in writers - RECORDS if not reaches(name, RECORDS, calls)}
    assert silent == BARE.keys()
    assert len(writers) > 40
