"""What changed in the figures from one version of a report to the next."""

from dataclasses import dataclass
from typing import Protocol


class Figures(Protocol):
    """The figures of a version, in 字."""

    total: int
    achievements: int
    problems: int
    plan: int


@dataclass(frozen=True, slots=True)
class Change:
    """The differences to the version before, in 字."""

    total: int
    achievements: int
    problems: int
    plan: int

    def words(self) -> str:
        """Say the differences as a person would: 全文少 434 字，查摆多 22 字."""
        named = (("全文", self.total), ("总结", self.achievements), ("查摆", self.problems), ("打算", self.plan))
        said = [f"{name}{'多' if value > 0 else '少'} {abs(value)} 字" for name, value in named if value]
        return "，".join(said) or "各部分字数没有变化"


def change(now: Figures, before: Figures) -> Change:
    """Return what ``now`` differs from ``before``."""
    return Change(
        total=now.total - before.total,
        achievements=now.achievements - before.achievements,
        problems=now.problems - before.problems,
        plan=now.plan - before.plan,
    )
