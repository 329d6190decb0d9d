"""Readings written down as (part, 字) pairs, for tests of what is drawn from them."""

from __future__ import annotations

from dataclasses import replace

from reviews.wordcheck.values import (
    MEASURED_PARTS,
    Finding,
    Paragraph,
    Part,
    Reading,
    ReportLimits,
    Severity,
    Verdict,
)

A, P, N = Part.ACHIEVEMENTS, Part.PROBLEMS, Part.PLAN
# WORDCHECK §4's example: 2668 字 with parts 1214/702/596 and 28 of title.
LONG = ((Part.TITLE, 28), (Part.OPENING, 86), (A, 1214), (P, 702), (N, 596), (Part.CLOSING, 42))


def paragraph(index: int, part: Part, words: int, *, sure: bool = True, heading: bool = False) -> Paragraph:
    return Paragraph(index, f"第 {index + 1} 段", words, part, sure, heading)


def reading(*pairs: tuple[Part, int], limits: ReportLimits | None = None, violations: int = 0) -> Reading:
    paragraphs = tuple(paragraph(n, part, words) for n, (part, words) in enumerate(pairs))
    return reading_of(paragraphs, limits=limits, violations=violations)


def reading_of(
    paragraphs: tuple[Paragraph, ...], *, limits: ReportLimits | None = None, violations: int = 0
) -> Reading:
    total = sum(one.words for one in paragraphs)
    denominator = sum(one.words for one in paragraphs if one.part not in (Part.TITLE, Part.TOC))
    parts = {part: sum(one.words for one in paragraphs if one.part == part) for part in MEASURED_PARTS}
    shares = {part: words / denominator if denominator else 0.0 for part, words in parts.items()}
    broken = Finding("total", Severity.VIOLATION, "N3.2b", total, 2500, "全文超过上限", "全文删去 168 字")
    return Reading(
        verdict=Verdict.VIOLATES if violations else Verdict.MEETS,
        limits=limits or ReportLimits(),
        total=total,
        with_boxes_and_notes=total,
        denominator=denominator,
        parts=parts,
        shares=shares,
        ranges={part: (share, share) for part, share in shares.items()},
        repair=None,
        paragraphs=paragraphs,
        findings=tuple(replace(broken) for _ in range(violations)),
    )
