"""What the organizer's board shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils import timezone

from accounts.models import Person
from accounts.pages.duty.reminder import chased_lines
from reviews.forms.preparing.round import BoardForm, RoundsForm
from reviews.forms.preparing.stage import StageForm
from reviews.models import Cycle, Report, Round, Statement
from reviews.offers.matters.statement import statement_key, statement_matters
from reviews.pages.collecting.recheck import left_to_recheck
from reviews.pages.collecting.statement import report_strip
from reviews.pages.concluding.consequence import result_links
from reviews.pages.concluding.grades import grades_link
from reviews.pages.concluding.round_report import filings
from reviews.pages.hearing.visit import coverage
from reviews.pages.preparing.stage import stage_page
from reviews.rules.collecting.board import grouped, progress
from reviews.rules.collecting.report import days_late
from reviews.rules.collecting.ruler import scale_of
from reviews.rules.collecting.strip import Strip
from reviews.services.collecting.recheck import under_way
from reviews.wordcheck import ReportLimits

SHOWN = 40  # rounds of a year on one page; the others are found by name
ACTS = {"missing": "查看", "handed_in": "审阅", "returned": "看原因", "accepted": "查看", "exempt": "查看"}


@dataclass(frozen=True, slots=True)
class Share:
    """A part's share in percent, or the range that is still open, and whether it breaks its limit."""

    text: str
    off: bool


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A statement on the board; ``late`` in days, ``strip`` and ``shares`` only where there is a report."""

    statement: Statement
    board_state: str
    is_violating: bool
    is_on_stage: bool
    late: int
    over: bool
    strip: Strip | None
    shares: tuple[Share, ...]
    chased: str
    act: str


def rounds_page(person: Person, query: QueryDict) -> dict[str, Any]:
    """Return the rounds of one year that ``person`` may see, the latest year unless another is asked for."""
    visible = Round.objects.visible_to(person)
    seen = Cycle.objects.filter(Exists(visible.filter(cycle=OuterRef("pk")))).latest_first()
    years = {str(cycle.year): cycle for cycle in seen}
    cycle = years.get(query.get("year", "")) or next(iter(years.values()), None)
    form = RoundsForm(query)
    sought = form.chosen()
    there = visible.filter(cycle=cycle).named(sought)
    shown = [one.pk for one in there.top_first()[: SHOWN + 1]]
    rounds = list(Round.objects.filter(pk__in=shown[:SHOWN]).for_list())
    return {
        "rounds": rounds,
        "years": [one.year for one in years.values()],
        "year": cycle.year if cycle else None,
        "sole": len(years) == 1 and len(rounds) == 1 and not sought,
        "form": form,
        "sought": sought,
        "more": len(shown) > SHOWN,
    }


def board_page(
    person: Person, round_: Round, query: QueryDict, *, stage_form: StageForm | None = None, supported: bool = False
) -> dict[str, Any]:
    """Return the context of the board of ``round_`` under the filters in ``query``.

    While a supporter looks as ``person`` (``supported``), what leads to grades and tells of them is left out.
    """
    statements = list(round_.statements.for_board().in_order())
    is_organizer = round_.is_organized_by(person)
    chased = _chased(statements) if is_organizer else {}
    rows = [_row(statement, round_.cycle.limits, chased.get(statement.pk, "")) for statement in statements]
    form = BoardForm(query)
    chosen = form.chosen()
    counted = progress(rows)
    return {
        "round": round_,
        "stages": _stages(round_),
        "due": timezone.localtime(round_.report_due),
        "is_due_over": timezone.now() > round_.report_due,
        "progress": counted,
        "groups": grouped(row for row in rows if _passes(row, **chosen)),
        "tabs": _tabs(counted),
        "form": form,
        "chosen": chosen,
        "is_organizer": is_organizer,
        "next_waiting": next((row.statement for row in rows if row.board_state == "handed_in"), None),
        "limits": round_.cycle.limits,
        **_beside(person, round_, statements, supported=supported),
        **stage_page(person, round_, form=stage_form, history="history" in query, supported=supported),
    }


def _beside(
    person: Person, round_: Round, statements: Sequence[Statement], *, supported: bool
) -> dict[str, Any]:  # fmt: skip
    """What stands around the list."""
    left = left_to_recheck(round_, [statement.current_report for statement in statements])
    return {
        "left_to_recheck": left,
        "going": under_way(round_.cycle, round_) if left else None,
        "coverage": coverage(person, round_, statements),
        "filings": filings(round_),
        "evaluation_link": None if supported else grades_link(person, round_),
        "result_links": [] if supported else result_links(person, round_),
    }


def _stages(round_: Round) -> list[tuple[str, str]]:
    """Return (label, done | now | later) of every stage."""
    names = list(Round.Stage.values)
    now = names.index(round_.stage)
    return [
        (label, "done" if place < now else "now" if place == now else "later")
        for place, (_, label) in enumerate(Round.Stage.choices)
    ]


def _tabs(counted: Any) -> list[tuple[str, str, int]]:
    counts = (
        counted.due, counted.missing, counted.waiting, counted.violating, counted.returned, counted.accepted
    )  # fmt: skip
    return [(state, label, count) for (state, label), count in zip(BoardForm.STATES, counts, strict=True)]


def _chased(statements: Sequence[Statement]) -> dict[int, str]:
    """Say by statement how often its author was reminded; the same queries for one and for a hundred."""
    owed = statement_matters(statements, timezone.localdate())
    lines = chased_lines(owed, now=timezone.now())
    return {statement.pk: lines.get(statement_key(statement.pk), "") for statement in statements}


def _row(statement: Statement, limits: ReportLimits, chased: str) -> BoardRow:
    report = statement.current_report
    now = timezone.localtime()
    owed = report is None or report.state == "returned"
    scale = scale_of(round(limits.total_max * 1.2))
    return BoardRow(
        statement=statement,
        board_state=statement.board_state,
        is_violating=statement.is_violating,
        is_on_stage=statement.is_on_stage,
        late=days_late(timezone.localtime(statement.due), now) if owed and not statement.is_exempt else 0,
        over=report is not None and "total" in report.broken,
        strip=report_strip(report, limits.total_max, scale) if report else None,
        shares=_shares(statement),
        chased=chased,
        act=ACTS[statement.board_state],
    )


def _shares(statement: Statement) -> tuple[Share, ...]:
    report = statement.current_report
    if report is None or not report.denominator:
        return ()
    words = {"achievements": report.achievements, "problems": report.problems, "plan": report.plan}
    return tuple(Share(_percent(report, rule, part), rule in report.broken) for rule, part in words.items())


def _percent(report: Report, rule: str, words: int) -> str:
    """A share, or the range that the author's answers still leave."""
    if rule in report.ranges:
        low, high = report.ranges[rule]
        return f"{100 * low:.0f}—{100 * high:.0f}"
    return f"{100 * words / report.denominator:.1f}"


def _passes(row: BoardRow, *, state: str, mode: str, q: str) -> bool:
    """Whether a row passes the board's filters."""
    statement = row.statement
    if state == "violating" and not row.is_violating:
        return False
    if state not in {"", "violating", row.board_state}:
        return False
    names = (statement.person.name, statement.organization_name, statement.organization_short)
    return mode in {"", statement.mode} and (not q or any(q in name for name in names))
