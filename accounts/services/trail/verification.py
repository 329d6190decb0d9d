"""Checking the audit trail from the first line to the last (PROMISES §6)."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.documents.trail.audit import faults_book
from accounts.models import AuditEntry, Job, Seal
from accounts.rules.house.job import Produced, Progress
from accounts.rules.trail.audit import FIELDS, Written
from accounts.rules.trail.seal import Sealed
from accounts.rules.trail.verification import HEAD, SEAL, Fault, Verdict, Verification
from accounts.services.trail import audit
from accounts.services.trail.head import current_head
from accounts.services.trail.seal import SealRefused, last_seal, seal_trail

VERIFY = "verify_audit"
CHECKED = "核对审计记录"
AT_ONCE = 2000  # rows a query
BEFORE_ALL = -(2**63)  # numbers count from one, unless somebody else has written them


@dataclass(frozen=True, slots=True)
class Checked:
    """A verdict and the seconds that it took."""

    verdict: Verdict
    seconds: float


def verify_trail(*, now: datetime, progress: Progress | None = None) -> Checked:
    """Check every line and every seal; it reads and changes nothing."""
    begun = time.perf_counter()
    head = current_head()
    last = last_seal()
    verdict = Verification(audit.audit_key(), head, now=now).run(_lines(progress), _seals(last.number if last else 0))
    return Checked(verdict, time.perf_counter() - begun)


def _seals(last: int) -> Iterator[Sealed]:
    """Yield the seals up to ``last``: later ones may cover lines that were read before they were written."""
    number = 0
    while found := list(Seal.objects.filter(number__gt=number, number__lte=last).order_by("number")[:AT_ONCE]):
        yield from (seal.as_value() for seal in found)
        number = found[-1].number


def _lines(progress: Progress | None) -> Iterator[Written]:
    """Yield the lines by id, in pieces: SQLite lets nobody write a job's progress while a cursor is open."""
    total = AuditEntry.objects.count() if progress else 0
    done, pk = 0, BEFORE_ALL
    while found := list(AuditEntry.objects.filter(pk__gt=pk).order_by("pk").values_list(*FIELDS)[:AT_ONCE]):
        yield from (Written(*row) for row in found)
        pk, done = found[-1][0], done + len(found)
        if progress:
            progress(min(done, total), total)


def verify_in_background(job: Job, progress: Progress) -> Produced | None:
    """Seal what waits, check everything, note the result in the trail and on the job; hand over what was found."""
    try:
        seal_trail(now=timezone.now())
        refused = []
    except SealRefused as no:
        refused = [Fault(HEAD, str(no))]
    checked = verify_trail(now=timezone.now(), progress=progress)
    verdict = checked.verdict
    faults = [*refused, *verdict.faults]
    after = {"entries": verdict.entries, "seals": verdict.seals, "faults": len(faults)}
    audit.record(job.started_by, CHECKED, job, after=after)
    Job.objects.filter(pk=job.pk).update(message=_summary(verdict, len(faults)))
    if not faults:
        return None
    return Produced(faults_book([(_place(one), one.text) for one in faults]), "审计核对发现.xlsx")


def _place(fault: Fault) -> str:
    """Name a row as the auditor's page does."""
    table, _, number = fault.place.rpartition(" ")
    return {"accounts.auditentry": f"审计记录 编号 {number}", SEAL: f"第 {number} 号封存"}.get(
        table, "数据库外的封存登记"
    )


def _summary(verdict: Verdict, faults: int) -> str:
    what = f"核对了 {verdict.entries} 条记录、{verdict.seals} 号封存"
    if faults:
        return f"{what}，有 {faults} 处对不上，列在下载的表里。请马上告诉系统管理员，保留现场，不要再动数据库。"
    return f"{what}，全部相符。"
