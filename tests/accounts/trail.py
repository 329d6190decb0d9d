"""An audit trail to tamper with, and what raw SQL does to it."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from accounts.models import AuditEntry, Seal
from accounts.services.trail import audit
from accounts.services.trail.seal import seal_trail
from accounts.services.trail.verification import verify_trail

ENTRIES = "accounts_auditentry"
SEALS = "accounts_seal"


def sealed(cast, *counts):
    """Write so many lines and seal them, once for each of ``counts``; return the ids, oldest first."""
    for count in counts:
        audit.record_all(
            audit.entry_for(cast.department, "修改人员", cast.outsider, {"name": "甲"}, {"name": f"乙{number}"})
            for number in range(count)
        )
        seal_trail(now=timezone.now())
    return list(AuditEntry.objects.order_by("pk").values_list("pk", flat=True))


def run(statement, *values):
    """Change the database behind the application's back."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def dump():
    """Return the trail and its seals as an old dump holds them."""
    return list(AuditEntry.objects.order_by("pk")), list(Seal.objects.order_by("number"))


def restore(dumped):
    """Put an old dump in the place of what is there."""
    run(f"DELETE FROM {ENTRIES}")
    run(f"DELETE FROM {SEALS}")
    entries, seals = dumped
    AuditEntry.objects.bulk_create(entries)
    Seal.objects.bulk_create(seals)


def found(*, later=timedelta()):
    """Return where the check finds something, and what."""
    return [(one.place, one.text) for one in verify_trail(now=timezone.now() + later).verdict.faults]


def places(**given):
    return [place for place, _ in found(**given)]
