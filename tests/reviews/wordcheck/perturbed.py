"""The labelled reports in other manners: the labels stay right, so every manner is one more set of reports.

``python -m tests.reviews.wordcheck.perturbed [MANNER…]`` prints how well the development reports are read in each
manner, of those that are named also the mistakes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence

from . import reheaded, relaid
from .accuracy import mistakes_of, overall
from .labelled import LabelledReport, labelled, labelled_reports
from .reheaded import Lines, is_plainly_numbered

MANNERS: dict[str, Callable[[Lines], Lines]] = {
    manner.__name__: manner
    for manner in (
        reheaded.unnumbered,
        reheaded.bold_unnumbered,
        reheaded.heading_styles,
        reheaded.automatic,
        reheaded.arabic,
        reheaded.chapters,
        reheaded.colons,
        reheaded.spaced,
        reheaded.glued,
        reheaded.glued_subs,
        relaid.wrapped,
        relaid.sentence_by_sentence,
        relaid.run_together,
        reheaded.without_subs,
        relaid.in_table,
        relaid.with_contents,
        relaid.with_frame,
        reheaded.other_words,
        reheaded.poetic,
        reheaded.poetic_problems,
        relaid.lengthened,
        relaid.merged_pairs,
        relaid.merged_blocks,
        relaid.merged_mixed,
        relaid.merged_marked,
        relaid.merged_pairs_long,
        relaid.merged_mixed_long,
        reheaded.untitled,
        reheaded.headless,
        reheaded.bare_headless,
    )
}


def perturbed(reports: Sequence[LabelledReport], manner: Callable[[Lines], Lines]) -> Iterator[LabelledReport]:
    """The reports of the common make, set in that manner."""
    for report in reports:
        if is_plainly_numbered(report.lines):
            lines = [line for line in manner(report.lines) if line.text.strip()]
            if tuple(lines) == report.lines:
                continue
            yield labelled(f"{report.name}, {manner.__name__}", lines)


def describe(names: Sequence[str]) -> str:
    lines = []
    for name in names or MANNERS:
        reports = list(perturbed(labelled_reports(), MANNERS[name]))
        if names:
            lines += [text for report in reports for text in (report.name, *mistakes_of(report))]
        lines.append(f"{name:22} {overall(reports)}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(f"{describe(sys.argv[1:])}\n")
