"""The letter that asks others what they know (征求意见函): one of the four evidences (N3.4a 有关方面提供的情况)."""

import datetime as dt
from collections.abc import Sequence

from accounts.documents.house.paper import Block, Paper, Table, Text, paper_docx
from reviews.models import Round, Statement

ADDRESSEE = "有关单位"


def inquiry_letter(round_: Round, statements: Sequence[Statement], today: dt.date) -> bytes:
    """Return the letter with the reviewed in 规定序 and space for an answer, as the bytes of a .docx."""
    year = round_.cycle.year
    blocks: list[Block] = [
        Text(
            f"{round_.organization_name}正在开展{year}年度党组织书记抓基层党建述职评议考核。"
            "请结合职责，就下列同志抓基层党建工作的情况提出意见，填在表内；没有情况的，写“无”。"
        ),
        Text("意见供综合评价参考，请注意保密。"),
        Table(
            ["党组织", "书记", "意见"],
            [[one.organization_name, one.person.name, ""] for one in statements],
            [5, 2, 7],
        ),
    ]
    title = f"关于征求{year}年度党组织书记抓基层党建工作情况意见的函"
    return paper_docx(
        Paper(title=title, blocks=blocks, addressee=ADDRESSEE, signature=round_.organization_name, date=today)
    )
