"""The comment sheet (点评稿) for the superior: per speaker what is known, and space for the comment."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from docx.document import Document as DocumentType

from reviews.documents.paper import HEI, line, new_paper, saved, title
from reviews.models import Meeting, Report, Speech

SPACE = 5  # empty lines to write on


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A turn with its report and how that heads its problems; ``earlier`` are last year's open items."""

    speech: Speech
    report: Report | None
    headings: tuple[str, ...]
    earlier: tuple[str, ...] = ()


def comment_sheet(meeting: Meeting, rows: Sequence[SheetRow]) -> bytes:
    """Return the sheet as the bytes of a .docx, one page a speaker."""
    document = new_paper()
    for place, row in enumerate(rows):
        if place:
            document.add_page_break()  # type: ignore[no-untyped-call]
        _page(document, meeting, row)
    return saved(document)


def _page(document: DocumentType, meeting: Meeting, row: SheetRow) -> None:
    statement = row.speech.statement
    title(document, "点　评　稿")
    at = timezone.localtime(meeting.at)
    way = f"第 {row.speech.order} 位，现场述职" if row.speech.spoken else "书面述职，会上点评"
    line(document, f"{row.speech.title}　{statement.person.name}同志（{way}）", font=HEI, indent=False)
    line(document, f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}　{meeting.place}", indent=False)
    if row.earlier:
        _list(document, "去年还没有完成的整改事项", row.earlier)
    _report(document, row)
    line(document, "点评（至少点到一个具体问题：哪个支部、什么事）", font=HEI, indent=False)
    for _ in range(SPACE):
        line(document, "＿" * 27, indent=False)


def _report(document: DocumentType, row: SheetRow) -> None:
    line(document, "述职报告", font=HEI, indent=False)
    report = row.report
    if report is None:
        line(document, "还没有交稿。")
        return
    share = f"{report.problems / report.denominator:.0%}" if report.denominator else "—"
    line(document, f"第 {report.number} 稿，全文 {report.total} 字，查摆问题 {report.problems} 字，占 {share}。")
    if row.headings:
        _list(document, "自己查摆的问题", row.headings)


def _list(document: DocumentType, heading: str, items: Sequence[str]) -> None:
    line(document, heading, font=HEI, indent=False)
    for item in items:
        line(document, item)
