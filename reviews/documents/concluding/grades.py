"""The papers of the deciding body (上会材料): everybody's proposal, numbered copies that are collected after the meeting."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from accounts.documents.house.paper import Block, Heading1, Heading2, Paper, Table, Text, numbered_docx

REMARK = "会后收回"
COLLECTIVE = "等次由党组织集体研究确定，以上为拟定建议。"
OPEN = "未拟"
HEADINGS = ("序号", "党组织", "书记", "述职方式", "拟定等次", "拟定理由", "肯定成绩", "指出问题", "请留意")
WIDTHS = (6, 30, 10, 12, 10, 24, 50, 50, 36)


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One secretary as the papers show them; ``remarks`` are what the meeting may want to talk about."""

    organization: str
    name: str
    mode: str
    grade: str
    grade_reason: str
    praise: str
    problems: str
    remarks: Sequence[str]


@dataclass(frozen=True, slots=True)
class MeetingPapers:
    """A round's proposals in 规定序; ``counts`` pairs grades with people, ``limits`` are sentences on the cycle's seats."""

    organization: str
    year: int
    rows: Sequence[ProposalRow]
    counts: Sequence[tuple[str, int]]
    limits: Sequence[str]
    incomplete: int
    hidden: int

    @property
    def title(self) -> str:
        """What stands above both files."""
        return f"{self.organization}{self.year}年度述职评议考核综合评价意见和等次建议"


def meeting_papers(papers: MeetingPapers, copies: int) -> bytes:
    """Return the numbered copies as the bytes of one .docx."""
    blocks: list[Block] = [
        Heading1("一、总体情况"),
        *(Text(line) for line in _overall(papers)),
        Heading1("二、等次建议"),
        Table(
            ["党组织", "书记", "拟定等次", "拟定理由"],
            [[row.organization, row.name, row.grade or OPEN, row.grade_reason] for row in papers.rows],
            [10, 4, 4, 8],
        ),
        Heading1("三、综合评价意见"),
        *(block for row in papers.rows for block in _opinion(row)),
        *_remarks(papers.rows),
    ]
    return numbered_docx(Paper(title=papers.title, blocks=blocks), copies, REMARK)


def _overall(papers: MeetingPapers) -> list[str]:
    spread = "，".join(f"拟“{name}”{count}人" for name, count in papers.counts)
    lines = [f"本轮综合评价{len(papers.rows) + papers.hidden}人。{spread}。"]
    lines += [f"{limit}。" for limit in papers.limits]
    if papers.incomplete:
        lines.append(f"还有{papers.incomplete}人的意见或等次没有拟全。")
    if papers.hidden:
        lines.append(f"另有{papers.hidden}人由其他同志拟定，不在本材料中。")
    return [*lines, COLLECTIVE]


def _opinion(row: ProposalRow) -> list[Block]:
    problems = [line for line in map(str.strip, row.problems.splitlines()) if line]
    return [
        Heading2(f"{row.organization}　{row.name}同志"),
        Text(f"肯定成绩：{row.praise.strip() or OPEN}"),
        Text(f"指出问题：{'' if problems else OPEN}{''.join(problems)}"),
    ]


def _remarks(rows: Sequence[ProposalRow]) -> list[Block]:
    people: dict[str, list[str]] = {}
    for row in rows:
        for remark in row.remarks:
            people.setdefault(remark, []).append(row.name)
    if not people:
        return []
    found = [f"{'、'.join(names)}同志：{remark}。" for remark, names in people.items()]
    return [Heading1("四、请会议留意"), *(Text(f"{number}．{line}") for number, line in enumerate(found, start=1))]


def proposals_table(papers: MeetingPapers) -> bytes:
    """Return the proposals as the bytes of an .xlsx; every text stands as text, never as a formula."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "等次建议"
    _append(sheet, [f"{papers.title}（{REMARK}）"])
    _append(sheet, HEADINGS)
    for number, row in enumerate(papers.rows, start=1):
        _append(sheet, [str(number), row.organization, row.name, row.mode, row.grade or OPEN, row.grade_reason,
                        row.praise, row.problems, "\n".join(row.remarks)])  # fmt: skip
    _dress(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _append(sheet: Worksheet, values: Sequence[str]) -> None:
    place = sheet.max_row + 1 if sheet["A1"].value else 1
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row=place, column=column, value=ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type = "s"  # openpyxl would turn “=…” into a live formula
        cell.alignment = Alignment(vertical="top", wrap_text=True)


def _dress(sheet: Worksheet) -> None:
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet["A1"].alignment = Alignment(wrap_text=False)
    for cell in (sheet["A1"], *sheet[2]):
        cell.font = Font(bold=True)
    sheet.freeze_panes = "D3"
    sheet.print_title_rows = "2:2"
    sheet.page_setup.orientation = "landscape"
