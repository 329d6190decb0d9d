"""Taking away what has been kept long enough, once a month, with a line that says how much (PROMISES §8 14.2.7)."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError, QuerySet
from django.utils import timezone

from accounts.models import Job, Reminder, StoredFile
from accounts.services.trail import audit
from accounts.services.trail.purge import PurgeRefused, plan_purge, purge
from accounts.services.trail.seal import SealRefused

JOBS = timedelta(days=30)  # what a job made can be made again
REMINDERS = timedelta(days=3 * 365)
TIDIED = "按保存期限清理"


@dataclass(frozen=True, slots=True)
class Tidied:
    """How much went, or would go; ``refused`` says why the trail was left alone."""

    audit_entries: int
    sessions: int
    jobs: int
    reminders: int
    refused: str = ""


def plan_tidying(*, now: datetime) -> Tidied:
    """Return what has been kept long enough; nothing is deleted."""
    today = timezone.localdate(now)
    entries = plan_purge(today - timedelta(days=settings.AUDIT_KEEP_DAYS), today=today).entries
    return Tidied(entries, _sessions(now).count(), _jobs(now).count(), _reminders(now).count())


def tidy(*, now: datetime) -> Tidied:
    """Delete what has been kept long enough, and leave a line of the trail; reviews' records are never touched."""
    entries, refused = _purge(now)
    with transaction.atomic():
        sessions, _ = _sessions(now).delete()
        jobs = _delete_jobs(now)
        _, parts = _reminders(now).delete()
        done = Tidied(entries, sessions, jobs, parts.get("accounts.Reminder", 0), refused)
        audit.record(None, TIDIED, Job(title="保存期限"), after=asdict(done))
    return done


def _purge(now: datetime) -> tuple[int, str]:
    """Purge the trail; where this database role may not, or the trail does not verify, say so and leave it."""
    today = timezone.localdate(now)
    try:
        return purge(today - timedelta(days=settings.AUDIT_KEEP_DAYS), now=now).entries, ""
    except (PurgeRefused, SealRefused) as no:
        return 0, str(no)[:200]
    except DatabaseError:  # the application's own role on PostgreSQL: its owner runs purge_audit
        return 0, "数据库不让应用清除审计记录，请由表的所有者运行 purge_audit。"


def _sessions(now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=now)


def _jobs(now: datetime) -> QuerySet[Job]:
    return Job.objects.filter(finished_at__lt=now - JOBS)


def _reminders(now: datetime) -> QuerySet[Reminder]:
    return Reminder.objects.filter(day__lt=timezone.localdate(now) - REMINDERS)


def _delete_jobs(now: datetime) -> int:
    """Delete finished jobs and what they made, unless something else has the same content; the sweep frees the disk."""
    files = set(_jobs(now).exclude(file=None).values_list("file", flat=True))
    _, parts = _jobs(now).delete()
    for file in StoredFile.objects.filter(pk__in=files):
        try:
            file.delete()
        except ProtectedError:
            continue
    return int(parts.get("accounts.Job", 0))
