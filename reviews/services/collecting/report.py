"""Handing a report in, and saying how it is to be read; what the organizer does with it stands in ``acceptance``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.services.house.stored_file import read_file, store_file
from accounts.services.trail import audit
from reviews.models import Cycle, Report, Round, Statement
from reviews.rules.collecting.report import HandIn
from reviews.services.collecting.similarity import index_report
from reviews.wordcheck import CheckResult, Part, Reading, Refusal, ReportLimits, Severity, Verdict, check, to_json


class FileRefused(Exception):
    """The file could not be read; nothing of it is kept."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


class LimitsBroken(Exception):
    """The report breaks a limit and this cycle takes no such report; nothing of it is kept."""

    def __init__(self, reading: Reading) -> None:
        super().__init__("limits")
        self.reading = reading


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

    Raises FileRefused where it cannot be read, LimitsBroken where the cycle takes no report that breaks a limit, and
    HandInClosed where the time or the state forbids it; then nothing is kept and earlier versions stay.
    """
    result, reading = _read(statement, person, data, filename)
    with transaction.atomic():
        locked, why = _lock_open(statement.pk, now)
        stored = store_file(data)
        current = locked.current_report
        if current and current.file_id == stored.pk and current.state == Report.State.HANDED_IN:
            return HandedIn(current, is_new=False)
        parts, result = _with_corrections(current, reading, result, data, locked.round.cycle.limits)
        report = Report.objects.create(
            statement=locked,
            number=current.number + 1 if current else 1,
            file=stored,
            filename=filename,
            handed_in_by=person,
            handed_in_at=now,
            was_late=why is HandIn.LATE,
            resubmit_by=current.resubmit_by if current else None,
            corrections=_stored(parts),
            **_figures(result, locked.round.cycle),
        )
        Statement.objects.filter(pk=locked.pk).update(current_report=report)
        index_report(report, replaced=current)
        audit.record(person, "交稿", report, after={"number": report.number, "sha256": stored.sha256})
    return HandedIn(report, is_new=True)


def _read(statement: Statement, person: Person, data: bytes, filename: str) -> tuple[CheckResult, Reading]:
    """Check the file before anything is locked; what is refused leaves a line in the trail alone."""
    result = check(data, name=filename, limits=statement.round.cycle.limits)
    if result.refused or result.reading is None:
        assert result.refused is not None
        _record_refusal(statement, person, result.refused)
        raise FileRefused(result.refused)
    if statement.round.cycle.violations_block:
        _refuse_violations(statement, person, data, result)
    return result, result.reading


def _refuse_violations(statement: Statement, person: Person, data: bytes, result: CheckResult) -> None:
    """Raise LimitsBroken where the cycle takes no such report, read as the author had the last version read."""
    current, limits = statement.current_report, statement.round.cycle.limits
    assert result.reading is not None
    _, judged = _with_corrections(current, result.reading, result, data, limits)
    if judged.reading is not None and judged.reading.verdict == Verdict.VIOLATES:
        audit.record(person, "交稿被拒收", statement, after={"code": "limits"})
        raise LimitsBroken(judged.reading)


def _lock_open(statement_id: int, now: datetime) -> tuple[Statement, HandIn]:
    """Lock the statement if a version may be handed in at ``now``; raises HandInClosed."""
    locked = lock_statement(statement_id)
    why = locked.hand_in(now)
    if not why.allowed:
        raise HandInClosed(why)
    return locked, why


def lock_statement(statement_id: int) -> Statement:
    """Lock the statement, on which all changes to its versions queue, and read it.

    Two steps on purpose: after waiting for the lock PostgreSQL reads the locked row anew, but joins it to what
    the other tables held before.
    """
    Statement.objects.select_for_update().get(pk=statement_id)
    return Statement.objects.for_pages().get(pk=statement_id)


def _with_corrections(
    before: Report | None, reading: Reading, result: CheckResult, data: bytes, limits: ReportLimits
) -> tuple[dict[int, Part], CheckResult]:
    """Return what is carried on from the version before, and the check measured with it by the limits in force now."""
    parts = _carried(before, reading)
    if not parts and limits == reading.limits:
        return parts, result
    return parts, check(data, name=result.file, limits=limits, corrections=parts)


def _carried(before: Report | None, reading: Reading) -> dict[int, Part]:
    """Return what the author had decided about paragraphs that stand in the new version too (WORDCHECK §3)."""
    if before is None or not before.corrections:
        return {}
    decided = {before.reading.paragraphs[index].text: part for index, part in before.author_parts.items()}
    return {one.index: decided[one.text] for one in reading.paragraphs if one.text in decided}


def _stored(parts: dict[int, Part]) -> dict[str, str]:
    return {str(index): part.value for index, part in parts.items()}


def _figures(result: CheckResult, cycle: Cycle) -> dict[str, Any]:
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


def correct_reading(report: Report, *, person: Person, parts: Mapping[int, Part | None]) -> Report:
    """Let the author say which part paragraphs belong to (index → part), and measure anew at once.

    None takes back what was said: the paragraph is read by the system again.
    It is possible after the deadline too, as long as the round collects: it changes no word of the report.
    Raises Overtaken where a later version counts by now, the organizer has accepted this one, or the round has
    gone on; FileMissing where the disk has lost the file.
    """
    data = read_file(report.file)
    with transaction.atomic():
        lock_statement(report.statement_id)
        fresh = Report.objects.select_related("statement__round__cycle", "file").get(pk=report.pk)
        must_count(fresh)
        if fresh.statement.round.stage != Round.Stage.COLLECTING:
            raise Overtaken("本轮收稿已经结束，归类不能再改。")
        if fresh.state == Report.State.ACCEPTED:
            raise Overtaken("这一稿已经接收，归类不能再改。确需更正，请联系组织员。")
        decided = {**fresh.author_parts, **parts}
        corrections = {index: part for index, part in decided.items() if part is not None}
        cycle = fresh.statement.round.cycle
        before = fresh.corrections
        fresh.corrections = _stored(corrections)
        keep_check(fresh, check(data, name=fresh.filename, limits=cycle.limits, corrections=corrections), cycle)
        audit.record(person, "更正归类", fresh, before=before, after=fresh.corrections)
    return fresh


def keep_check(report: Report, result: CheckResult, cycle: Cycle) -> None:
    """Put a new check in place of the old one; ``cycle`` is the one whose limits it was made with."""
    for field, value in _figures(result, cycle).items():
        setattr(report, field, value)
    report.__dict__.pop("reading", None)
    report.save()


def must_count(report: Report) -> None:
    """Raise Overtaken where a later version counts by now."""
    current = report.statement.current_report
    if current is not None and current.pk != report.pk:
        at = timezone.localtime(current.handed_in_at)
        raise Overtaken(
            f"{at.month}月{at.day}日 {at:%H:%M} 交了第 {current.number} 稿，您看的是第 {report.number} 稿。请看新稿后再定。"
        )
