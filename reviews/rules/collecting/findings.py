"""A check's findings as the page lists them: measured against allowed, on what ground, and the repair."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from reviews.rules.collecting.parts import percent
from reviews.rules.collecting.summary import fraction_name
from reviews.wordcheck.values import Finding, Reading, Severity

Clause = TypeVar("Clause")

LOOKS = {
    Severity.VIOLATION: ("bad", "不符合"),
    Severity.WARNING: ("warn", "请留意"),
    Severity.ADVICE: ("hint", "建议"),
}
# Rules whose limit is a floor; every other limit is a ceiling.
FLOORS = ("problems",)
LED_TO = 12  # paragraphs; whoever wants more reads on from there
# What a repair comes down to: 删去 534 字, 再写 22 字, 约 267 字.
_FIGURE = re.compile(r"((?:(?:再写|删去|删|约) ?)?\d+ ?字)(?!余地)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence; ``strong`` where it is the figure that one looks for."""

    text: str
    strong: bool


@dataclass(frozen=True, slots=True)
class FindingRow(Generic[Clause]):
    """One finding; ``paragraphs`` are counted from 1, as people do."""

    rule: str
    look: str
    kind: str
    message: str
    measured: str
    allowed: str
    clause: Clause | None
    repair: tuple[Piece, ...]
    paragraphs: tuple[int, ...]

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """The paragraphs to lead to, as (counted from 1, place in the text)."""
        return tuple((number, number - 1) for number in self.paragraphs[:LED_TO])


def finding_rows(
    findings: Iterable[Finding], clauses: Mapping[str, Clause], reading: Reading
) -> tuple[FindingRow[Clause], ...]:
    """The findings, what breaks a limit first."""
    order = list(LOOKS)
    ordered = sorted(findings, key=lambda one: order.index(one.severity))
    return tuple(_row(one, clauses.get(one.clause), reading) for one in ordered)


def told(findings: Iterable[Finding], *, on_stage: bool) -> tuple[Finding, ...]:
    """What concerns this report: whoever reports in writing alone (N4.2) needs no minutes."""
    return tuple(one for one in findings if on_stage or one.rule != "speech")


def tally(findings: Iterable[Finding], more: int = 0) -> str:
    """How many of each kind there are, with ``more`` pieces of advice beside: 3 处不符合 · 2 条建议."""
    kinds = [one.severity for one in findings] + [Severity.ADVICE] * more
    counted = ((kind, kinds.count(kind)) for kind in LOOKS)
    units = {Severity.VIOLATION: "处不符合", Severity.WARNING: "条请留意", Severity.ADVICE: "条建议"}
    return " · ".join(f"{count} {units[kind]}" for kind, count in counted if count)


def _row(finding: Finding, clause: Clause | None, reading: Reading) -> FindingRow[Clause]:
    kind_look, kind = LOOKS[finding.severity]
    return FindingRow(
        rule=finding.rule,
        look=kind_look,
        kind=kind,
        message=finding.message,
        measured=_measured(finding, reading),
        allowed=_allowed(finding),
        clause=clause,
        repair=_pieces(finding.repair),
        paragraphs=tuple(index + 1 for index in finding.paragraphs),
    )


def _pieces(repair: str) -> tuple[Piece, ...]:
    # Splitting by a pattern with one group leaves what matched at the odd places.
    return tuple(Piece(text, bool(place % 2)) for place, text in enumerate(_FIGURE.split(repair)) if text)


def _measured(finding: Finding, reading: Reading) -> str:
    if finding.measured is None:
        return ""
    if finding.rule == "total":
        return f"{finding.measured:.0f} 字"
    words = [f"{count} 字，" for part, count in reading.parts.items() if part.value == finding.rule]
    return f"{''.join(words)}占分母 {reading.denominator} 字的 {percent(finding.measured)}"


def _allowed(finding: Finding) -> str:
    if finding.allowed is None:
        return ""
    word = "不少于" if finding.rule.startswith(FLOORS) else "不超过"
    if finding.rule == "total":
        return f"{word} {finding.allowed:.0f} 字"
    return f"{word}{fraction_name(Fraction(finding.allowed).limit_denominator(1000))}"
