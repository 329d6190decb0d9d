"""The audit trail: every service records here what it changed, in the same transaction."""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from typing import Any

from django.db import models
from django.utils.crypto import salted_hmac

from accounts.models import AuditEntry, Person

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
    AuditEntry.objects.bulk_create(entries, batch_size=1000)


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
    return AuditEntry(
        actor=actor,
        address=origin.get(),
        verb=verb,
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        object_label=(label or str(obj))[:200],
        before=dict(before or {}),
        after=dict(after or {}),
    )
