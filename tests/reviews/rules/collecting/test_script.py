from __future__ import annotations

from dataclasses import replace

from reviews.rules.collecting.script import script_rows
from reviews.wordcheck.values import Part
from tests.reviews.rules.readings import A, P, paragraph, reading, reading_of


def test_run_shows_its_heading_and_folds_the_rest():
    paragraphs = (paragraph(0, A, 10, heading=True), *(paragraph(n, A, 100) for n in range(1, 13)))
    (row,) = script_rows(reading_of(paragraphs))

    assert (row.label, row.look, row.words) == ("工作总结", "achievements", 1210)
    assert [line.number for line in row.shown] == [1]
    assert row.summary == "第 2—13 段，共 12 段，全部归入工作总结"


def test_two_paragraphs_are_not_worth_folding():
    (row,) = script_rows(reading((P, 10), (P, 20)))

    assert (len(row.shown), row.folded) == (2, ())


def test_title_is_never_folded():
    (row,) = script_rows(reading(*[(Part.TITLE, 5)] * 4))

    assert (len(row.shown), row.folded) == (4, ())


def test_unsure_paragraph_stands_alone_with_its_guess():
    paragraphs = (paragraph(0, P, 75), paragraph(1, P, 63, sure=False), paragraph(2, Part.MIXED, 40, sure=False))
    rows = script_rows(reading_of(paragraphs))

    assert [(row.asked, row.label, row.guess) for row in rows] == [
        (False, "查摆问题", ""),
        (True, "请您确认", "problems"),
        (True, "请您确认", ""),
    ]


def test_neighbours_that_are_asked_for_one_reason_are_asked_together():
    unsure = [replace(paragraph(n, P, 50, sure=False), why="没有标题") for n in range(1, 4)]
    turned = replace(paragraph(4, P, 30, sure=False), why="这一句")
    rows = script_rows(reading_of((paragraph(0, A, 10), *unsure, turned)))

    assert [(row.asked, len(row.shown), row.words, row.is_first_asked) for row in rows] == [
        (False, 1, 10, False),
        (True, 3, 150, True),
        (True, 1, 30, False),
    ]
    assert rows[1].question == "第 2—4 段，共 3 段"


def test_opening_that_is_asked_about_is_guessed_as_other():
    (row,) = script_rows(reading_of((paragraph(0, Part.OPENING, 60, sure=False),)))

    assert row.guess == "other"


def test_every_paragraph_is_in_exactly_one_row():
    pairs = [(A, 5)] * 7 + [(P, 5)] * 2 + [(Part.CLOSING, 5)]
    rows = script_rows(reading(*pairs))

    assert [line.index for row in rows for line in row.shown + row.folded] == list(range(10))
