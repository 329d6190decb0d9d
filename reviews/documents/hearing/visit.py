"""The record of what was seen at one organization (调研记录) as an official paper."""

from collections.abc import Sequence

from accounts.documents.house.paper import Block, Heading1, Heading2, Paper, Text, paper_docx
from reviews.models import Statement, Visit

NUMERALS = "零一二三四五六七八九十"
UNRELEASED = "本记录在党组织会议研究之前，只供本轮评议的组织员和听取述职的书记使用。"


def visit_record(statement: Statement, visits: Sequence[Visit]) -> bytes:
    """Return the visits to the organization of ``statement``, the earliest first, as the bytes of a .docx."""
    blocks: list[Block] = [
        Text(f"述职书记：{statement.person.name}同志"),
        *(block for number, visit in enumerate(visits, start=1) for block in _blocks(number, visit)),
        Text(UNRELEASED),
    ]
    title = f"{statement.organization_name}{statement.round.cycle.year}年度实地调研记录"
    return paper_docx(Paper(title=title, blocks=blocks))


def _blocks(number: int, visit: Visit) -> list[Block]:
    day = f"{visit.day.year}年{visit.day.month}月{visit.day.day}日"
    blocks: list[Block] = [
        Heading1(f"{_numeral(number)}、{visit.day.month}月{visit.day.day}日，{visit.place}"),
        Text(f"时间：{day}"),
        Text(f"地点：{visit.place}"),
        Text(f"调研人：{_who(visit)}"),
        Heading2("（一）看到听到的"),
        *(Text(line) for line in map(str.strip, visit.text.splitlines()) if line),
    ]
    if visit.problems:
        blocks.append(Heading2("（二）反映的问题"))
        blocks += [Text(f"{place}．{problem}") for place, problem in enumerate(visit.problems, start=1)]
    return blocks


def _who(visit: Visit) -> str:
    return f"{visit.written_by.name}；同行：{visit.companions}" if visit.companions else visit.written_by.name


def _numeral(number: int) -> str:
    """一 to 九十九: nobody goes more often."""
    tens, ones = divmod(number, 10)
    if not tens:
        return NUMERALS[ones]
    return f"{NUMERALS[tens] if tens > 1 else ''}十{NUMERALS[ones] if ones else ''}"
