"""What the deciding body is called, until when what follows is due, and what a decision still lacks (N3.4b)."""

from collections.abc import Sequence
from datetime import date, timedelta

from reviews.rules.hearing.grade import Kind
from reviews.rules.preparing.stage import Missing, names

BODIES = {"committee": "党委常委会", "general_branch": "党总支委员会"}
SMALLEST_BODY = "支部委员会"
TALK_WITHIN = timedelta(days=30)  # N3.4d names no days: a month for the talk, a quarter for mending
RECTIFY_WITHIN = timedelta(days=90)


def body_of(kind: str) -> str:
    """Return the body that usually decides in an organization of this kind, by its own name."""
    return BODIES.get(kind, SMALLEST_BODY)


def due_of(kind: Kind, held_on: date) -> date | None:
    """Return until when a consequence is done, counted from the day of the decision; 不得评优 has no day (N3.4d)."""
    if kind is Kind.NOT_EXCELLENT:
        return None
    return held_on + (TALK_WITHIN if kind is Kind.TALK else RECTIFY_WITHIN)


def result_draft(year: int, people: int) -> str:
    """Return the sentence about the result that whoever enters it starts from."""
    return f"会议听取了{year}年度抓基层党建述职评议考核情况汇报，研究确定{people}名书记的综合评价意见和等次。"


def decision_missing(*, undecided: Sequence[str], waits: bool, where: str) -> list[Missing]:
    """Everybody who reports has been decided on, and a second person has confirmed it (N3.4b)."""
    if waits:
        return [Missing("研究结果已登记，还没有由另一人核对确认", where, "去核对")]
    if undecided:
        return [Missing(f"{names(undecided)}还没有经党组织会议研究", where, "去登记研究结果")]
    return []
