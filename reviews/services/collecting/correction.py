"""The author's word on how a report is read: of a version handed in, and of a file that was not taken."""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import Person
from accounts.services.house.stored_file import read_file
from accounts.services.trail import audit
from reviews.models import Attempt, Cycle, Report, Round, Statement
from reviews.rules.collecting.report import HandIn
from reviews.services.collecting.attempt import Upload, stored_parts
from reviews.services.collecting.report import (
    Overtaken,
    check_figures,
    is_blocked,
    keep_version,
    lock_statement,
    must_be_open,
    must_count,
)
from reviews.wordcheck import CheckResult, Part, check, to_json

GONE = "这份文件已经收下、删去，或者换成了别的，没有再改。"


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
        corrections = _decided(fresh, parts)
        cycle = fresh.statement.round.cycle
        before = fresh.corrections
        fresh.corrections = stored_parts(corrections)
        keep_check(fresh, check(data, name=fresh.filename, limits=cycle.limits, corrections=corrections), cycle)
        _pass_on(fresh, parts)
        audit.record(person, "更正归类", fresh, before=before, after=fresh.corrections)
    return fresh


def _pass_on(report: Report, parts: Mapping[int, Part | None]) -> None:
    """Let what is said of a version hold in the file that waits beside it too, once that is read again (WORDCHECK §3)."""
    attempt = Attempt.objects.filter(statement=report.statement_id).first()
    if attempt is not None:
        said = {report.reading.paragraphs[index].text: part for index, part in parts.items()}
        same = {one.index: said[one.text] for one in attempt.reading.paragraphs if one.text in said}
        attempt.corrections = stored_parts(_decided(attempt, same))
        attempt.save(update_fields=["corrections"])


def _decided(said_of: Report | Attempt, parts: Mapping[int, Part | None]) -> dict[int, Part]:
    decided = {**said_of.author_parts, **parts}
    return {index: part for index, part in decided.items() if part is not None}


@transaction.atomic
def correct_attempt(
    statement: Statement, *, person: Person, seen: int, parts: Mapping[int, Part | None]
) -> Report | None:
    """Let the author say how the file that was not taken is to be read (index → part), and take it if it keeps the limits.

    Nothing said, it is judged anew by what the year asks now. Return the version that came of it, None where a limit is still broken. What was uploaded in time is in time:
    the author's word changes nothing in the file. Raises Overtaken where the attempt ``seen`` is there no more,
    HandInClosed where no version may be handed in by now, FileMissing where the disk has lost the file.
    """
    locked = lock_statement(statement.pk)
    verb = "更正归类" if parts else "按新要求重新检查"
    attempt = Attempt.objects.select_related("file", "made_by").filter(statement=locked, pk=seen).first()
    if attempt is None:
        raise Overtaken(GONE)
    why = must_be_open(locked, attempt.made_at)
    decided, before = _decided(attempt, parts), attempt.corrections
    result = check(
        read_file(attempt.file), name=attempt.filename, limits=locked.round.cycle.limits, corrections=decided
    )
    if not is_blocked(locked, result):
        upload = Upload(attempt.file, attempt.filename, attempt.made_by, attempt.made_at, decided)
        report = keep_version(locked, upload, result, late=why is HandIn.LATE)
        audit.record(person, verb, report, before=before, after=report.corrections)
        return report
    attempt.corrections, attempt.check_json = stored_parts(decided), to_json(result)
    attempt.save(update_fields=["corrections", "check_json"])
    audit.record(person, verb, attempt, before=before, after=attempt.corrections)
    return None


def keep_check(report: Report, result: CheckResult, cycle: Cycle) -> None:
    """Put a new check in place of the old one; ``cycle`` is the one whose limits it was made with."""
    for field, value in check_figures(result, cycle).items():
        setattr(report, field, value)
    report.__dict__.pop("reading", None)
    report.save()
