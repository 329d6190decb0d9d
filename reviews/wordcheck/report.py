"""A result as plain Chinese text for a terminal."""

from __future__ import annotations

from fractions import Fraction

from .values import MEASURED_PARTS, CheckResult, Finding, Reading, Repair, Severity, Verdict
from .wording import PART_NAMES, percent

_VERDICTS = {Verdict.MEETS: "符合要求", Verdict.VIOLATES: "不符合要求", Verdict.OPEN: "要等作者确认几段后才能判断"}
_SEVERITIES = {Severity.VIOLATION: "不符合", Severity.WARNING: "请注意", Severity.ADVICE: "建议"}


def describe(result: CheckResult) -> str:
    """Several lines: the verdict, the figures against their limits, the joint repair, the findings."""
    if result.reading is None:
        return f"{result.file}：没有收下\n  {result.refused.message if result.refused else ''}"
    reading = result.reading
    lines = [f"{result.file}：{_VERDICTS[reading.verdict]}", *_figures(reading)]
    if reading.repair and not reading.waits:
        lines.append(f"  一次改到位  {describe_repair(reading.repair)}")
    lines += [f"  {_finding(finding)}" for finding in reading.findings]
    asked = sum(not item.sure for item in reading.paragraphs)
    if asked:
        lines.append(f"  有 {asked} 段拿不准归哪一部分，请作者确认")
    return "\n".join(lines)


def describe_repair(repair: Repair) -> str:
    """``工作总结删 490 字，查摆问题添 22 字``."""
    cuts = [f"{PART_NAMES[part]}删 {words} 字" for part, words in repair.cut.items()]
    adds = [f"{PART_NAMES[part]}添 {words} 字" for part, words in repair.add.items()]
    return "，".join(cuts + adds)


def _figures(reading: Reading) -> list[str]:
    limits = reading.limits
    bounds = (f"≤ {limits.achievements_max}", f"≥ {limits.problems_min}", f"≤ {limits.plan_max}")
    lines = [f"  全文      {reading.total:>6} 字          ≤ {limits.total_max} 字"]
    for part, bound in zip(MEASURED_PARTS, bounds, strict=True):
        share = percent(Fraction(reading.parts[part], reading.denominator or 1))
        lines.append(f"  {PART_NAMES[part]}  {reading.parts[part]:>6} 字  {share:>6}  {bound}")
    lines.append(
        f"  占比分母  {reading.denominator:>6} 字（不含标题和目录）；含文本框、脚注 {reading.with_boxes_and_notes} 字"
    )
    return lines


def _finding(finding: Finding) -> str:
    clause = f"（{finding.clause}）" if finding.clause else ""
    return f"{_SEVERITIES[finding.severity]}：{finding.message}{clause}。{finding.repair}"
