"""What a check says in a few characters, and what another check says of the same report."""

from __future__ import annotations

from collections.abc import Sequence

from reviews.rules.collecting.parts import LABELS
from reviews.wordcheck.values import MEASURED_PARTS, Verdict

SAID = {Verdict.MEETS: "符合", Verdict.VIOLATES: "不符合", Verdict.OPEN: "待本人确认"}
RULES = {"total": "全文字数", "no_text": "没有正文"} | {part.value: LABELS[part] for part in MEASURED_PARTS}


def conclusion(verdict: str, broken: Sequence[str]) -> str:
    """Say a verdict with what is broken: 不符合（全文字数、查摆问题）."""
    said = SAID[Verdict(verdict)]
    return f"{said}（{'、'.join(RULES.get(rule, rule) for rule in broken)}）" if broken else said


def is_changed(before: tuple[str, Sequence[str]], after: tuple[str, Sequence[str]]) -> bool:
    """Whether two checks (verdict, broken rules) come to different conclusions."""
    return before[0] != after[0] or set(before[1]) != set(after[1])
