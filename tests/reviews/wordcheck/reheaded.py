"""Labelled reports with their headings in another manner: numbered otherwise, glued, in song, or gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from .labelled import LabelledLine

Lines = Sequence[LabelledLine]

_TOP = re.compile(r"[一二三四五六七八九十]+、|第[一二三四五六七八九十]部分[　、：\s]*")
_SUB = re.compile(r"（[一二三四五六七八九十]+）")
_LOW = re.compile(r"\d{1,2}[.．、](?!\d)")
_NUMERALS = "零一二三四五六七八九十"
_LONGEST_HEADING = 40
WRAPPED_AT = 26
_ENDS = "。；：！？”）"
FRAME = "TCX"


def is_top(line: LabelledLine) -> bool:
    """A heading of the first order on a line of its own, by its number or by Word's."""
    return line.letter not in FRAME and bool(_TOP.match(line.text) or {"h1", "s1"} & {*line.looks}) and _is_short(line)


def _is_short(line: LabelledLine) -> bool:
    return len(line.text) <= _LONGEST_HEADING and "。" not in line.text


def is_text(line: LabelledLine) -> bool:
    return "。" in line.text and not _TOP.match(line.text)


def is_sub(line: LabelledLine) -> bool:
    return line.letter not in FRAME and bool(_SUB.match(line.text) or {"h2", "s2"} & {*line.looks}) and _is_short(line)


def is_plainly_numbered(lines: Lines) -> bool:
    """Whether the report is of the common make: 一、 over every part, nothing in a table, nothing wrapped."""
    heads = [line for line in lines if is_top(line)]
    if any(line.letter in "APL" and len(line.text) > WRAPPED_AT - 2 and line.text[-1] not in _ENDS for line in lines):
        return False
    return 1 < len(heads) <= 6 and "P" in {line.letter for line in heads} and not any(line.cell for line in lines)


def bare(text: str) -> str:
    return next((text[found.end() :] for form in (_TOP, _SUB) if (found := form.match(text))), text)


def _set_heads(lines: Lines, top: Callable[[LabelledLine, int], LabelledLine], sub=None) -> list[LabelledLine]:
    """The lines with every heading set anew; ``sub`` takes those of the second order, None leaves them."""
    number, result = 0, []
    for line in lines:
        if is_top(line):
            number += 1
            result.append(top(line, number))
        else:
            result.append(sub(line) if sub and is_sub(line) else line)
    return result


def unnumbered(lines: Lines) -> Lines:
    def plain(line, *_):
        return LabelledLine(line.letter, (), bare(line.text))

    return _set_heads(lines, plain, plain)


def bold_unnumbered(lines: Lines) -> Lines:
    return _set_heads(lines, lambda line, _: LabelledLine(line.letter, ("b",), bare(line.text)))


def heading_styles(lines: Lines) -> Lines:
    return _set_heads(
        lines,
        lambda line, _: LabelledLine(line.letter, ("h1",), bare(line.text)),
        lambda line: LabelledLine(line.letter, ("s2",), bare(line.text)),
    )


def automatic(lines: Lines) -> Lines:
    return _set_heads(
        lines,
        lambda line, _: LabelledLine(line.letter, ("n1",), bare(line.text)),
        lambda line: LabelledLine(line.letter, ("n2",), bare(line.text)),
    )


def arabic(lines: Lines) -> Lines:
    """1. above （1）."""
    lines = [line._replace(text=_LOW.sub("①", line.text, count=1)) if _LOW.match(line.text) else line for line in lines]
    return _set_heads(
        [_arabic_sub(line) for line in lines],
        lambda line, number: LabelledLine(line.letter, (), f"{number}. {bare(line.text)}"),
    )


def _arabic_sub(line: LabelledLine) -> LabelledLine:
    found = _SUB.match(line.text)
    if not found:
        return line
    number = _NUMERALS.find(found[0][1]) % 11
    return line._replace(text=f"（{number}）{line.text[found.end() :]}")


def chapters(lines: Lines) -> Lines:
    return _set_heads(lines, lambda line, number: line._replace(text=f"第{_NUMERALS[number]}部分  {bare(line.text)}"))


def colons(lines: Lines) -> Lines:
    return _set_heads(lines, lambda line, _: line._replace(text=f"{line.text}："))


def spaced(lines: Lines) -> Lines:
    return [
        line._replace(text="\u3000\u3000" + line.text.replace("、", "、 ", 1)) if is_top(line) else line
        for line in lines
    ]


def glued(lines: Lines, which=is_top) -> Lines:
    """Each heading with a full stop before the text below it."""
    result: list[LabelledLine] = []
    for line in lines:
        if result and which(result[-1]) and line.letter == result[-1].letter and not (is_top(line) or is_sub(line)):
            result[-1] = line._replace(text=f"{result[-1].text}。{line.text}")
        else:
            result.append(line)
    return result


def glued_subs(lines: Lines) -> Lines:
    return glued(lines, is_sub)


def without_subs(lines: Lines) -> Lines:
    return [line for line in lines if not is_sub(line)]


_WORDS = {"问题": "不足", "下一步": "今后", "下步": "今后", "打算": "努力方向", "思路": "安排"}
_POETIC = {
    "A": "踔厉奋发，一年耕耘有回响",
    "P": "刀刃向内，揽镜自照正衣冠",
    "K": "深挖细究，沉下心来找病根",
    "L": "笃行不怠，扬帆奋楫再出发",
}


def _over_one_part(lines: Lines, place: int) -> bool:
    """Whether the heading at ``place`` stands over one part alone."""
    below = []
    for line in lines[place + 1 :]:
        if is_top(line):
            break
        below.append(line.letter)
    return {letter for letter in below if letter not in FRAME} <= {lines[place].letter}


def other_words(lines: Lines) -> Lines:
    """问题 turned into 不足 and so on, in headings of the first order."""

    def say(line, _):
        return line._replace(text=re.sub("|".join(_WORDS), lambda word: _WORDS[word[0]], line.text))

    return _set_heads(lines, say)


def poetic(lines: Lines, letters: str = "APKL") -> Lines:
    """Headings in song over each part."""
    fit = [line.letter in letters and is_top(line) and _over_one_part(lines, place) for place, line in enumerate(lines)]
    return [
        line._replace(text=line.text.removesuffix(bare(line.text)) + _POETIC[line.letter]) if fits else line
        for fits, line in zip(fit, lines, strict=True)
    ]


def poetic_problems(lines: Lines) -> Lines:
    return poetic(lines, "P")


def untitled(lines: Lines) -> Lines:
    return [line for line in lines if line.letter != "T"]


def headless(lines: Lines) -> Lines:
    """No heading of the first order at all."""
    return [line for line in lines if not is_top(line)]


def bare_headless(lines: Lines) -> Lines:
    return [line for line in lines if not (is_top(line) or is_sub(line))]
