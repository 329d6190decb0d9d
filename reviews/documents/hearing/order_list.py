"""The order of speaking (发言顺序), to be posted at the door."""

from collections.abc import Iterable

from django.utils import timezone

from accounts.documents.house.paper import Block, Paper, Table, Text, paper_docx
from reviews.models import Meeting, Speech

WIDTHS = (18, 92, 46)
HEADINGS = ("顺序", "党组织", "述职人")


def order_list(meeting: Meeting, speeches: Iterable[Speech]) -> bytes:
    """Return the list as the bytes of a .docx; those who report in writing stand below."""
    found = list(speeches)
    at = timezone.localtime(meeting.at)
    spoken = [
        (str(one.order), one.statement.organization_name, one.statement.person.name) for one in found if one.spoken
    ]
    written = [f"{one.statement.person.name}（{one.statement.organization_name}）" for one in found if not one.spoken]
    blocks: list[Block] = [
        Text(f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}　{meeting.place}", flush=True),
        Table(HEADINGS, spoken, WIDTHS),
    ]
    if written:
        blocks.append(Text(f"书面述职，会上一并点评：{'、'.join(written)}。"))
    if meeting.seed:
        blocks.append(Text(f"顺序由抽签确定，种子 {meeting.seed}，可复核。"))
    return paper_docx(Paper(title=f"{meeting.title}发言顺序", blocks=blocks))
