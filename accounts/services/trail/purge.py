"""Taking the oldest part of the audit trail away when its time is over (PROMISES §6, §8 14.2.7)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import AuditEntry, Seal
from accounts.rules.trail.verification import PURGED
from accounts.services.trail import audit
from accounts.services.trail.protection import lifted
from accounts.services.trail.seal import seal_trail
from accounts.services.trail.verification import verify_trail


class PurgeRefused(Exception):
    """Nothing was taken away; the message says why."""


@dataclass(frozen=True, slots=True)
class Purge:
    """What goes: everything up to and with the seal ``through`` (None: nothing is old enough)."""

    through: Seal | None
    entries: int


def plan_purge(before: date, *, today: date) -> Purge:
    """Return what is older than ``before``, in whole seals. Raises PurgeRefused for what must still be kept."""
    kept_from = today - timedelta(days=settings.AUDIT_KEEP_DAYS)
    if before > kept_from:
        raise PurgeRefused(
            f"{before} 太近：审计记录至少保留 {settings.AUDIT_KEEP_DAYS} 天，只能清除 {kept_from} 以前的。"
        )
    instant = timezone.make_aware(datetime.combine(before, time()))
    through = Seal.objects.filter(number__lt=_first_kept(instant)).order_by("-number").first()
    return Purge(through, _doomed(through).count() if through else 0)


def _first_kept(instant: datetime) -> int:
    """Return the number of the first seal that was made later or covers a line written later."""
    later = Seal.objects.filter(at__gte=instant).order_by("number").values_list("number", flat=True).first()
    last = Seal.objects.order_by("-number").values_list("number", flat=True).first() or 0
    return later if later is not None else last + 1


def _doomed(through: Seal) -> QuerySet[AuditEntry]:
    """Return the lines that the seals up to ``through`` cover: a late one belongs to the seal that lists it."""
    later = Seal.objects.filter(number__gt=through.number).exclude(late=[]).values_list("late", flat=True)
    kept = {one for late in later for one in late if one <= through.last_id}
    return AuditEntry.objects.filter(pk__lte=through.last_id).exclude(pk__in=kept)


def purge(before: date, *, now: datetime) -> Purge:
    """Take away what is older than ``before``, leaving a sealed line that says what it was. Raises PurgeRefused.

    The last seal of what goes stays as the anchor of the chain; the triggers are lifted for this transaction alone.
    """
    seal_trail(now=now)
    faults = verify_trail(now=now).verdict.faults
    if faults:
        raise PurgeRefused(f"审计记录有 {len(faults)} 处对不上，先查清楚（verify_audit），不能清除。")
    found = plan_purge(before, today=timezone.localdate(now))
    if found.through is None or not found.entries:
        return found
    with lifted():
        _doomed(found.through).delete()
        Seal.objects.filter(number__lt=found.through.number).delete()
        after = {
            "seal": found.through.number,
            "digest": found.through.digest,
            "last_id": found.through.last_id,
            "count": found.entries,
            "before": before.isoformat(),
        }
        audit.record(None, PURGED, found.through, after=after)
    seal_trail(now=timezone.now())
    return found
