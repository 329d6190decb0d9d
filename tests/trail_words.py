"""Whether the audit trail tells what a review says: of that it keeps field names and keyed hashes alone (PROMISES §6)."""

import json
import re

from django.apps import apps
from django.db.models import CharField, TextField

from accounts.models import AuditEntry
from accounts.services.trail.trail import line_of
from accounts.services.trail.words import label_word

LEAST = 4  # characters: below, a text is a word that occurs anywhere
# Why the office did something, and what everybody reads in the notice: facts of the procedure, no review.
PROCEDURE = {
    "delay.reason", "statement.mode_reason", "stagechange.note", "limitsversion.reason", "poll.shown_reason",
    "cycle.notice_title", "meeting.title", "meeting.place", "meeting.chair", "recount.witnesses",
}  # fmt: skip


def words_told() -> list[tuple[int, str]]:
    """Return (id of the line, text) of every text of the year that stands in a line of the trail."""
    texts = {text.strip() for app in ("reviews", "rectification") for model in apps.get_app_config(app).get_models()
             for field in model._meta.concrete_fields if _is_text(field)
             for text in model._default_manager.values_list(field.name, flat=True) if text}  # fmt: skip
    long = [text for text in texts if len(text) >= LEAST]
    lines = AuditEntry.objects.exclude(object_type__startswith="accounts.")
    return [
        (entry.pk, text)
        for entry in lines.iterator()
        for told in [json.dumps([entry.before, entry.after], ensure_ascii=False) + entry.object_label]
        for text in long
        if text in told
    ]


def _is_text(field: object) -> bool:
    """Whether a field holds words that people write; codes, keys and hashes are told by their choices and lengths."""
    if not isinstance(field, CharField | TextField) or getattr(field, "choices", None):
        return False
    if f"{field.model._meta.model_name}.{field.name}" in PROCEDURE:
        return False
    return isinstance(field, TextField) or (field.max_length or 0) >= 120


# Names that people have given, and what they typed: they may hold letters.
GIVEN = {"filename", "email", "staff_number", "reason", "public", "name", "short", "title", "mobile", "refused"}
SPARED = re.compile(r"[0-9a-f]{12}…|/[\w/…-]*|Word")  # a checksum, a page's address, a product
LETTERS = re.compile(r"[A-Za-z]{2}")


def codes_told() -> set[tuple[str, str]]:
    """Return (operation, word) wherever the auditor's page says a thing by the code's own name instead of in Chinese."""
    found = set()
    for entry in AuditEntry.objects.select_related("actor").iterator():
        line = line_of(entry)
        given = {label_of(entry, name) for name in GIVEN}
        words = [entry.verb, line.kind, *(change.label for change in line.changes)]
        words += [word for one in line.changes if one.label not in given for word in (one.before, one.after)]
        found |= {(entry.verb, word) for word in words if LETTERS.search(SPARED.sub("", word))}
    return found


def label_of(entry: AuditEntry, name: str) -> str:
    """Return what the page calls the value ``name`` of a line."""
    model = apps.get_model(entry.object_type)
    fields = {field.name: str(field.verbose_name) for field in model._meta.concrete_fields}
    return fields.get(name) or label_word(name)
