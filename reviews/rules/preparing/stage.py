"""The stages of a round: the one table of moves, and what must not be missing before each (DESIGN §5).

Every slice of the year adds its own checks: a pure function here or beside its own rules, which takes values and
returns a list of Missing, and an entry in ``offers/preflights.py``, which fetches the values.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reviews.rules.preparing.cycle import Leftover

NAMED = 3  # people named in a sentence; the page behind it shows the rest


@dataclass(frozen=True, slots=True)
class Move:
    """A way on (or one step back) from a stage: ``verb`` is the button's word. Going back always needs a reason."""

    to: str
    verb: str
    back: bool = False


# What the body has decided and people were told cannot be undone: from decided on no way leads back; a mistake
# is mended by a new decision (DESIGN §5 Feedback).
TRANSITIONS: dict[str, tuple[Move, ...]] = {
    "preparing": (Move("collecting", "开始收稿"),),
    "collecting": (Move("meeting", "进入评议会"), Move("preparing", "退回准备", back=True)),
    "meeting": (Move("evaluating", "进入综合评价"), Move("collecting", "退回收稿", back=True)),
    "evaluating": (Move("decided", "研究确定完毕"), Move("meeting", "退回评议会", back=True)),
    "decided": (Move("fed_back", "反馈完毕"),),
    "fed_back": (Move("published", "通报完毕"),),
    "published": (Move("archived", "归档"),),
    "archived": (Move("published", "取消归档", back=True),),
}


def since(stage: str) -> tuple[str, ...]:
    """Return ``stage`` and all that come after it."""
    stages = tuple(TRANSITIONS)
    return stages[stages.index(stage) :]


def move(stage: str, to: str) -> Move | None:
    """Return the move from ``stage`` to ``to``, or None where there is none."""
    return next((one for one in TRANSITIONS[stage] if one.to == to), None)


def next_move(stage: str) -> Move | None:
    """Return the way on."""
    return next((one for one in TRANSITIONS[stage] if not one.back), None)


def step_back(stage: str) -> Move | None:
    """Return the way back, where there is one."""
    return next((one for one in TRANSITIONS[stage] if one.back), None)


@dataclass(frozen=True, slots=True)
class Missing:
    """One line of a pre-flight list {缺什么, 去哪里补}.

    ``where`` is the path of the page that mends it, ``action`` that link's words. What is not ``must``
    may be left open with a stated reason.
    """

    what: str
    where: str
    action: str
    must: bool = True


def may_go(missing: Iterable[Missing], reason: str) -> bool:
    """Whether the round may go on: nothing that must be there is missing, and for the rest a reason stands."""
    missing = list(missing)
    return not missing or (bool(reason.strip()) and not any(one.must for one in missing))


def plan_missing(*, approved: bool, where: str) -> list[Missing]:
    """方案审定 comes first (N4.1)."""
    return [] if approved else [Missing("方案还没有经书记审定（或登记签过字的纸质方案）", where, "去看方案")]


def dates_missing(*, report_due: datetime, meeting_on: date | None, now: datetime, where: str) -> list[Missing]:
    """The deadline still lies ahead; the meeting, once it has a day, comes after it."""
    found = []
    if report_due <= now:
        found.append(Missing("交稿截止时间已经过了", where, "去改日期"))
    if meeting_on is None:
        found.append(Missing("还没有定评议会的日期", where, "去定日期", must=False))
    elif meeting_on < report_due.date():
        found.append(Missing("评议会排在交稿截止之前", where, "去改日期"))
    return found


def people_missing(*, reporting: int, without_statement: Sequence[str], vacant: Sequence[str], where: str) -> list[Missing]:  # fmt: skip
    """Somebody reports; every secretary in office has a statement (N1.1); vacant posts are named."""
    found = []
    if not reporting:
        found.append(Missing("名单里还没有要述职的书记", where, "去看名单"))
    if without_statement:
        found.append(Missing(f"{names(without_statement)}在任，但不在名单里", where, "去补名单"))
    if vacant:
        found.append(Missing(f"{names(vacant)}没有现任书记", where, "去看名单", must=False))
    return found


def leftovers_missing(found: Sequence[Leftover], where: str) -> list[Missing]:
    """An old notice's words in this year's texts."""
    return [Missing(f"{one.where}里还有“{one.words}”，像是旧通知留下的", where, "去核对", must=False) for one in found]


def reports_missing(
    *, missing: Sequence[str], delayed: Sequence[str], returned: Sequence[str], waiting: Sequence[str], where: str
) -> list[Missing]:
    """Who has not handed in, may still do so, must mend, or waits for a decision (N4.3)."""
    lines = (
        (missing, "还没有交稿", "?state=missing", "看未交的"),
        (delayed, "准予延交，还没有交", "?state=missing", "看未交的"),
        (returned, "的报告退回后还没有重交", "?state=returned", "看退回的"),
        (waiting, "的报告还没有审", "?state=handed_in", "去审阅"),
    )
    return [Missing(names(who) + what, where + query, action, must=False) for who, what, query, action in lines if who]


def poll_missing(meeting: str, *, begun: bool, where: str) -> list[Missing]:
    """A poll that goes on while grades are prepared would be one with an eye on them."""
    if begun:
        return [Missing(f"“{meeting}”的民主测评还没有收票", where, "去收票")]
    return [Missing(f"“{meeting}”备好了测评票，还没有测评", where, "去看测评", must=False)]


def names(people: Sequence[str]) -> str:
    """Name up to three, and how many they are."""
    shown = "、".join(people[:NAMED])
    return shown if len(people) <= NAMED else f"{shown}等 {len(people)} 人"
