"""Telling the organization above how the round went (N4.1)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.services.trail import audit
from reviews.models import Round, RoundReport, Statement, Visit
from reviews.rules.concluding.round_report import Situation, draft, may_be_filed


class RoundReportClosed(Exception):
    """The round above is decided by now; the message says so."""


class RoundReportOvertaken(Exception):
    """Somebody else has filed in between; the message says who and when, in Chinese."""


def round_above(round_: Round) -> Round | None:
    """Return the round of the organization directly above in the same year."""
    return Round.objects.filter(cycle=round_.cycle_id, organization=round_.organization.parent_id).first()


def may_file(round_: Round) -> bool:
    """Whether the report of ``round_`` may be filed or replaced now."""
    above = round_above(round_)
    return may_be_filed(above.stage if above else None, round_.stage)


def draft_round_report(round_: Round, today: date) -> str:
    """Return the text that the organizer starts from, drawn from what the round holds."""
    return draft(_situation(round_), today)


@transaction.atomic
def file_round_report(round_: Round, *, person: Person, text: str, seen: int, now: datetime) -> RoundReport:
    """File ``text``, or replace what was filed; ``seen`` is the number that the page showed, 0 for none.

    Raises RoundReportOvertaken where somebody else has filed in between, and RoundReportClosed.
    """
    above = round_above(round_)
    ids = [round_.pk, above.pk] if above else [round_.pk]
    list(Round.objects.select_for_update().filter(pk__in=ids).order_by("pk"))  # a decision above queues here too
    fresh = Round.objects.select_related("cycle", "organization").get(pk=round_.pk)
    if not may_file(fresh):
        raise RoundReportClosed("上级的这一轮已经研究确定，情况报告不能再报、再换。确需更正，请联系上级组织员。")
    report = RoundReport.objects.select_related("filed_by").filter(round=fresh).first()
    if (report.number if report else 0) != seen:
        raise RoundReportOvertaken(_who_was_faster(report))
    if report is None:
        report = RoundReport(round=fresh, number=0)
    report.text, report.filed_by, report.filed_at, report.number = text, person, now, report.number + 1
    report.save()
    audit.record(person, "报送情况报告", report, after={"number": report.number})
    return report


def _who_was_faster(report: RoundReport | None) -> str:
    assert report is not None
    at = timezone.localtime(report.filed_at)
    return f"{report.filed_by.name}在 {at:%H:%M} 刚报过一次。您写的还在框里，请对照后再报。"


def _situation(round_: Round) -> Situation:
    statements = list(round_.statements.for_pages().in_order())
    due = [statement for statement in statements if not statement.is_exempt]
    states = [statement.board_state for statement in due]
    visits = list(Visit.objects.standing().filter(statement__in=due).values_list("statement", "day"))
    visited = {statement_id for statement_id, _ in visits}
    return Situation(
        organization=round_.organization_short,
        year=round_.cycle.year,
        issued_on=round_.cycle.issued_on,
        due_on=timezone.localtime(round_.report_due).date(),
        meeting_on=round_.meeting_on,
        on_stage=_names(one for one in due if one.is_on_stage),
        written=_names(one for one in due if not one.is_on_stage),
        exempt=[(one.organization_short, one.mode_reason) for one in statements if one.is_exempt],
        missing=_names(one for one in due if one.current_report is None),
        returned=states.count("returned"),
        accepted=states.count("accepted"),
        late=sum(one.current_report is not None and one.current_report.was_late for one in due),
        visited=_names(one for one in due if one.pk in visited),
        visit_days=[day for _, day in visits],
        unvisited=_names(one for one in due if one.pk not in visited),
    )


def _names(statements: Iterable[Statement]) -> list[str]:
    return [statement.organization_short for statement in statements]
