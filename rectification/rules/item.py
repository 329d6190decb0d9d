"""Where an item stands, and what may become of it. Pure: days and states in, words out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SOON_DAYS = 7
LONG_TERM = "long_term"


class Standing(StrEnum):
    """The groups in which items are counted and listed (mock-up 10)."""

    OVERDUE = "overdue"
    SOON = "soon"
    GOING = "going"
    CLAIMED = "claimed"
    LONG_TERM = "long_term"
    DONE = "done"


LABELS = {
    Standing.OVERDUE: "逾期",
    Standing.SOON: f"{SOON_DAYS} 天内到期",
    Standing.GOING: "整改中",
    Standing.CLAIMED: "已申报",
    Standing.LONG_TERM: "长期坚持",
    Standing.DONE: "已完成",
}


def standing(kind: str, state: str, deadline: date | None, next_review: date | None, today: date) -> Standing:
    """Say where an item stands: a long-term one is never overdue; what is claimed no longer counts as late."""
    if kind == LONG_TERM:
        return Standing.LONG_TERM
    if state in {"claimed", "done"}:
        return Standing(state)
    if deadline is None or (deadline - today).days > SOON_DAYS:
        return Standing.GOING
    return Standing.OVERDUE if deadline < today else Standing.SOON


TRANSITIONS = {
    "open": {"claimed"},
    "returned": {"claimed"},
    "claimed": {"open", "done", "returned"},  # open: the claim is taken back
    "done": {"open"},  # a failed look-back
}


def may_become(state: str, target: str) -> bool:
    """Whether an item in ``state`` may become ``target``."""
    return target in TRANSITIONS[state]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items of a ledger (or of several) stand where."""

    overdue: int = 0
    soon: int = 0
    going: int = 0
    claimed: int = 0
    long_term: int = 0
    done: int = 0

    @property
    def total(self) -> int:
        """All items."""
        return self.overdue + self.soon + self.going + self.claimed + self.long_term + self.done

    @property
    def pressing(self) -> int:
        """How many cannot wait."""
        return self.overdue + self.soon

    @property
    def finding(self) -> str:
        """The finding for the page's title: what matters most, in a few words."""
        if not self.total:
            return "还没有列入问题"
        if self.pressing:
            return f"{self.total} 件，{self.pressing} 件要抓紧"
        if self.claimed:
            return f"{self.total} 件，{self.claimed} 件等打“√”"
        if self.going:
            return f"{self.total} 件，{self.going} 件正在改"
        return f"{self.total} 件，都改完了" if not self.long_term else f"{self.total} 件，{self.long_term} 件长期坚持"


def tally(standings: list[Standing]) -> Tally:
    """Count standings."""
    return Tally(**{one.value: standings.count(one) for one in Standing})
