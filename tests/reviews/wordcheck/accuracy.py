"""How well the decoder reads the labelled development reports, weighted by 字."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from reviews.wordcheck import check

from .builders import LabelledReport, labelled_reports


@dataclass(frozen=True)
class Accuracy:
    """字 of one report or of many: all, right by best guess, wrong though sure, asked."""

    words: int = 0
    right: int = 0
    sure_wrong: int = 0
    asked: int = 0

    def __add__(self, other: Accuracy) -> Accuracy:
        return Accuracy(
            self.words + other.words,
            self.right + other.right,
            self.sure_wrong + other.sure_wrong,
            self.asked + other.asked,
        )


def accuracy_of(report: LabelledReport) -> Accuracy:
    reading = check(report.data, name=report.name).reading
    pairs = list(zip(reading.paragraphs, report.parts, strict=True))
    return Accuracy(
        words=sum(item.words for item, _ in pairs),
        right=sum(item.words for item, part in pairs if item.part == part),
        sure_wrong=sum(item.words for item, part in pairs if item.sure and item.part != part),
        asked=sum(item.words for item, _ in pairs if not item.sure),
    )


def mistakes_of(report: LabelledReport) -> list[str]:
    reading = check(report.data, name=report.name).reading
    return [
        f"{report.name} {part} read as {item.part} ({'sure' if item.sure else 'asked'}): {item.text[:40]} [{item.why}]"
        for item, part in zip(reading.paragraphs, report.parts, strict=True)
        if item.part != part
    ]


def overall() -> Accuracy:
    return sum((accuracy_of(report) for report in labelled_reports()), start=Accuracy())


def describe() -> str:
    """One line a report with its mistakes below, and the sum."""
    lines = []
    for report in labelled_reports():
        found = accuracy_of(report)
        lines.append(f"{report.name:26} {found.right / found.words:6.1%} right, {found.asked / found.words:6.1%} asked")
        lines += mistakes_of(report)
    total = overall()
    right, wrong, asked = (words / total.words for words in (total.right, total.sure_wrong, total.asked))
    return "\n".join(
        [*lines, f"all: {right:.1%} right, {wrong:.1%} sure and wrong, {asked:.1%} asked of {total.words} 字"]
    )


if __name__ == "__main__":
    sys.stdout.write(f"{describe()}\n")
