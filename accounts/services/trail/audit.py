"""The audit trail: every service records here what it changed, in the same transaction."""

import re
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import AuditEntry, Person
from accounts.models.house.bulk import insert_rows
from accounts.rules.trail.audit import FIELDS, Written, new_mark, plain

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")  # a name with a line break forges no line anywhere

COLUMNS = tuple(name for name in FIELDS if name != "id")
VALUES, BARE_VALUES = attrgetter(*COLUMNS), attrgetter(*COLUMNS[:-1])
# Verb, kind of object, its id, its name, and the changed fields before and after, as JSON's own values.
Line = tuple[str, str, int, str, Mapping[str, object], Mapping[str, object]]

# Where the present request came from; None in commands and workers.
origin: ContextVar[str | None] = ContextVar("origin", default=None)


def fingerprint(text: str) -> str:
    """Return what the trail keeps of words that the auditor may not read: a keyed hash, "" for nothing."""
    return salted_hmac("accounts.audit", text, algorithm="sha256").hexdigest() if text else ""


def record(
    actor: Person | None,
    verb: str,
    obj: models.Model,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Write one line of the trail.

    ``actor`` is None for what the system does by itself; ``verb`` is Chinese as the auditor reads it;
    ``before`` and ``after`` hold the changed fields alone, as JSON values.
    """
    entry = entry_for(actor, verb, obj, before, after)
    entry.save()
    return entry


def record_all(entries: Iterable[AuditEntry]) -> None:
    """Write many lines of the trail at once, made by ``entry_for``."""
    insert_rows(AuditEntry, COLUMNS, (VALUES(entry) for entry in entries))


def record_rows(actor: Person | None, lines: Iterable[Line]) -> None:
    """Write a line of the trail for each of many rows that nobody has loaded; they may come one by one.

    Their values are JSON's own already, and their words are our own: nothing is looked through once more.
    """
    at, address, key, by = timezone.now(), origin.get(), audit_key(), actor.pk if actor else None
    made = (Written(0, at, by, address, verb, kind, pk, label, before, after, "")
            for verb, kind, pk, label, before, after in lines)  # fmt: skip
    insert_rows(AuditEntry, COLUMNS, ((*BARE_VALUES(line), new_mark(key, line)) for line in made))


def entry_for(
    actor: Person | None,
    verb: str,
    obj: models.Model,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    *,
    label: str = "",
) -> AuditEntry:
    """Return a line of the trail that is still to be written; ``label`` spares many lines a query each."""
    entry = AuditEntry(
        actor=actor,
        address=origin.get(),
        verb=verb,
        object_type=obj._meta.label_lower,
        object_id=obj.pk or 0,
        object_label=label_of(label or getattr(obj, "told_in_full", "") or str(obj)),
        before=plain(before),
        after=plain(after),
    )
    entry.mark = new_mark(audit_key(), written(entry))
    return entry


def label_of(text: str) -> str:
    """Return the name of an object as the trail keeps it."""
    return CONTROL.sub(" ", text)[:200]


def audit_key() -> bytes:
    """Return the key of marks and seals: it stands in no database (PROMISES §6)."""
    return str(settings.AUDIT_KEY).encode()


def written(entry: AuditEntry) -> Written:
    """Return a line as the rules know it."""
    return Written(*(getattr(entry, name) for name in FIELDS))
