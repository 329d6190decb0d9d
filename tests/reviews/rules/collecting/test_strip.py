from __future__ import annotations

from reviews.rules.collecting.ruler import scale_of
from reviews.rules.collecting.strip import strip


def test_stored_figures_are_drawn_title_first_and_rest_last():
    drawn = strip(
        achievements=800,
        problems=905,
        plan=790,
        total=2654,
        denominator=2627,
        total_max=2500,
        scale=scale_of(2500, 2668),
    )

    assert [(one.part, one.words) for one in drawn.segments] == [
        ("other", 27),
        ("achievements", 800),
        ("problems", 905),
        ("plan", 790),
        ("other", 132),
    ]
    assert (drawn.limit_x, drawn.crossed) == ("92.59%", True)


def test_strip_says_its_numbers():
    drawn = strip(
        achievements=1214,
        problems=702,
        plan=596,
        total=2668,
        denominator=2640,
        total_max=2500,
        scale=scale_of(2500, 2668),
    )
    assert drawn.label == "全文 2668 字，总结 46.0%，查摆 26.6%，打算 22.6%"


def test_row_without_words_is_empty():
    drawn = strip(achievements=0, problems=0, plan=0, total=0, denominator=0, total_max=2500, scale=scale_of(2500))

    assert drawn.segments == ()
