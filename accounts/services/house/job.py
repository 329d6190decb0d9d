"""Long work: a row that a person watches, and whoever takes it does it once."""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Job, Person
from accounts.rules.house.job import Produced, Progress
from accounts.services.house.stored_file import store_file
from accounts.services.trail import audit

logger = logging.getLogger(__name__)
ABANDONED_AFTER = timedelta(minutes=10)
MOST_ATTEMPTS = 3  # what kills its worker each time is not tried for ever
FAILED = "中途出了错，没有办成。请再试一次；仍不行，请告诉组织部。"


Work = Callable[[Job, Progress], Produced | None]  # None: what was done needs no file
_work: dict[str, Work] = {}
_names: dict[str, str] = {}
_opens: dict[str, str] = {}


def register_work(kind: str, work: Work, *, name: str, opens: str = "") -> None:
    """Let jobs of ``kind`` be done by ``work(job, progress)``; ``progress(done, total)`` moves the bar.

    ``name`` is what the trail calls it. ``opens`` names the page that shows what was done, where the file is not for
    taking away.
    """
    _work[kind], _names[kind] = work, name
    if opens:
        register_page(kind, opens)


def register_page(kind: str, opens: str) -> None:
    """Name the page that shows what a job of ``kind`` has done, also of one that is done as soon as it is asked for."""
    _opens[kind] = opens


def work_names() -> dict[str, str]:
    """Return what each kind of work is called."""
    return dict(_names)


def opened_by(job: Job) -> str:
    """Return the name of the page that shows what ``job`` has done, "" where its file does."""
    return _opens.get(job.kind, "")


@transaction.atomic
def start_job(person: Person, *, kind: str, subject: int, title: str, asked: Mapping[str, Any] | None = None) -> Job:
    """Queue long work for ``person``; a second click while it waits or runs gets the same job."""
    Person.objects.select_for_update().get(pk=person.pk)
    how = dict(asked or {})
    job = Job.objects.going().filter(started_by=person, kind=kind, subject=subject, asked=how).first()
    if job is None:
        job = Job.objects.create(kind=kind, subject=subject, asked=how, title=title, started_by=person)
        audit.record(person, "发起后台任务", job, after={"kind": kind, "subject": subject, **how})
    return job


def run_job(job_id: int) -> bool:
    """Do the job unless somebody else has taken it; return whether it was done here."""
    taken = Job.objects.filter(pk=job_id, state=Job.State.QUEUED).update(
        state=Job.State.RUNNING, touched_at=timezone.now(), attempts=F("attempts") + 1
    )
    if not taken:
        return False
    job = Job.objects.get(pk=job_id)
    try:
        _hand_over(job_id, _work[job.kind](job, lambda done, total: _progress(job_id, done, total)))
    except Exception:
        logger.exception("job %s (%s) failed", job_id, job.kind)
        _end(job_id, state=Job.State.FAILED, message=FAILED)
    return True


def _progress(job_id: int, done: int, total: int) -> None:
    Job.objects.filter(pk=job_id).update(done=done, total=total, touched_at=timezone.now())


@transaction.atomic
def _hand_over(job_id: int, produced: Produced | None) -> None:
    if produced is None:
        _end(job_id, state=Job.State.DONE)
        return
    _end(job_id, state=Job.State.DONE, file=store_file(produced.data), filename=produced.filename)


def _end(job_id: int, **fields: object) -> None:
    Job.objects.filter(pk=job_id, state=Job.State.RUNNING).update(finished_at=timezone.now(), **fields)


def resume_jobs() -> int:
    """Do what waits, and again what a killed worker left; return how many were done."""
    abandoned = Job.objects.abandoned(timezone.now() - ABANDONED_AFTER)
    abandoned.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=Job.State.FAILED, finished_at=timezone.now(), message=FAILED
    )
    abandoned.update(state=Job.State.QUEUED)
    return sum(run_job(job_id) for job_id in Job.objects.waiting().values_list("pk", flat=True))
