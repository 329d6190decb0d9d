"""The circular (督查通报) as an official paper: one paragraph, the lists, the demand; no counts beside names (N3.5c)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.documents.house.paper import Block, Heading1, Paper, Table, Text, paper_docx
from rectification.rules.circular import Section

HEADINGS = ("党组织", "存在问题", "责任人", "整改时限", "备注")
WIDTHS = (32, 54, 20, 28, 22)
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class CircularText:
    """What a circular says, wherever its lists come from."""

    title: str
    addressees: str
    opening: str
    lists: Sequence[Section]
    demand: str
    signature: str
    on: date


def circular_docx(text: CircularText) -> bytes:
    """Return the circular as a Word file."""
    blocks: list[Block] = [Text(text.opening)]
    for place, section in enumerate(text.lists):
        lines = [(one.organization, one.problem, one.responsible, one.deadline, one.note) for one in section.lines]
        blocks += [
            Heading1(f"{NUMERALS[place]}、{section.title}"),
            Text(section.word),
            Table(HEADINGS, lines, WIDTHS),
        ]
    demand = [Text(line) for line in map(str.strip, text.demand.splitlines()) if line]
    if demand:
        blocks += [Heading1(f"{NUMERALS[len(text.lists)]}、下一步要求"), *demand]
    return paper_docx(
        Paper(title=text.title, blocks=blocks, addressee=text.addressees, signature=text.signature, date=text.on)
    )
