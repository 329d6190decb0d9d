"""Checking reports anew after what the year asks had changed: one by one, each once for each version of the limits."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Job, Person
from accounts.rules.house.job import Produced
from accounts.services.house.stored_file import FileMissing, read_file
from accounts.services.trail import audit
from reviews.documents.collecting.recheck import recheck_table
from reviews.models import Cycle, Recheck, Report, Round
from reviews.rules.collecting.recheck import is_changed
from reviews.services.collecting.correction import keep_check
from reviews.services.collecting.report import lock_statement
from reviews.wordcheck import check

RECHECK_ROUND, RECHECK_CYCLE = "recheck_round", "recheck_cycle"


def under_way(cycle: Cycle, round_: Round | None = None) -> Job | None:
    """Return what checks the year's reports anew just now, or those of ``round_``, whoever asked for it."""
    whole = Q(kind=RECHECK_CYCLE, subject=cycle.pk)
    asked = whole | Q(kind=RECHECK_ROUND, subject=round_.pk) if round_ else whole
    return Job.objects.going().filter(asked).select_related("started_by").first()


class Unreadable(Exception):
    """The file can no longer be read; the message says so in Chinese."""


def recheck_round(job: Job, progress: Callable[[int, int], None]) -> Produced:
    """Do what the organizer of a round asked for."""
    chosen = Round.objects.select_related("cycle", "organization").get(pk=job.subject)
    stale = Report.objects.checked_before(chosen.cycle).filter(statement__round=chosen)
    unread = _recheck_all(stale, job, progress)
    found = Recheck.objects.changed().for_list().filter(report__statement__round=chosen)
    return _produced(job, f"{chosen.organization.short}{chosen.cycle.year}年度", chosen.cycle, found, unread)


def recheck_cycle(job: Job, progress: Callable[[int, int], None]) -> Produced:
    """Do what the department asked for: every round of the year that still takes or accepts reports."""
    cycle = Cycle.objects.get(pk=job.subject)
    unread = _recheck_all(Report.objects.checked_before(cycle), job, progress)
    found = Recheck.objects.changed().for_list().filter(report__statement__round__cycle=cycle)
    return _produced(job, f"{cycle.year}年度各级", cycle, found, unread)


def _recheck_all(stale: QuerySet[Report], job: Job, progress: Callable[[int, int], None]) -> list[tuple[int, str]]:
    """Check all that is left; return (report, why) of what could not be read. A killed run's successor goes on from here."""
    waiting = list(stale.order_by("statement__organization__path", "pk").values_list("pk", flat=True))
    unread = []
    progress(job.done, job.done + len(waiting))
    for done, report_id in enumerate(waiting, start=job.done + 1):
        try:
            recheck_report(report_id, person=job.started_by)
        except (Unreadable, FileMissing) as problem:
            unread.append((report_id, str(problem)))
        progress(done, job.done + len(waiting))
    return unread


def recheck_report(report_id: int, *, person: Person) -> Recheck | None:
    """Check one version by the limits in force; None where it no longer counts or was checked by them already.

    What the author corrected holds. Raises FileMissing or Unreadable; then the old check stays.
    """
    seen = Report.objects.select_related("file").get(pk=report_id)
    data = read_file(seen.file)
    with transaction.atomic():
        locked = lock_statement(seen.statement_id)
        fresh, cycle = Report.objects.get(pk=report_id), locked.round.cycle
        if locked.current_report_id != fresh.pk or fresh.limits_number >= cycle.limits_number:
            return None
        result = check(data, name=fresh.filename, limits=cycle.limits, corrections=fresh.author_parts)
        if result.reading is None:
            raise Unreadable("文件现在读不出来")
        before = (fresh.verdict, fresh.broken)
        old_number = fresh.limits_number
        keep_check(fresh, result, cycle)
        audit.record(
            person,
            "按新要求重新检查",
            fresh,
            before={"limits": old_number, "verdict": before[0], "broken": before[1]},
            after={"limits": fresh.limits_number, "verdict": fresh.verdict, "broken": fresh.broken},
        )
        return _noted(fresh, before, person)


def _noted(report: Report, before: tuple[str, list[str]], person: Person) -> Recheck:
    after = (str(report.verdict), report.broken)
    return Recheck.objects.create(
        report=report,
        limits_number=report.limits_number,
        verdict_before=before[0],
        broken_before=before[1],
        verdict_after=after[0],
        broken_after=after[1],
        is_changed=is_changed(before, after),
        checked_by=person,
        checked_at=timezone.now(),
    )


def _produced(job: Job, name: str, cycle: Cycle, found: QuerySet[Recheck], unread: list[tuple[int, str]]) -> Produced:
    """Return the list of what came out differently, and of what could not be checked, as .xlsx; the job says how many."""
    changed = found.filter(limits_number=cycle.limits_number)
    missing = dict(unread)
    count = changed.count()
    told = f"结论有变的 {count} 份，都列在表里。" if count else "结论都没有变。"
    told += f"有 {len(missing)} 份文件读不出来，也列在表里。" if missing else ""
    Job.objects.filter(pk=job.pk).update(message=told)
    reports = Report.objects.filter(pk__in=missing).for_list()
    return Produced(
        recheck_table(changed, [(one, missing[one.pk]) for one in reports]), f"{name}述职报告重新检查结果.xlsx"
    )
