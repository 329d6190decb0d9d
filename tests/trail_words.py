"""Whether the audit trail tells what a review says: of that it keeps field names and keyed hashes alone (PROMISES §6)."""

import json

from django.apps import apps
from django.db.models import CharField, TextField

from accounts.models import AuditEntry

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
