"""Labelled reports laid out in another manner: wrapped, in a table, longer, problems and plan in one part."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from .labelled import LabelledLine, labelled_reports
from .reheaded import FRAME, WRAPPED_AT, Lines, bare, is_plainly_numbered, is_sub, is_text, is_top


def wrapped(lines: Lines) -> Lines:
    return [
        line._replace(text=line.text[at : at + WRAPPED_AT])
        for line in lines
        for at in range(0, len(line.text), WRAPPED_AT)
        if line.text[at : at + WRAPPED_AT].strip()
    ]


def sentence_by_sentence(lines: Lines) -> Lines:
    """Every sentence a paragraph of its own; what holds two parts stays together."""
    return [
        line._replace(text=text)
        for line in lines
        for text in ([line.text] if line.letter == "M" else re.findall("[^。]+。?", line.text))
    ]


def run_together(lines: Lines) -> Lines:
    """The text below a heading in one paragraph."""

    def key(item):
        number, line = item
        return (number, "") if is_top(line) or line.letter in FRAME + "OM" else (-1, line.letter)

    result = []
    for _, found in groupby(enumerate(lines), key):
        group = [line for _, line in found]
        result.append(group[0]._replace(text="".join(line.text for line in group)))
    return result


def in_table(lines: Lines) -> Lines:
    """Headings in the left column, their text in the right."""
    row, result = 0, []
    for line in lines:
        row += is_top(line)
        if row == 0 or line.letter in FRAME:
            result.append(line)
        else:
            cell = f"r{row}c{1 if is_top(line) else 2}"
            text = bare(line.text) if is_top(line) else line.text
            result.append(LabelledLine(line.letter, (cell,), text))
    return result


def with_contents(lines: Lines) -> Lines:
    heads = [LabelledLine("C", (), line.text) for line in lines if is_top(line) or is_sub(line)]
    at = next(place for place, line in enumerate(lines) if line.letter != "T")
    return [*lines[:at], LabelledLine("C", ("c",), "目  录"), *heads, *lines[at:]]


def with_frame(lines: Lines) -> Lines:
    """An address, the usual words that announce and close, a signature and a date."""
    body = [line for line in lines if line.letter not in "OXN"]
    at = next(place for place, line in enumerate(body) if line.letter != "T")
    opening = ("尊敬的各位领导，同志们：", "按照会议安排，现将我一年来抓基层党建工作情况述职如下，请予评议。")
    closing = (
        "新的一年，我将以此次述职评议为契机，勇于担当、埋头苦干，努力开创党建工作新局面。",
        "以上是我的述职报告，不妥之处，敬请批评指正。",
    )
    ending = [LabelledLine("N", ("right",), text) for text in ("第三党支部书记：陈立新", "2026年12月8日")]
    return [
        *body[:at],
        *(LabelledLine("O", (), text) for text in opening),
        *body[at:],
        *(LabelledLine("X", (), text) for text in closing),
        *ending,
    ]


def lengthened(lines: Lines) -> Lines:
    """As long as real reports: each part goes on with what three other reports say under the same heading."""
    pool = [report.lines for report in labelled_reports() if is_plainly_numbered(report.lines)]
    at = len(lines[0].text) + len(lines)
    result: list[LabelledLine] = []
    for place, line in enumerate(lines):
        result.append(line)
        last = place + 1 == len(lines) or is_top(lines[place + 1]) or lines[place + 1].letter in FRAME
        if line.letter in "APL" and last and result[-1].letter == line.letter:
            others = [pool[(at + step) % len(pool)] for step in range(1, 4)]
            result += [more for other in others for more in other if more.letter == line.letter and is_text(more)]
    return result


def _merged(lines: Lines, join: Callable[[LabelledLine, LabelledLine], list[LabelledLine]]) -> Lines:
    """Problems and plan under one heading, item by item; the report as it is where it does not lend itself to that."""
    parts = [[line for line in lines if line.letter == letter and is_text(line)] for letter in "PL"]
    heads = [line.letter for line in lines if is_top(line)]
    if "M" in heads or heads.count("P") != 1 or heads.count("L") != 1 or min(map(len, parts)) < 2:
        return lines
    merged = [line for pair in zip(*parts, strict=False) for line in join(*pair)]
    ending = max(place for place, line in enumerate(lines) if line.letter in "PL") + 1
    before = [line for line in lines[:ending] if line.letter in "TCOA"]
    return [*before, LabelledLine("M", (), "二、存在的问题及下步打算"), *merged, *lines[ending:]]


def _one_after_the_other(problem: LabelledLine, plan: LabelledLine) -> list[LabelledLine]:
    return [problem, plan._replace(text=_unnumbered(plan.text))]


def _unnumbered(text: str) -> str:
    return re.sub("^(?:[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[.．、]|[①-⑨]|[一二三四五六]是)", "", text)


def merged_pairs(lines: Lines) -> Lines:
    return _merged(lines, _one_after_the_other)


def merged_blocks(lines: Lines) -> Lines:
    found = _merged(lines, _one_after_the_other)
    pairs = [place for place, line in enumerate(found) if line.letter in "PL"]
    if found is lines:
        return lines
    return [
        *found[: pairs[0]],
        *(found[at] for at in pairs[::2]),
        *(found[at] for at in pairs[1::2]),
        *found[pairs[-1] + 1 :],
    ]


def merged_mixed(lines: Lines) -> Lines:
    """Problem and measure in one paragraph without a word between them."""

    def mix(problem, plan):
        return [LabelledLine("M", (), f"{problem.text}{_unnumbered(plan.text)}")]

    return _merged(lines, mix)


def merged_marked(lines: Lines) -> Lines:
    def mix(problem, plan):
        return [LabelledLine("M", (), f"{problem.text}下一步，{_unnumbered(plan.text)}")]

    return _merged(lines, mix)


def run_together_long(lines: Lines) -> Lines:
    """Paragraphs three times as long."""
    result: list[LabelledLine] = []
    joined = 0
    for line in lines:
        fits = result and result[-1].letter == line.letter and is_text(line) and is_text(result[-1]) and joined < 2
        if fits:
            result[-1] = line._replace(text=result[-1].text + _unnumbered(line.text))
            joined += 1
        else:
            result.append(line)
            joined = 0
    return result


def merged_pairs_long(lines: Lines) -> Lines:
    return merged_pairs(run_together_long(lengthened(lines)))


def merged_mixed_long(lines: Lines) -> Lines:
    return merged_mixed(run_together_long(lengthened(lines)))
