"""The handover sheet (工作交接单) as an official paper; both sign, and who oversees it."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from accounts.documents.house.paper import Block, Heading1, Paper, Table, Text, paper_docx
from accounts.models import Appointment
from accounts.rules.duty.matter import Matter
from accounts.rules.duty.outstanding import Outstanding

SIGN = "＿" * 8
WIDTHS = (10, 92, 30, 24)
NOTHING = "没有。"


def handover_sheet(
    post: Appointment,
    successor: Appointment | None,
    *,
    matters: Sequence[Matter],
    outstanding: Sequence[Outstanding],
    day: date,
) -> bytes:
    """Return the sheet of ``post`` as the bytes of a .docx: what is to be done, and what is to be put right."""
    blocks: list[Block] = [
        Text(f"职务：{post.organization.name}{post.get_role_display()}"),
        Text(f"交出人：{post.person.name}同志（任职 {post.starts:%Y-%m-%d} 至 {_until(post)}）"),
        Text(f"接收人：{f'{successor.person.name}同志（{successor.starts:%Y-%m-%d} 起任职）' if successor else SIGN}"),
        Heading1("一、要办的事"),
        *_table(("序号", "事项", "期限", "已办"), [(one.title, _local(one)) for one in matters]),
        Heading1("二、没有改完的整改事项"),
        *_table(
            ("序号", "问题", "时限", "已交"),
            [(f"{one.text}（{one.state}）" if one.state else one.text, _day(one.due)) for one in outstanding],
        ),
        Heading1("三、当面交清的材料"),
        Text("印章、台账原件、会议记录本、党员名册等纸质材料，当面清点，在下面写明："),
        *(Text("＿" * 26, flush=True) for _ in range(3)),
        Heading1("四、签字"),
        *(Text(f"{who}：{SIGN}　　　年　月　日") for who in ("交出人", "接收人", "监交人")),
    ]
    return paper_docx(Paper(title=f"{post.title}工作交接单", blocks=blocks, date=day))


def _table(head: Sequence[str], rows: Sequence[tuple[str, str]]) -> list[Block]:
    if not rows:
        return [Text(NOTHING)]
    return [Table(head, [(str(number), *row, "") for number, row in enumerate(rows, start=1)], WIDTHS)]


def _until(post: Appointment) -> str:
    return f"{post.ends:%Y-%m-%d}" if post.ends else "今"


def _local(matter: Matter) -> str:
    return _day(timezone.localtime(matter.due).date()) if matter.due else ""


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""
