"""The order of speaking (发言顺序), to be posted at the door."""

from collections.abc import Iterable

from django.utils import timezone
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm

from reviews.documents.paper import HEI, line, new_paper, saved, title, write
from reviews.models import Meeting, Speech

WIDTHS = (18, 92, 46)  # mm
HEADINGS = ("顺序", "党组织", "述职人")


def order_list(meeting: Meeting, speeches: Iterable[Speech]) -> bytes:
    """Return the list as the bytes of a .docx; those who report in writing stand below."""
    found = list(speeches)
    document = new_paper()
    title(document, f"{meeting.title}发言顺序")
    at = timezone.localtime(meeting.at)
    line(document, f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}　{meeting.place}", indent=False)
    table = document.add_table(rows=1, cols=len(HEADINGS), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _fill(table.rows[0].cells, HEADINGS, font=HEI)
    for speech in found:
        if speech.spoken:
            statement = speech.statement
            _fill(table.add_row().cells, (str(speech.order), statement.organization.name, statement.person.name))
    written = [f"{one.statement.person.name}（{one.statement.organization.name}）" for one in found if not one.spoken]
    if written:
        line(document, f"书面述职，会上一并点评：{'、'.join(written)}。", indent=False)
    if meeting.seed:
        line(document, f"顺序由抽签确定，种子 {meeting.seed}，可复核。", indent=False)
    return saved(document)


def _fill(cells: tuple[object, ...], texts: tuple[str, ...], font: str = "仿宋_GB2312") -> None:
    for cell, text, width in zip(cells, texts, WIDTHS, strict=True):
        cell.width = Mm(width)  # type: ignore[attr-defined]
        write(cell.paragraphs[0], text, font=font)  # type: ignore[attr-defined]
