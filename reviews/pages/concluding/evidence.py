"""The four evidences of N3.4a beside each other, every sentence with the place that it comes from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.models import Person
from accounts.services.duty.outstanding import gather_outstanding
from reviews.models import Comment, Evaluation, Outcome, Report, Statement, Visit
from reviews.rules.concluding.evaluation import told_lines
from reviews.rules.hearing.grade import grade_name
from reviews.rules.hearing.sentence import sentences
from reviews.services.concluding.evidence import FROM_REPORT, Gathered, comment_source, own_problems, visit_source
from reviews.services.hearing.tally import tally_of

FROM_POLL = "民主测评，只作参考"
MOST = 6  # problems of a report beside the others; the report itself is a link away


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of evidence; ``source`` names where it stands, ``url`` leads there, ``marked`` names a problem."""

    text: str
    source: str = ""
    url: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """One of the four; ``field`` is the text that a person writes there, "" where there is none."""

    key: str
    title: str
    lines: tuple[Line, ...]
    empty: str
    field: str = ""


def evidences(
    person: Person, statement: Statement, gathered: Gathered, written: Evaluation | None, today: date
) -> list[Evidence]:
    """Return the four evidences for ``person``; ``written`` holds two of them where the page shows no boxes to type in.

    The third holds what the meeting has left: report, comments and, where there was a poll, its result.
    """
    known, heard = (written.known, written.heard) if written else ("", "")
    return [
        Evidence("known", "平时掌握", (*_typed(known), *_earlier(person, statement), *_open(statement, today)),
                 "没有往年反馈过的等次，也没有还没改完的整改。", "known"),
        Evidence("visits", "实地调研", tuple(_visited(gathered.visits)), "本年度还没有去过。"),
        Evidence("meeting", "述职评议", (*_report(statement, gathered.report), *_comments(statement, gathered.comments),
                 *_polled(statement)), "还没有交稿，也没有点评。"),
        Evidence("heard", "有关方面", tuple(_typed(heard)), "", "heard"),
    ]  # fmt: skip


def _typed(text: str) -> list[Line]:
    return [Line(one.text, one.who) for one in told_lines(text)]


def _earlier(person: Person, statement: Statement) -> list[Line]:
    """The grades of earlier years that have been fed back."""
    outcomes = (
        Outcome.objects.visible_to(person)
        .current()
        .filter(
            statement__organization=statement.organization_id,
            statement__round__cycle__year__lt=statement.round.cycle.year,
            feedback__opened_at__isnull=False,
        )
        .for_pages()
        .order_by("-statement__round__cycle__year")
    )
    return [
        Line(
            f"{one.statement.round.cycle.year} 年度等次“{grade_name(one.grade, one.statement.round.cycle.grade_names)}”",
            f"{one.statement.person.name}任上，已反馈",
            reverse("reviews:statement", args=[one.statement_id]),
        )
        for one in outcomes
    ]


def _open(statement: Statement, today: date) -> list[Line]:
    found = gather_outstanding([statement.organization], today)
    return [Line(one.text, f"整改台账，{one.state}", one.url) for one in found]


def _visited(visits: list[Visit]) -> list[Line]:
    found = []
    for visit in visits:
        url = reverse("reviews:visit", args=[visit.pk])
        marked = [Line(text, visit_source(visit), url, marked=True) for text in visit.problems]
        found += marked or [Line(f"去了{visit.place}，没有标出反映问题的话。", visit_source(visit), url)]
    return found


def _report(statement: Statement, report: Report | None) -> list[Line]:
    if report is None:
        return []
    url = reverse("reviews:statement", args=[statement.pk])
    share = f"，查摆问题占 {report.problems / report.denominator:.0%}" if report.denominator else ""
    result = f"有 {report.violations} 处不符合要求" if report.violations else "符合要求"
    head = Line(f"第 {report.number} 稿，全文 {report.total} 字{share}，{result}。", FROM_REPORT, url)
    named = [Line(text, "自身查摆", f"{url}#p{index}", marked=True) for index, text in own_problems(report)[:MOST]]
    return [head, *named]


def _comments(statement: Statement, comments: list[Comment]) -> list[Line]:
    url = reverse("reviews:comments", args=[statement.round_id])
    return [
        Line(text, comment_source(comment), url, marked=text in comment.problems)
        for comment in comments
        for text in sentences(comment.text)
    ]


def _polled(statement: Statement) -> list[Line]:
    """The 测评's result in numbers: one reference among several (DESIGN §5)."""
    result = tally_of(statement)
    if result is None:
        return []
    url = reverse("reviews:poll_tally", args=[result.meeting_id])
    if not result.is_shown:
        return [Line(f"有效票 {result.valid} 张，太少，不显示结果。", FROM_POLL, url)]
    names = statement.round.cycle.grade_names
    said = "，".join(f"{name} {count}" for name, count in zip(names, result.grades, strict=True))
    return [Line(f"有效票 {result.valid} 张：{said}，弃权 {result.blank}。", FROM_POLL, url)]


def pages_of(statement: Statement) -> dict[str, Any]:
    """Return the page behind each place that a contradiction names."""
    return {
        "comment": reverse("reviews:comments", args=[statement.round_id]),
        "report": reverse("reviews:statement", args=[statement.pk]),
        "visits": reverse("reviews:visits", args=[statement.pk]),
        "ledger": reverse("reviews:evaluation", args=[statement.pk]) + "#known",
        "tally": reverse("reviews:evaluation", args=[statement.pk]) + "#meeting",
        "evaluation": reverse("reviews:evaluation", args=[statement.pk]) + "#opinion",
    }
