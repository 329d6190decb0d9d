"""What the report upward shows, and who below has filed."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.documents.house.paper import Heading1, Heading2, Table, blocks_of
from accounts.models import AuditEntry, Person
from accounts.rules.house.paper import title_lines
from accounts.services.trail.history import history_of
from reviews.documents.concluding.round_report import report_addressee, report_title
from reviews.forms.concluding.round_report import RoundReportForm
from reviews.models import Round, RoundReport
from reviews.rules.preparing.clause import CLAUSES
from reviews.services.concluding.round_report import draft_round_report, may_file

VERBS = ("报送情况报告",)


@dataclass(frozen=True, slots=True)
class Filings:
    """The rounds directly below, with and without a report, in 规定序."""

    filed: list[RoundReport]
    missing: list[Round]


def round_report_page(person: Person, round_: Round, *, form: RoundReportForm | None = None) -> dict[str, Any]:
    """Return the context of a round's report upward."""
    report = RoundReport.objects.select_related("filed_by").filter(round=round_).first()
    is_organizer = round_.is_organized_by(person)
    may_write = is_organizer and may_file(round_)
    if form is None and may_write:
        text = report.text if report else draft_round_report(round_, timezone.localdate())
        form = RoundReportForm(initial={"text": text, "seen": report.number if report else 0})
    return {
        "round": round_,
        "report": report,
        "title_lines": title_lines(report_title(round_)),
        "lines": _lines(report.text) if report else (),
        "form": form,
        "may_write": may_write,
        "is_organizer": is_organizer,
        "addressee": report_addressee(round_),
        "title": report_title(round_),
        "clause": CLAUSES["N4.1"],
        "history": history_of(report, VERBS, _number) if report else [],
    }


def _number(entry: AuditEntry) -> str:
    return f"第 {entry.after['number']} 次"


def _lines(text: str) -> list[tuple[str, str]]:
    """Every paragraph of a report with its look, as the paper will have them."""
    kinds = {Heading1: "heading-1", Heading2: "heading-2"}
    return [(kinds.get(type(block), "text"), block.text) for block in blocks_of(text) if not isinstance(block, Table)]


def filings(round_: Round) -> Filings:
    """Return which of the organizations directly below have reported on their own round."""
    below = Round.objects.filter(cycle=round_.cycle_id, organization__parent=round_.organization_id)
    below = below.exclude(organization__ended_on__isnull=False, stage=Round.Stage.PREPARING)  # never held
    rounds = list(below.select_related("organization", "upward_report").order_by("organization__position", "pk"))
    filed = [one.upward_report for one in rounds if hasattr(one, "upward_report")]
    return Filings(filed=filed, missing=[one for one in rounds if not hasattr(one, "upward_report")])
