"""How a reminder is worded: subject and body, from what it lists. No reasons, no report texts, no secrets."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Self

from accounts.rules.duty.matter import Matter, days_left

BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")  # whatever could end a header or a line
WEEKDAYS = "一二三四五六日"
LONGEST_SUBJECT = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a reminder lists; ``name`` is another person's whose it is, ``times`` how often they were told."""

    key: str
    title: str
    due: str
    url: str
    action: str
    chased: bool = False
    name: str = ""
    times: int = 0

    @property
    def deadline(self) -> datetime | None:
        """The deadline in the office's own time zone."""
        return datetime.fromisoformat(self.due) if self.due else None

    def to_json(self) -> dict[str, Any]:
        """Return it as stored."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Read what ``to_json`` has written."""
        return cls(**stored)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message, ready for any channel."""

    subject: str
    body: str


def entry(matter: Matter, *, chased: bool = False, name: str = "", times: int = 0) -> Entry:
    """Return ``matter`` as a reminder lists it; its reason stays behind, since it may quote a review."""
    due = matter.due.isoformat() if matter.due else ""
    return Entry(
        matter.key, one_line(matter.title), due, matter.url, matter.action, chased, one_line(name), times
    )  # fmt: skip


def one_line(text: str) -> str:
    """Return ``text`` without anything that could break a line, or smuggle a header into a message."""
    return BREAKS.sub(" ", text).strip()


def when(due: datetime) -> str:
    """Say an instant: 12月11日 周五 17:00."""
    return f"{due.month}月{due.day}日 周{WEEKDAYS[due.weekday()]} {due:%H:%M}"


def how_long(due: datetime, today: date) -> str:
    """Say how long is left."""
    left = days_left(due, today)
    if left < 0:
        return f"已逾期 {-left} 天"
    return f"还有 {left} 天" if left else "今天截止"


def subject(entries: Sequence[Entry], today: date) -> str:
    """Return the subject: what is to be done and by when, in one line."""
    own = [found for found in entries if not found.name]
    others = [found for found in entries if found.name]
    chased = [found for found in own if found.chased] or own
    if not chased:
        return one_line(f"{len(others)} 件事多次提醒仍未办，请电话联系")[:LONGEST_SUBJECT]
    due = chased[0].deadline
    what = chased[0].title if len(own) == 1 else f"{len(own)} 件事要办，最急的是{chased[0].title}"
    return one_line(f"{what}：{how_long(due, today)}" if due else what)[:LONGEST_SUBJECT]


def letter(name: str, entries: Sequence[Entry], today: date, *, site: str, settings_path: str) -> Letter:
    """Return the message to the person called ``name``; ``site`` is where the addresses begin."""
    own = [found for found in entries if not found.name]
    others = [found for found in entries if found.name]
    parts = [f"{one_line(name)}同志："]
    if own:
        parts.append(f"您有 {len(own)} 件事要办。")
        parts += [_own(number, found, today, site) for number, found in enumerate(own, start=1)]
    if others:
        parts.append("下面的事已经按日程提醒过本人，仍没有办，请您打电话问一问：")
        parts += [_other(number, found, today, site) for number, found in enumerate(others, start=1)]
    parts.append(f"办完就不再提醒。不想收邮件，可以在“我的提醒设置”里关掉：\n{site}{settings_path}")
    parts.append("这封邮件由述职评议考核系统自动发出，请不要回复。")
    return Letter(f"【述职评议】{subject(entries, today)}", "\n\n".join(parts) + "\n")


def _own(number: int, found: Entry, today: date, site: str) -> str:
    due = found.deadline
    by = f"{when(due)} 截止，{how_long(due, today)}" if due else "不限时"
    return f"{number}. {found.title}\n   {by}\n   {found.action}：{site}{found.url}"


def _other(number: int, found: Entry, today: date, site: str) -> str:
    due = found.deadline
    late = f"{how_long(due, today)}，" if due else ""
    return f"{number}. {found.name}：{found.title}\n   {late}已提醒 {found.times} 次\n   查看：{site}{found.url}"


def told_line(title: str, times: int, next_on: date | None) -> str:
    """Say to the person how often they were reminded, and when next."""
    before = f"“{title}”已提醒您 {times} 次" if times else f"“{title}”还没有提醒过"
    after = f"，下次 {_morning(next_on)}" if next_on else "，不再自动提醒"
    return f"{before}{after}。"


def chased_line(times: int, next_on: date | None, *, to_author: bool = False) -> str:
    """Say where a round is looked at how often somebody was reminded, and when next."""
    if next_on:
        return f"已提醒 {times} 次，下次 {_morning(next_on)}" if times else f"{_morning(next_on)} 第一次提醒"
    ended = "不再自动提醒" if to_author else "不再自动提醒，请电话联系"
    return f"已提醒 {times} 次，{ended}" if times else ""


def _morning(day: date) -> str:
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"
