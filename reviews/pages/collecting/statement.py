"""What the statement page shows, whoever looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from accounts.models import Person
from accounts.pages.duty.reminder import chased_lines
from accounts.rules.duty.outstanding import Outstanding
from reviews.forms.collecting.delay import DelayForm
from reviews.forms.collecting.report import HandInForm, ReturnForm
from reviews.models import Cycle, Report, Round, Statement
from reviews.offers.matters.statement import statement_matters
from reviews.pages.collecting.around import around, items_open_to
from reviews.pages.collecting.delay import delay_page
from reviews.pages.collecting.follow_up import follow_up_panel
from reviews.pages.collecting.recheck import recheck_notice
from reviews.pages.collecting.similarity import alike_panel
from reviews.rules.collecting.findings import LOOKS, finding_rows, tally, told
from reviews.rules.collecting.report import HandIn
from reviews.rules.collecting.ruler import pattern, ruler, scale_of
from reviews.rules.collecting.script import script_rows
from reviews.rules.collecting.strip import Strip, strip
from reviews.rules.collecting.summary import summarize
from reviews.rules.preparing.version import Change, change
from reviews.services.collecting.sample import SAMPLES
from reviews.wordcheck import Severity, Verdict

CLOSED = {
    HandIn.EXEMPT: "您本年度不述职，不用交报告。",
    HandIn.NOT_COLLECTING: "本轮收稿已经结束，不能再交新稿。如有特殊情况，请联系组织员。",
    HandIn.ACCEPTED: "这一稿已经接收，不用再交。确需更换，请联系组织员退回后再传。",
    HandIn.DEADLINE_OVER: "交稿已经截止，已交的这一稿有效。确需更换，请联系组织员退回后再传。",
}


NOT_YET = "本轮还在准备，开始收稿后会在待办里告诉您，到时再交。"


def closed_text(statement: Statement, why: HandIn) -> str:
    """Return why no new version can be handed in, or "" where one can."""
    if why is HandIn.NOT_COLLECTING and statement.round.is_preparing:
        return NOT_YET
    return CLOSED.get(why, "")


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version in the list, its bar, and what changed since the one before (None for the first)."""

    report: Report
    strip: Strip
    change: Change | None


def statement_page(
    person: Person,
    statement: Statement,
    *,
    number: int | None = None,
    form: HandInForm | None = None,
    return_form: ReturnForm | None = None,
    delay_form: DelayForm | None = None,
    history: bool = False,
) -> dict[str, Any]:
    """Return the context of the page with the current version, or version ``number``; raises Http404."""
    seen = _versions(person, statement, number)
    report = _shown(seen, statement, number)
    organizes = statement.round.is_organized_by(person)
    open_items = items_open_to(person, statement)
    return {
        "statement": statement,
        "report": report,
        "due": timezone.localtime(statement.due),
        **_rights(statement, report, may_write=statement.is_own_of(person), organizes=organizes),
        "form": form or HandInForm(),
        "return_form": return_form or _return_form(report, organizes=organizes),
        "samples": SAMPLES.items() if settings.DEMO else (),
        "versions": version_rows(seen, statement),
        **around(person, statement, open_items),
        "may_evaluate": statement.is_evaluated_by(person) and not statement.round.is_preparing,
        **_rules(statement.round.cycle),
        **_told(person, statement, report, open_items),
        **delay_page(statement, report, organizes=organizes, form=delay_form, history=history),
    }


def _told(
    person: Person, statement: Statement, report: Report | None, open_items: Sequence[Outstanding]
) -> dict[str, Any]:
    """What the version says to who looks at it."""
    advised = _advised(person, statement, report, open_items)
    return {**advised, **(_reading(report, statement, focus=bool(advised.get("untouched"))) if report else {})}


def _advised(
    person: Person, statement: Statement, report: Report | None, open_items: Sequence[Outstanding]
) -> dict[str, Any]:
    """What the author alone is told; what is open stands among it then, and not a second time beside it."""
    owed = follow_up_panel(person, statement, report, open_items)
    advised = {**alike_panel(person, statement, report), **owed}
    return {**advised, "open_items": []} if advised.get("follow_ups") else advised


def _rights(statement: Statement, report: Report | None, *, may_write: bool, organizes: bool) -> dict[str, Any]:
    """What the person may do here, and what else only the author or the organizer is told."""
    is_current = report is not None and report.pk == statement.current_report_id
    may_review = is_current and organizes
    allowed = statement.hand_in(timezone.localtime())
    return {
        "is_current": is_current,
        "may_write": may_write,
        "may_review": may_review,
        "next_waiting": next_waiting(statement) if may_review and report.state != Report.State.HANDED_IN else None,
        "may_hand_in": may_write and allowed.allowed,
        "may_correct": may_write and is_current and _is_read_still(report, statement),
        "chased": _chased(statement, to_author=may_write) if may_write or organizes else "",
        "closed": closed_text(statement, allowed) if may_write else "",
    }


def _is_read_still(report: Report, statement: Statement) -> bool:
    """Whether the author's word on the reading is still taken, as ``correct_reading`` has it."""
    return report.state != Report.State.ACCEPTED and statement.round.stage == Round.Stage.COLLECTING


def _versions(person: Person, statement: Statement, number: int | None) -> list[Report]:
    """Return the versions for these eyes, the latest first; the one that is to be read is loaded whole."""
    read = Q(pk=statement.current_report_id) if number is None else Q(number=number)
    seen = list(Report.objects.visible_to(person).filter(statement=statement).for_versions(read))
    for one in seen:
        if one.result is not None:
            one.check_json = one.result
    return seen


def _shown(seen: list[Report], statement: Statement, number: int | None) -> Report | None:
    """Return the version asked for, or the one that counts; who has left the post sees the last they handed in.

    ``seen`` comes the latest first; what was not handed in, or not for these eyes, raises Http404.
    """
    if number is None:
        return next((one for one in seen if one.pk == statement.current_report_id), next(iter(seen), None))
    found = next((one for one in seen if one.number == number), None)
    if found is None:
        raise Http404
    return found


def _chased(statement: Statement, *, to_author: bool) -> str:
    """Say how often the author was reminded; for the author and the reviewing organizer alone."""
    owed = statement_matters([statement], timezone.localdate())
    return next(iter(chased_lines(owed, now=timezone.now(), to_author=to_author).values()), "")


def _rules(cycle: Cycle) -> dict[str, Any]:
    """What is asked of a report, for the page before there is one."""
    limits = cycle.limits
    return {"limits": limits, "pattern": pattern(limits), "ground": cycle.clauses["N3.2c"]}


def _reading(report: Report, statement: Statement, *, focus: bool) -> dict[str, Any]:
    """What the check read; ``focus``: the author is told of a point of the notice too."""
    reading = report.reading
    found = told(reading.findings, on_stage=statement.is_on_stage)
    violations = sum(finding.severity == Severity.VIOLATION for finding in found)
    rows = finding_rows(found, statement.round.cycle.clauses, reading)
    hints = [row for row in rows if row.look == LOOKS[Severity.ADVICE][0]]
    return {
        "reading": reading,
        "ruler": ruler(reading),
        "summary": summarize(reading),
        "script": script_rows(reading, report.author_parts),
        "findings": [row for row in rows if row not in hints],
        "hints": hints,
        "hint_count": len(hints) + focus,
        "tally": tally(found, more=focus),
        "needs_change": violations > 0,
        "recheck": recheck_notice(report, statement.round.cycle),
    }


def next_waiting(statement: Statement) -> Statement | None:
    """Return the statement after this one whose report waits for the organizer; after the last, the first."""
    waiting = list(
        statement.round.statements.filter(current_report__state=Report.State.HANDED_IN)
        .select_related("organization")
        .in_order()
    )
    here = (statement.organization.position, statement.pk)
    after = [one for one in waiting if (one.organization.position, one.pk) > here]
    return next(iter([*after, *waiting]), None)


def thanks(report: Report) -> str:
    """Say what came of a new version and whose turn it is."""
    if report.violations:
        return f"第 {report.number} 稿已交，有 {report.violations} 处不符合要求，截止前可以改好再传。"
    if report.verdict == Verdict.OPEN:
        return f"第 {report.number} 稿已交。有几段请您确认算哪一部分，确认后就知道是否符合要求。"
    return f"第 {report.number} 稿已交，接收或退回都会写在这一页。"


def _return_form(report: Report | None, *, organizes: bool) -> ReturnForm | None:
    """Return the form for the organizer, with a reason that is drawn from what the version breaks; none for others."""
    return ReturnForm(initial={"reason": return_draft(report)}) if report and organizes else None


def return_draft(report: Report) -> str:
    """Return a reason for returning the version, drawn from what it breaks, for the organizer to edit."""
    broken = [finding for finding in report.reading.findings if finding.severity == Severity.VIOLATION]
    return "\n".join(f"{finding.message}。{finding.repair}" for finding in broken)


def version_rows(newest_first: list[Report], statement: Statement) -> list[VersionRow]:
    """Return the versions, the latest first, all bars on one scale."""
    total_max = statement.round.cycle.limits.total_max
    scale = scale_of(total_max, *(report.total for report in newest_first))
    older = [*newest_first[1:], None]
    return [
        VersionRow(now, report_strip(now, total_max, scale), change(now, before) if before else None)
        for now, before in zip(newest_first, older, strict=False)
    ]


def report_strip(report: Report, total_max: int, scale: float) -> Strip:
    """Return the small bar of a stored report."""
    return strip(
        achievements=report.achievements,
        problems=report.problems,
        plan=report.plan,
        total=report.total,
        denominator=report.denominator,
        total_max=total_max,
        scale=scale,
    )
