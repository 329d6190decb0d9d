"""The parts are read as well when the labelled reports are set in other manners (WORDCHECK §3, §8)."""

import random

import pytest

from reviews.wordcheck import check

from .accuracy import overall
from .labelled import LabelledLine, labelled, labelled_reports
from .perturbed import MANNERS, perturbed
from .proving import PROVING

SOME = labelled_reports()[1::5]
# Headings that name nothing, or none at all: there the author is asked instead.
UNNAMED = ("poetic", "poetic_problems", "headless", "bare_headless")

ODD = (
    "\u200b",
    "一",
    "一、",
    "（一）",
    "：",
    "注：",
    "目录",
    "●",
    "【】",
    "存在问题：",
    "下一步，",
    "存在问题\n下步打算",
    "书记项目",
)
LOOKS = (
    (),
    (),
    (),
    ("b",),
    ("h1",),
    ("h2",),
    ("n1",),
    ("s1",),
    ("title",),
    ("right",),
    ("r1c0",),
    ("r1c1",),
    ("r2c0",),
)


def read(manner):
    return overall(list(perturbed(SOME, MANNERS[manner])))


@pytest.mark.parametrize("manner", [name for name in MANNERS if name not in UNNAMED])
def test_report_in_another_manner_is_read_right(manner):
    found = read(manner)
    assert found.right >= 0.97 * found.words
    assert found.sure_wrong <= 0.01 * found.words
    assert found.alike >= 0.9 * found.reports


@pytest.mark.parametrize("manner", UNNAMED)
def test_report_whose_headings_name_nothing_is_guessed_but_seldom_sure(manner):
    found = read(manner)
    assert found.right >= 0.88 * found.words
    assert found.sure_wrong <= 0.02 * found.words
    assert found.asked >= (0.5 if "headless" in manner else 0.1) * found.words


def test_any_mixture_of_lines_is_read():
    chance = random.Random(7)
    pool = [line for report in SOME for line in report.lines]
    for _ in range(1000 if PROVING else 100):
        lines = [_odd(chance, chance.choice(pool)) for _ in range(chance.randint(0, 14))]
        read = check(labelled("mixture", lines).data).reading.paragraphs
        assert all(item.why for item in read)


def _odd(chance, line):
    text = chance.choice(ODD) if chance.random() < 0.3 else line.text[: chance.randint(1, 80)]
    return LabelledLine(line.letter, chance.choice(LOOKS), text)
