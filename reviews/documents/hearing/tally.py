"""The table of a poll's results as .docx, in the office's layout: one reference among several (DESIGN §5)."""

from collections.abc import Sequence

from accounts.documents.house.paper import Block, Paper, Table, Text, paper_docx
from reviews.models import Poll, Tally
from reviews.rules.hearing.poll import Counts


def tally_document(poll: Poll, tallies: Sequence[Tally]) -> bytes:
    """Return the table as the bytes of a .docx; ``tallies`` stand in 规定序, never by result."""
    meeting, balance = poll.meeting, poll.balance
    head = ("述职人", *meeting.round.cycle.grade_names, "弃权")
    rows = [(_who(tally), *map(str, _figures(tally.counts))) for tally in tallies]
    assert poll.closed_at is not None
    blocks: list[Block] = [
        Text(f"{meeting.title}上进行了民主测评。发出测评票 {balance.issued} 张，收回 {balance.used} 张，其中有效 {balance.valid} 张、作废 {balance.void} 张；未交 {balance.unused} 张。"),
        Table(head, rows, (6, 2, 2, 2, 2, 2)),
        Text("各档为有效票张数，没有画的计为弃权。按规定顺序排列，不分先后；测评结果是综合评价的参考之一，等次由党组织集体研究确定。"),
    ]  # fmt: skip
    organization = meeting.round.organization_name
    return paper_docx(Paper("民主测评结果汇总表", blocks, signature=organization, date=poll.closed_at.date()))


def _who(tally: Tally) -> str:
    return f"{tally.statement.person.name}（{tally.statement.organization_short}）"


def _figures(counts: Counts) -> tuple[int, ...]:
    return (*counts.grades, counts.blank)
