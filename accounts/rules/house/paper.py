"""Arithmetic of the official layout: where a title breaks, where a signature and its date stand."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import TypeAlias

LINE = 28.0  # characters on a line
TITLE_WIDTH = 20  # characters of 22 pt on a line of 156 mm
AFTER_SIGNATURE = 2.0  # the date begins so many characters after the signature
EDGE = 2.0  # and nothing comes closer to the right edge
AIR = 2.5  # what word processors put between digits and 年月日, and what wide digits take
WORDS = re.compile(  # the office's words, the longest first; a title never breaks inside one
    r"\d+年度?|综合评价意见|基层党组织书记|基层党组织|党组织会议|党组织书记|领导班子|直属党支部|党总支|党支部|党组织|委员会|组织部|党委|支部|"
    "抓基层党建|抓党建|党建|述职评议考核|述职评议会|述职评议|实地调研|民主测评|综合评价|整改台账|整改落实|集中整治|督促检查|约谈提醒|"
    r"同志|书记|工作|情况|结果|记录|意见|关于|年度|通知|报告|通报|反馈书|[A-Za-z]+"
)
CLOSERS = "，。、：；）》”’的"  # no line begins with these
Way: TypeAlias = tuple[float, list[str]]  # what it costs, and its lines
TORN, LOOSE, WORD, ABOUT, ONE_MORE = 200.0, 18.0, 3.0, 0.0, 30.0
PIECES = 12  # a title longer than so many lines is no title


def width(text: str) -> float:
    """How many characters of the line ``text`` takes; digits and Latin letters half of one."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)


def closing_indents(signature: str, day: str) -> tuple[float, float]:
    """Return how many characters signature and date stand from the left edge of a line of 28.

    The signature ends two characters from the right; the date begins two characters after the signature does. Where
    the date would then leave the line it ends two characters from the right, and the signature moves in.
    """
    signature_left = LINE - EDGE - width(signature)
    latest = LINE - EDGE - width(day) - AIR
    if not signature or signature_left + AFTER_SIGNATURE > latest + EDGE:
        return max(0.0, latest - AFTER_SIGNATURE), max(0.0, latest)
    return max(0.0, signature_left), max(0.0, signature_left) + AFTER_SIGNATURE


def title_lines(title: str, line: int = TITLE_WIDTH) -> list[str]:
    """Break a title into lines of at most ``line`` characters, whole in sense and balanced (梯形).

    A line break in the title is the writer's own and stays.
    """
    return [piece for written in title.splitlines() for piece in _balanced(written.strip(), line) if piece]


def _balanced(title: str, line: int) -> list[str]:
    if width(title) <= line:
        return [title]
    count = next((count for count in range(2, PIECES) if width(title) <= count * (line - 1)), PIECES)
    best = _breaker(title, line)
    ways = [way for lines in (count, count + 1) if (way := best(0, lines))]
    found = min(ways, key=lambda way: way[0] + ONE_MORE * len(way[1]), default=None)
    return found[1] if found else [title]


def _breaker(title: str, line: int) -> Callable[[int, int], Way | None]:
    """Return what finds the cheapest way to break ``title`` from a place into so many lines, or None."""
    costs = _break_costs(title)

    @cache  # the same rests come up again and again
    def best(start: int, count: int) -> Way | None:
        rest = title[start:]
        if count == 1:
            return (0.0, [rest]) if width(rest) <= line else None
        ideal, found = width(rest) / count, None
        for place in range(start + max(1, int(ideal) - 5), min(len(title), start + 2 * line)):
            piece = title[start:place]
            tail = best(place, count - 1) if width(piece) <= line else None
            if tail is None:
                continue
            cost = (width(piece) - ideal) ** 2 + costs[place] + tail[0]
            if found is None or cost < found[0]:
                found = (cost, [piece, *tail[1]])
        return found

    return best


def _break_costs(title: str) -> list[float]:
    """What a break before each character costs: nothing of a word may be torn."""
    costs = [LOOSE] * (len(title) + 1)
    for word in WORDS.finditer(title):
        costs[word.start()], costs[word.end()] = min(costs[word.start()], WORD), WORD
        for place in range(word.start() + 1, word.end()):
            costs[place] = TORN
        if word.group() == "关于":
            costs[word.start()] = ABOUT
    for place, character in enumerate(title):
        if character in CLOSERS:
            costs[place] = TORN
    return costs
