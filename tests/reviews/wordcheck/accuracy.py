"""How well the decoder reads labelled reports, weighted by 字, beside a reader that only knows keywords (WORDCHECK §8).

``python -m tests.reviews.wordcheck.accuracy`` prints every report and its mistakes; the unseen ones only as a sum.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reviews.wordcheck import MEASURED_PARTS, Paragraph, Part, ReportLimits, check
from reviews.wordcheck.judging.measures import Measures, Reach, measure, share_limits

from .labelled import LabelledReport, labelled_reports, unseen_reports

_POINT = 0.01


@dataclass(frozen=True)
class Accuracy:
    """字 of one report or of many: all, right by best guess, wrong though sure, asked; and whole reports.

    ``reports`` is how many; of so many all three shares are ``near`` (within one point), the limits judged ``alike``.
    """

    words: int = 0
    right: int = 0
    sure_wrong: int = 0
    asked: int = 0
    reports: int = 0
    near: int = 0
    alike: int = 0

    def __add__(self, other: Accuracy) -> Accuracy:
        return Accuracy(
            self.words + other.words,
            self.right + other.right,
            self.sure_wrong + other.sure_wrong,
            self.asked + other.asked,
            self.reports + other.reports,
            self.near + other.near,
            self.alike + other.alike,
        )

    def __str__(self) -> str:
        by_words = (self.right / self.words, self.sure_wrong / self.words, self.asked / self.words)
        right, wrong, asked = (f"{share:.1%}" for share in by_words)
        near, alike = (f"{count / self.reports:.0%}" for count in (self.near, self.alike))
        return (
            f"{right} right, {wrong} sure and wrong, {asked} asked of {self.words} 字;"
            f" of {self.reports} reports {near} with shares within a point, {alike} with the same verdict"
        )


def accuracy_of(report: LabelledReport) -> Accuracy:
    return _compare(report, [(item.part, item.sure) for item in paragraphs_of(report)])


def naive_accuracy_of(report: LabelledReport) -> Accuracy:
    """The baseline: a part begins where the start of a paragraph has a keyword, whatever stands around it."""
    now, found = Part.TITLE, []
    for item in paragraphs_of(report):
        head = item.text[:30]
        if any(word in head for word in ("问题", "不足", "差距", "短板", "原因")):
            now = Part.PROBLEMS
        elif any(word in head for word in ("下一步", "下步", "打算", "措施", "计划", "思路", "努力方向", "今后")):
            now = Part.PLAN
        elif now in (Part.TITLE, Part.OPENING):
            now = Part.ACHIEVEMENTS if head[0] in "一（1" else Part.OPENING if "。" in item.text else now
        found.append((now, True))
    return _compare(report, found)


def overall(reports: Sequence[LabelledReport], of=accuracy_of) -> Accuracy:
    return sum(map(of, reports), start=Accuracy())


@cache
def paragraphs_of(report: LabelledReport) -> tuple[Paragraph, ...]:
    return check(report.data, name=report.name).reading.paragraphs


def _compare(report: LabelledReport, found: Sequence[tuple[Part, bool]]) -> Accuracy:
    words = [item.words for item in paragraphs_of(report)]
    items = list(zip(words, found, report.parts, strict=True))
    guessed, meant = _measures(words, [part for part, _ in found]), _measures(words, report.parts)
    gaps = [abs(guessed.share(guessed.parts[part]) - meant.share(meant.parts[part])) for part in MEASURED_PARTS]
    return Accuracy(
        words=sum(words),
        right=sum(size for size, (part, _), right in items if part is right),
        sure_wrong=sum(size for size, (part, sure), right in items if sure and part is not right),
        asked=sum(size for size, (_, sure), _ in items if not sure),
        reports=1,
        near=int(max(gaps) <= _POINT),
        alike=int(_kept(guessed) == _kept(meant)),
    )


def _measures(words: Sequence[int], parts: Sequence[Part]) -> Measures:
    return measure(Reach(size, part, frozenset((part,))) for size, part in zip(words, parts, strict=True))


def _kept(measures: Measures) -> list[bool]:
    limits = share_limits(ReportLimits())
    return [limit.allows(measures.parts[limit.part], measures.denominator) for limit in limits]


def mistakes_of(report: LabelledReport) -> list[str]:
    return [
        f"    {part} read as {item.part} ({'sure' if item.sure else 'asked'}): {item.text[:50]} [{item.why}]"
        for item, part in zip(paragraphs_of(report), report.parts, strict=True)
        if item.part != part
    ]


def describe() -> str:
    """One line a development report with its mistakes below, and the sums beside the baseline's."""
    lines = []
    for report in labelled_reports():
        found = accuracy_of(report)
        if found.right < found.words or found.asked:
            lines.append(
                f"{report.name:26} {found.right / found.words:6.1%} right, {found.asked / found.words:6.1%} asked"
            )
        lines += mistakes_of(report)
    for name, reports in (("development", labelled_reports()), ("unseen", unseen_reports())):
        lines.append(f"{name}: {overall(reports)}")
        lines.append(f"{name}, keywords alone: {overall(reports, naive_accuracy_of)}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(f"{describe()}\n")
