"""The report upward (N4.1) as far as it writes itself: what a round holds, put into the office's sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reviews.rules.hearing.visit import named

TO_FILL = "（请补写："  # what nobody but a person can say; filed only when it is gone
FINAL_STAGES = frozenset({"decided", "fed_back", "published", "archived"})


@dataclass(frozen=True, slots=True)
class Situation:
    """What a round holds. Names are organizations' short names, in 规定序; ``exempt`` pairs them with reasons."""

    organization: str
    year: int
    issued_on: date
    due_on: date
    meeting_on: date | None
    on_stage: Sequence[str]
    written: Sequence[str]
    exempt: Sequence[tuple[str, str]]
    missing: Sequence[str]
    returned: int
    accepted: int
    late: int
    visited: Sequence[str]
    visit_days: Sequence[date]
    unvisited: Sequence[str]

    @property
    def due(self) -> int:
        """How many report."""
        return len(self.on_stage) + len(self.written)


def draft(situation: Situation, today: date) -> str:
    """Return the text that the organizer starts from; every paragraph a line."""
    paragraphs = (
        "一、组织实施情况",
        _scope(situation),
        _visits(situation),
        _reports(situation),
        _meeting(situation, today),
        "二、发现的主要问题",
        f"{TO_FILL}从调研、述职和点评中看到的面上的问题，两三句话即可）",
        "三、下一步打算",
        f"{TO_FILL}反馈、整改怎么安排）",
        "特此报告。",
    )
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def still_to_fill(text: str) -> int:
    """How many places of the draft nobody has filled in."""
    return text.count(TO_FILL)


def may_be_filed(stage_above: str | None, own_stage: str) -> bool:
    """Whether the report may be filed or replaced: until the round above is decided, at the top until the archive."""
    if stage_above is None:
        return own_stage != "archived"
    return stage_above not in FINAL_STAGES


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _scope(situation: Situation) -> str:
    modes = []
    if situation.on_stage:
        modes.append(f"现场述职{len(situation.on_stage)}名")
    if situation.written:
        modes.append(f"书面述职{len(situation.written)}名（{'、'.join(situation.written)}）")
    text = (
        f"按照{situation.year}年度述职评议考核通知（{_day(situation.issued_on)}印发）要求，{situation.organization}"
        f"组织所属{situation.due}个党组织的书记述职，其中{'，'.join(modes)}。"
    )
    if situation.exempt:
        text += "".join(f"{name}本年度不述职（{_why(reason)}）。" for name, reason in situation.exempt)
    return text if situation.due else f"{situation.organization}本年度没有应述职的党组织书记。"


def _why(reason: str) -> str:
    """The reason without what the sentence around it says anyway."""
    return reason.rstrip("。").removesuffix("本年度不述职").rstrip("，、；。")


def _visits(situation: Situation) -> str:
    if not situation.visited:
        return ""
    first, last = min(situation.visit_days), max(situation.visit_days)
    span = _day(first) if first == last else f"{_day(first)}至{_day(last)}"
    scope = "每个党组织都去到了" if not situation.unvisited else f"去了{'、'.join(situation.visited)}"
    rest = f"，{'、'.join(situation.unvisited)}尚未去" if situation.unvisited else ""
    return f"述职评议前开展实地调研。{span}，{scope}{rest}。"


def _reports(situation: Situation) -> str:
    if not situation.due:
        return ""
    handed_in = situation.due - len(situation.missing)
    text = f"述职报告{_day(situation.due_on)}截止，{handed_in}名书记已交"
    if situation.missing:
        text += f"，{named(list(situation.missing), most=8)}未交"
    if situation.late:
        text += f"，其中逾期交稿{situation.late}份"
    text += f"。经逐份审阅，接收{situation.accepted}份"
    return text + (f"，退回修改{situation.returned}份。" if situation.returned else "。")


def _meeting(situation: Situation, today: date) -> str:
    if situation.meeting_on is None:
        return f"{TO_FILL}述职评议会何时召开、谁主持、多少人参加）"
    if situation.meeting_on > today:
        return f"述职评议会定于{_day(situation.meeting_on)}召开，采取“一述一评”方式进行。"
    return f"{_day(situation.meeting_on)}召开述职评议会，采取“一述一评”方式进行。"
