"""The letter in which one secretary hears the outcome, and what may follow it (N3.4b)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reviews.rules.hearing.grade import BELOW_BEST, TALKED_TO
from reviews.rules.preparing.stage import Missing, names


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes into a letter; ``until`` is the last day for an objection, None while the letter is not given."""

    year: int
    body: str
    grade: str
    grade_name: str
    praise: str
    problems: str
    comment: str
    talk_due: date | None
    rectify_due: date | None
    until: date | None
    turn_to: str
    corrects: bool = False


def letter_text(letter: Letter) -> str:
    """Return the body of the letter, a paragraph a line; “一、” begins a heading."""
    again = "对此前反馈的意见作出更正，" if letter.corrects else ""
    comment = ("二、述职评议会上的点评", letter.comment) if letter.comment else ()
    parts = [
        f"根据{letter.year}年度基层党组织书记抓党建述职评议考核的安排，经{letter.body}研究，{again}现将对您的综合评价意见和等次反馈如下。",
        "一、综合评价意见",
        letter.praise,
        letter.problems,
        *comment,
        f"{'三' if comment else '二'}、综合评价等次",
        f"等次为“{letter.grade_name}”。",
    ]
    follows = consequence_text(letter.grade, letter.talk_due, letter.rectify_due)
    if follows:
        parts += [f"{'四' if comment else '三'}、结果运用", follows]
    if letter.until:
        parts.append(f"如有异议，请于{day(letter.until)}前（含当日）书面向{letter.turn_to}提出。")
    return "\n".join(parts)


def consequence_text(grade: str, talk_due: date | None = None, rectify_due: date | None = None) -> str:
    """Say in plain words what follows; 一般 and 差 alike (N3.4c, N3.4d)."""
    if grade not in BELOW_BEST:
        return ""
    if grade not in TALKED_TO:
        return "年度考核不得评定为“优秀”。"
    text = "年度考核不得评定为“优秀”；约谈提醒、限期整改；问题严重的，由党组织依规研究追责问责。"
    if talk_due and rectify_due:
        text += f"约谈提醒在{day(talk_due)}前进行，整改在{day(rectify_due)}前完成。"
    return text


def day(value: date) -> str:
    """Return a day as letters write it."""
    return f"{value.year}年{value.month}月{value.day}日"


def objection_until(opened_on: date, days: int) -> date:
    """Return the last day for an objection, that day included."""
    return opened_on + timedelta(days=days)


def feedback_missing(
    *, unopened: Sequence[str], unread: Sequence[str], unanswered: Sequence[str], until: date | None, today: date,
    where: str,
) -> list[Missing]:  # fmt: skip
    """Everybody has heard their own, objections are answered; reading and the days for objecting may be left open."""
    found = []
    if unopened:
        found.append(Missing(f"{names(unopened)}还没有反馈", where, "去反馈"))
    if unanswered:
        found.append(Missing(f"{names(unanswered)}的异议还没有答复", where, "去答复"))
    if unread:
        found.append(Missing(f"{names(unread)}还没有点“我已阅知”", where, "看是谁", must=False))
    if until and today <= until:
        found.append(Missing(f"异议期到{until.month}月{until.day}日才满", where, "看反馈情况", must=False))
    return found
