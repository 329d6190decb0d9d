"""A result as JSON and back: the keys of WORDCHECK §7, with ``heading``, ``why`` and finding ``paragraphs`` beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from fractions import Fraction
from typing import Any

from .values import (
    CheckResult,
    Finding,
    Paragraph,
    Part,
    Reading,
    Refusal,
    Repair,
    ReportLimits,
    Severity,
    Verdict,
)

_SHARES = ("problems_min", "achievements_max", "plan_max")
_SWITCHES = ("causes_belong_to_problems", "earlier_rectification_is_achievement")
_LARGEST = 100_000
_READING_KEYS = tuple(field.name for field in fields(Reading))


def to_json(result: CheckResult) -> dict[str, Any]:
    """The object of WORDCHECK §7; of a refused file every key after ``refused`` is None."""
    head: dict[str, Any] = {"file": result.file, "refused": result.refused and asdict(result.refused)}
    reading = result.reading
    if reading is None:
        return {**head, **dict.fromkeys(_READING_KEYS), "milliseconds": None}
    return {
        **head,
        "verdict": reading.verdict.value,
        "limits": limits_to_json(reading.limits),
        "total": reading.total,
        "with_boxes_and_notes": reading.with_boxes_and_notes,
        "denominator": reading.denominator,
        "parts": _by_name(reading.parts),
        "shares": _by_name(reading.shares),
        "ranges": {part.value: list(ends) for part, ends in reading.ranges.items()},
        "repair": reading.repair and {"cut": _by_name(reading.repair.cut), "add": _by_name(reading.repair.add)},
        "paragraphs": [{**asdict(item), "part": item.part.value} for item in reading.paragraphs],
        "findings": [_finding_to_json(item) for item in reading.findings],
        "milliseconds": result.milliseconds,
    }


def from_json(stored: Mapping[str, Any]) -> CheckResult:
    """The exact inverse of ``to_json``."""
    if stored["refused"]:
        return CheckResult(stored["file"], 0.0, refused=Refusal(**stored["refused"]))
    repair = stored["repair"]
    reading = Reading(
        verdict=Verdict(stored["verdict"]),
        limits=limits_from_json(stored["limits"]),
        total=stored["total"],
        with_boxes_and_notes=stored["with_boxes_and_notes"],
        denominator=stored["denominator"],
        parts=_by_part(stored["parts"]),
        shares=_by_part(stored["shares"]),
        ranges={Part(name): (low, high) for name, (low, high) in stored["ranges"].items()},
        repair=repair and Repair(_by_part(repair["cut"]), _by_part(repair["add"])),
        paragraphs=tuple(Paragraph(**{**item, "part": Part(item["part"])}) for item in stored["paragraphs"]),
        findings=tuple(_finding_from_json(item) for item in stored["findings"]),
    )
    return CheckResult(stored["file"], stored["milliseconds"], reading=reading)


def limits_to_json(limits: ReportLimits) -> dict[str, Any]:
    """The limits with shares as strings such as ``1/3``, so that nothing is lost."""
    return {**asdict(limits), **{name: str(getattr(limits, name)) for name in _SHARES}}


def limits_from_json(stored: Mapping[str, Any]) -> ReportLimits:
    """The inverse of ``limits_to_json``; a missing key takes its default, nonsense raises ValueError in Chinese."""
    unknown = set(stored) - {field.name for field in fields(ReportLimits)}
    if unknown:
        raise ValueError(f"限制里有不认识的项目：{'、'.join(sorted(unknown))}。")
    return ReportLimits(**{name: _limit(name, value) for name, value in stored.items()})


def _limit(name: str, value: object) -> Any:
    if name in _SHARES:
        return _share(name, value)
    if name in _SWITCHES:
        if not isinstance(value, bool):
            raise ValueError(f"{name} 只能是“是”或“否”。")
        return value
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LARGEST:
        raise ValueError(f"{name} 应当是 0 到 {_LARGEST} 之间的整数。")
    return value


def _share(name: str, value: object) -> Fraction:
    try:
        share = Fraction(value) if isinstance(value, str) else None
    except (ValueError, ZeroDivisionError):
        share = None
    if share is None or not 0 <= share <= 1 or share.denominator > 1000:  # noqa: PLR2004 - three decimals suffice
        raise ValueError(f"{name} 应当是 0 到 1 之间的分数，例如“1/3”。")
    return share


def _finding_to_json(finding: Finding) -> dict[str, Any]:
    return {**asdict(finding), "severity": finding.severity.value, "paragraphs": list(finding.paragraphs)}


def _finding_from_json(stored: Mapping[str, Any]) -> Finding:
    known = {"severity": Severity(stored["severity"]), "paragraphs": tuple(stored["paragraphs"])}
    return Finding(**{**stored, **known})


def _by_name(values: Mapping[Part, Any]) -> dict[str, Any]:
    return {part.value: value for part, value in values.items()}


def _by_part(values: Mapping[str, Any]) -> dict[Part, Any]:
    return {Part(name): value for name, value in values.items()}
