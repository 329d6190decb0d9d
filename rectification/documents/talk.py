"""The record of a talk (约谈提醒记录, DOMAIN §5) as an official paper, or as a form to take along."""

from accounts.documents.house.paper import Block, Heading1, Paper, Text, paper_docx
from rectification.models import Talk
from rectification.rules.annex import date_text

LINES = 3  # to write on, where nothing is noted yet
LINE = "＿" * 26
SIGN = "＿" * 8


def talk_record(talk: Talk, ground: str) -> bytes:
    """Return the record as the bytes of a .docx; before the talk its cells are lines to write on."""
    statement = talk.consequence.outcome.statement
    blocks: list[Block] = [
        Text(f"约谈对象：{statement.organization_name}　{statement.person.name}同志"),
        Text(f"约谈人：{talk.talked_by or SIGN}"),
        Text(f"约谈时间：{date_text(talk.held_on) if talk.held_on else '＿＿＿＿年＿＿月＿＿日'}"),
        Heading1("一、事由"),
        *_texts(ground),
        Heading1("二、要求"),
        *_texts(talk.demands),
        Heading1("三、本人表态"),
        *(_texts(talk.reply) if not talk.is_noted or talk.reply else [Text("没有表态。")]),
        Heading1("四、签字"),
        Text(f"约谈人：{SIGN}　　年　月　日"),
        Text(f"约谈对象：{SIGN}　　年　月　日"),
    ]
    return paper_docx(Paper(title=f"{statement.round.cycle.year}年度约谈提醒记录", blocks=blocks, date=None))


def _texts(text: str) -> list[Block]:
    written: list[Block] = [Text(line) for line in map(str.strip, text.splitlines()) if line]
    return written or [Text(LINE, flush=True) for _ in range(LINES)]
