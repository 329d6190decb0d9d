"""Handing a report in; how its author has it read stands in ``correction``, what the organizer decides in ``acceptance``."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.services.house.stored_file import store_file
from accounts.services.trail import audit
from reviews.models import Attempt, Cycle, Report, Statement
from reviews.rules.collecting.report import HandIn
from reviews.services.collecting.attempt import Upload, forget_attempts, keep_attempt, stored_parts
from reviews.services.collecting.similarity import index_report
from reviews.wordcheck import CheckResult, Part, Reading, Refusal, ReportLimits, Severity, Verdict, check, to_json


class FileRefused(Exception):
    """The file could not be read; nothing of it is kept."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


class LimitsBroken(Exception):
    """The report breaks a limit and this cycle takes no such report; ``attempt`` waits for its author."""

    def __init__(self, attempt: Attempt) -> None:
        super().__init__("limits")
        self.attempt = attempt


class HandInClosed(Exception):
    """No new version may be handed in now; ``why`` says which rule."""

    def __init__(self, why: HandIn) -> None:
        super().__init__(why)
        self.why = why


class Overtaken(Exception):
    """Somebody else was faster; the message says who did what, in Chinese."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What came of an upload: ``is_new`` is False where the very same file was already the current version."""

    report: Report
    is_new: bool


def hand_in_report(statement: Statement, *, person: Person, data: bytes, filename: str, now: datetime) -> HandedIn:
    """Check ``data`` (the bytes of a .docx) and keep it as the next version (N3.2, N4.3).

    Raises FileRefused where it cannot be read and HandInClosed where the time or the state forbids it: then nothing
    is kept. Raises LimitsBroken where the cycle takes no report that breaks a limit: then it is kept as an Attempt,
    for its author to say whether it was read right. Earlier versions stay.
    """
    result, reading = _read(statement, person, data, filename)
    with transaction.atomic():
        locked = lock_statement(statement.pk)
        why = must_be_open(locked, now)
        stored = store_file(data)
        current, earlier = locked.current_report, Attempt.objects.filter(statement=locked).first()
        if current and current.file_id == stored.pk and current.state == Report.State.HANDED_IN:
            return HandedIn(current, is_new=False)
        parts, result = _with_corrections((current, earlier), reading, result, data, locked.round.cycle.limits)
        upload = Upload(stored, filename, person, now, parts)
        if is_blocked(locked, result):
            attempt = keep_attempt(locked, upload, result)
        else:
            return HandedIn(keep_version(locked, upload, result, late=why is HandIn.LATE), is_new=True)
    raise LimitsBroken(attempt)


def _read(statement: Statement, person: Person, data: bytes, filename: str) -> tuple[CheckResult, Reading]:
    """Check the file before anything is locked; what is refused leaves a line in the trail alone."""
    result = check(data, name=filename, limits=statement.round.cycle.limits)
    if result.refused or result.reading is None:
        assert result.refused is not None
        _record_refusal(statement, person, result.refused)
        raise FileRefused(result.refused)
    return result, result.reading


def is_blocked(statement: Statement, result: CheckResult) -> bool:
    """Whether the cycle takes no report that was judged so (N3.2b, N3.2c, where the year says 不收)."""
    broken = result.reading is not None and result.reading.verdict == Verdict.VIOLATES
    return broken and statement.round.cycle.violations_block


def keep_version(locked: Statement, upload: Upload, result: CheckResult, *, late: bool) -> Report:
    """Keep what was taken as the next version; ``locked`` is held by ``lock_statement``."""
    current = locked.current_report
    report = Report.objects.create(
        statement=locked,
        number=current.number + 1 if current else 1,
        file=upload.file,
        filename=upload.filename,
        handed_in_by=upload.person,
        handed_in_at=upload.at,
        was_late=late,
        resubmit_by=current.resubmit_by if current else None,
        corrections=stored_parts(upload.parts),
        **check_figures(result, locked.round.cycle),
    )
    Statement.objects.filter(pk=locked.pk).update(current_report=report)
    forget_attempts(Attempt.objects.filter(statement=locked))
    index_report(report, replaced=current)
    audit.record(upload.person, "交稿", report, after={"number": report.number, "sha256": upload.file.sha256})
    return report


def must_be_open(locked: Statement, now: datetime) -> HandIn:
    """Return how a version may be handed in at ``now``; raises HandInClosed where it may not."""
    why = locked.hand_in(now)
    if not why.allowed:
        raise HandInClosed(why)
    return why


def lock_statement(statement_id: int) -> Statement:
    """Lock the statement, on which all changes to its versions queue, and read it.

    Two steps on purpose: after waiting for the lock PostgreSQL reads the locked row anew, but joins it to what
    the other tables held before.
    """
    Statement.objects.select_for_update().get(pk=statement_id)
    return Statement.objects.for_pages().get(pk=statement_id)


def _with_corrections(
    before: Iterable[Report | Attempt | None],
    reading: Reading,
    result: CheckResult,
    data: bytes,
    limits: ReportLimits,
) -> tuple[dict[int, Part], CheckResult]:
    """Return what is carried on from ``before``, and the check measured with it by the limits in force now."""
    parts = _carried(before, reading)
    if not parts and limits == reading.limits:
        return parts, result
    return parts, check(data, name=result.file, limits=limits, corrections=parts)


def _carried(before: Iterable[Report | Attempt | None], reading: Reading) -> dict[int, Part]:
    """Return what the author decided, the later word last, about paragraphs that stand in the new file too (WORDCHECK §3)."""
    decided = {
        one.reading.paragraphs[index].text: part
        for one in before
        if one is not None and one.corrections
        for index, part in one.author_parts.items()
    }
    return {one.index: decided[one.text] for one in reading.paragraphs if one.text in decided}


def check_figures(result: CheckResult, cycle: Cycle) -> dict[str, Any]:
    """Return the fields of a Report that a check by the limits of ``cycle`` fills."""
    reading = result.reading
    assert reading is not None
    return {
        "limits_number": cycle.limits_number,
        "verdict": reading.verdict,
        "broken": [finding.rule for finding in reading.findings if finding.severity == Severity.VIOLATION],
        "total": reading.total,
        "denominator": reading.denominator,
        "achievements": reading.parts[Part.ACHIEVEMENTS],
        "problems": reading.parts[Part.PROBLEMS],
        "plan": reading.parts[Part.PLAN],
        "ranges": {part.value: list(ends) for part, ends in reading.ranges.items() if ends[0] < ends[1]},
        "check_json": to_json(result),
    }


def _record_refusal(statement: Statement, person: Person, refusal: Refusal) -> None:
    # Of a file with a secrecy mark only the time and the account are kept (WORDCHECK §1): no name, no sum.
    audit.record(person, "交稿被拒收", statement, after={"code": refusal.code})


def must_count(report: Report) -> None:
    """Raise Overtaken where a later version counts by now."""
    current = report.statement.current_report
    if current is not None and current.pk != report.pk:
        at = timezone.localtime(current.handed_in_at)
        raise Overtaken(
            f"{at.month}月{at.day}日 {at:%H:%M} 交了第 {current.number} 稿，您看的是第 {report.number} 稿。请看新稿后再定。"
        )
