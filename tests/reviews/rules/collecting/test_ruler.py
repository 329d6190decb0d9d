from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from reviews.rules.collecting.ruler import pattern, place, ruler, scale_of
from reviews.wordcheck.values import Part, ReportLimits
from tests.reviews.rules.readings import LONG, A, N, P, paragraph, reading, reading_of


def number(percent: str) -> float:
    return float(percent.removesuffix("%"))


def test_report_over_the_limit_is_drawn_to_its_own_length():
    drawn = ruler(reading(*LONG))

    assert [(one.part, one.x, one.width) for one in drawn.segments] == [
        ("other", "0%", "1.04%"),
        ("other", "1.04%", "3.19%"),
        ("achievements", "4.22%", "44.96%"),
        ("problems", "49.18%", "26%"),
        ("plan", "75.18%", "22.07%"),
        ("other", "97.26%", "1.56%"),
    ]
    assert (drawn.limit_x, drawn.limit_side, drawn.crossed) == ("92.59%", "left", True)
    assert drawn.limit_label == "上限 2500 字　超 168 字"
    assert drawn.beyond is not None
    assert (drawn.beyond.x, drawn.beyond.width) == ("92.59%", "6.22%")


def test_label_stands_in_the_middle_of_what_is_before_the_limit():
    plan = ruler(reading(*LONG)).segments[4]

    assert (plan.label, plan.share, plan.label_x, plan.size) == ("下步打算", "22.6%", "83.89%", "snug")


def test_thirds_are_measured_from_after_the_title():
    thirds = ruler(reading(*LONG)).thirds

    assert thirds is not None
    assert (thirds.start, thirds.end) == ("1.04%", "98.81%")
    assert thirds.marks == ("33.63%", "66.22%")
    assert (thirds.words, thirds.fit) == (880, "each")


def test_title_and_contents_come_first_wherever_they_stand():
    drawn = ruler(reading((A, 300), (Part.TITLE, 20), (P, 300), (Part.TOC, 30)))

    assert [(one.part, one.words) for one in drawn.segments] == [
        ("other", 50),
        ("achievements", 300),
        ("problems", 300),
    ]


def test_neighbours_of_one_part_are_one_segment():
    drawn = ruler(reading((A, 100), (A, 200), (P, 300), (A, 50)))

    assert [(one.part, one.words) for one in drawn.segments] == [
        ("achievements", 300),
        ("problems", 300),
        ("achievements", 50),
    ]


def test_share_of_a_part_in_two_places_is_written_once():
    drawn = ruler(reading((A, 900), (P, 300), (A, 600), (P, 600)))

    assert [one.share for one in drawn.segments] == ["62.5%", "", "", "37.5%"]


def test_mixed_and_unknown_text_asks():
    paragraphs = (paragraph(0, A, 900), paragraph(1, Part.MIXED, 300, sure=False), paragraph(2, Part.UNKNOWN, 300))
    drawn = ruler(reading_of(paragraphs))

    assert [(one.part, one.label, one.share) for one in drawn.segments][1] == ("asked", "请确认", "600 字")
    assert drawn.label.endswith("另有 600 字请您确认归入哪一部分。")


def test_narrow_segment_has_no_label():
    drawn = ruler(reading((A, 1500), (P, 100), (N, 900)))

    assert [one.label for one in drawn.segments] == ["工作总结", "", "下步打算"]


def test_report_within_the_limit_is_drawn_on_the_limit():
    drawn = ruler(reading((Part.TITLE, 28), (A, 760), (P, 860), (N, 798)))

    assert (drawn.limit_x, drawn.crossed, drawn.beyond) == ("98.81%", False, None)
    assert drawn.limit_label == "上限 2500 字　还可写 54 字"


def test_report_of_just_the_limit_is_not_beyond_it():
    drawn = ruler(reading((A, 800), (P, 900), (N, 800)))

    assert (drawn.crossed, drawn.limit_label) == (False, "上限 2500 字　正好写满")


def test_limit_far_to_the_left_is_labelled_on_its_right():
    assert ruler(reading((A, 9000))).limit_side == "right"


def test_short_report_writes_its_third_once():
    thirds = ruler(reading((A, 100), (P, 100), (N, 100))).thirds

    assert thirds is not None
    assert thirds.fit == "tight"


def test_empty_report_is_an_empty_bar():
    drawn = ruler(reading())

    assert (drawn.segments, drawn.thirds, drawn.crossed) == ((), None, False)


def test_sentence_says_every_number():
    assert ruler(reading(*LONG)).label == (
        "全文 2668 字，超过上限 168 字。工作总结 46.0%，查摆问题 26.6%，下步打算 22.6%，其余 4.8%。"
    )


def test_place_has_at_most_two_decimals_and_a_point():
    assert [place(words, 3.0) for words in (0, 1, 1.5, 3)] == ["0%", "33.33%", "50%", "100%"]


def test_scale_leaves_air_beyond_the_longest():
    assert scale_of(2500, 2668, 1000) == 2668 * 1.012


def test_pattern_shows_what_is_allowed_before_there_is_a_report():
    drawn = pattern(ReportLimits())

    assert [(one.label, one.share, one.x, one.width) for one in drawn] == [
        ("工作总结", "不超过三分之一", "0%", "33.33%"),
        ("查摆问题", "不少于三分之一", "33.33%", "33.33%"),
        ("下步打算", "不超过三分之一", "66.67%", "33.33%"),
    ]


def test_pattern_gives_the_problems_what_the_others_leave():
    lenient = ReportLimits(problems_min=Fraction(1, 5), achievements_max=Fraction(2, 5), plan_max=Fraction(1, 5))

    assert [one.width for one in pattern(lenient)] == ["40%", "40%", "20%"]


@given(st.lists(st.tuples(st.sampled_from(list(Part)), st.integers(0, 4000)), max_size=30), st.integers(1, 5000))
def test_nothing_is_drawn_outside_the_bar(pairs: list[tuple[Part, int]], limit: int):
    limits = ReportLimits(total_max=limit, problems_min=Fraction(1, 3))
    drawn = ruler(reading(*pairs, limits=limits))

    for one in drawn.segments:
        assert 0 <= number(one.x) <= number(one.x) + number(one.width) <= 100.02
    assert sum(one.words for one in drawn.segments) == sum(words for _, words in pairs)
    assert number(drawn.limit_x) <= 100
