"""The comment sheet (点评稿) for the superior: per speaker what is known, and space for the comment."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from accounts.documents.house.paper import Block, Heading1, Paper, Text, papers_docx
from reviews.models import Meeting, Report, Speech

TITLE = "点　评　稿"
LINE = "＿" * 27
SPACE = 5  # empty lines to write on


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A turn with its report and how that heads its problems; ``earlier`` are the items that are still open."""

    speech: Speech
    report: Report | None
    headings: tuple[str, ...]
    earlier: tuple[str, ...] = ()


def comment_sheet(meeting: Meeting, rows: Sequence[SheetRow]) -> bytes:
    """Return the sheet as the bytes of a .docx, one page a speaker."""
    return papers_docx([_page(meeting, row) for row in rows], title=f"{meeting.title}点评稿")


def _page(meeting: Meeting, row: SheetRow) -> Paper:
    at = timezone.localtime(meeting.at)
    way = f"第 {row.speech.order} 位，现场述职" if row.speech.spoken else "书面述职，会上点评"
    blocks: list[Block] = [
        Text(f"{row.speech.title}　{row.speech.statement.person.name}同志（{way}）", flush=True),
        Text(f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}　{meeting.place}", flush=True),
        *_report(row),
    ]
    if row.earlier:
        blocks += [Heading1("还没有改完的整改事项"), *map(Text, row.earlier)]
    blocks.append(Heading1("点评（至少点到一个具体问题：哪个支部、什么事）"))
    return Paper(title=TITLE, blocks=[*blocks, *[Text(LINE, flush=True)] * SPACE])


def _report(row: SheetRow) -> list[Block]:
    report = row.report
    if report is None:
        return [Heading1("述职报告"), Text("还没有交稿。")]
    share = f"{report.problems / report.denominator:.0%}" if report.denominator else "—"
    figures = f"第 {report.number} 稿，全文 {report.total} 字，查摆问题 {report.problems} 字，占 {share}。"
    blocks: list[Block] = [Heading1("述职报告"), Text(figures)]
    return [*blocks, Heading1("自己查摆的问题"), *map(Text, row.headings)] if row.headings else blocks
