"""What a circular lists: by organization in 规定序, by deadline within; no counts beside names, no order by result."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from rectification.rules.annex import date_text
from rectification.rules.item import Standing

SECTIONS = (
    ("overdue", "逾期未完成的事项", "要说明原因，尽快改完；确需延期的，按程序申请。"),
    ("open", "正在整改的事项", "按时限推进。"),
    ("done", "已经完成的事项", "要防止反弹，上级党组织适时回头看。"),
    ("long_term", "长期坚持的事项", "按期复核。"),
)
SECTION_OF = {
    Standing.OVERDUE: "overdue",
    Standing.SOON: "open",
    Standing.GOING: "open",
    Standing.CLAIMED: "open",
    Standing.LONG_TERM: "long_term",
    Standing.DONE: "done",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One item in a circular."""

    organization: str
    problem: str
    responsible: str
    deadline: str
    note: str


@dataclass(frozen=True, slots=True)
class Section:
    """One list of a circular."""

    key: str
    title: str
    word: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """An item as the circular needs it."""

    organization: str
    problem: str
    responsible: str
    deadline: date | None
    standing: Standing
    extended_from: date | None


def line(item: Listed, today: date) -> Line:
    """Return the line of ``item`` on ``today``."""
    notes = []
    if item.standing is Standing.OVERDUE and item.deadline:
        notes.append(f"逾期{(today - item.deadline).days}天")
    if item.standing is Standing.CLAIMED:
        notes.append("已申报")
    if item.extended_from:
        notes.append(f"原时限{date_text(item.extended_from)}，经批准延期")
    text = "长期坚持" if item.standing is Standing.LONG_TERM else date_text(item.deadline)
    return Line(item.organization, item.problem, item.responsible, text, "；".join(notes))


def sections(items: Iterable[Listed], today: date) -> tuple[Section, ...]:
    """Return the lists that have something in them, the items in the order given."""
    items = list(items)
    found = (
        Section(key, title, word, tuple(line(one, today) for one in items if SECTION_OF[one.standing] == key))
        for key, title, word in SECTIONS
    )
    return tuple(section for section in found if section.lines)


def to_json(lists: tuple[Section, ...]) -> list[dict[str, Any]]:
    """Return the lists as JSON values."""
    return [asdict(section) for section in lists]


def from_json(values: list[dict[str, Any]]) -> tuple[Section, ...]:
    """Return the lists that ``to_json`` wrote."""
    return tuple(
        Section(one["key"], one["title"], one["word"], tuple(Line(**entry) for entry in one["lines"])) for one in values
    )


def opening(organizations: int, lists: tuple[Section, ...], today: date) -> str:
    """Return the first paragraph: how many stand where, over all organizations together."""
    counts = {section.key: len(section.lines) for section in lists}
    words = (("done", "已完成"), ("open", "正在整改"), ("overdue", "逾期未完成"), ("long_term", "长期坚持"))
    told = "，".join(f"{label}{counts[key]}件" for key, label in words if counts.get(key))
    return f"截至{date_text(today)}，{organizations}个党组织的整改台账共列入问题{sum(counts.values())}件：{told}。"
