import pytest

from reviews.rules.hearing.problem import problem_sentence, problem_sentences


@pytest.mark.parametrize(
    ("paragraph", "sentence"),
    [
        ("（一）组织生活不够规范。支委会记录有三次缺漏。", "组织生活不够规范。"),
        ("1.党费收缴晚于规定两个月。", "党费收缴晚于规定两个月。"),
        ("一是对青年教师关心不够。", "对青年教师关心不够。"),
        ("主要有以下几个方面的问题：", ""),
        ("问题", ""),
    ],
)
def test_the_first_sentence_names_the_problem(paragraph, sentence):
    assert problem_sentence(paragraph, heading=False) == sentence


def test_a_chapters_heading_is_no_problem():
    assert problem_sentence("二、存在的突出问题", heading=True) == ""


def test_headings_within_the_part_name_the_problems():
    part = [
        (3, "二、存在问题", True),
        (4, "（一）组织生活记录不全", True),
        (5, "三次会议没有记录。", False),
        (6, "（二）同党员谈话太少", True),
    ]
    assert problem_sentences(part) == [(4, "组织生活记录不全"), (6, "同党员谈话太少")]


def test_a_listing_within_a_paragraph_gives_each_of_its_items():
    text = "一是党课讲得少，全年只讲一次。二是谈心谈话走过场，没有记录。"
    assert problem_sentences([(4, text, False)]) == [
        (4, "党课讲得少，全年只讲一次。"),
        (4, "谈心谈话走过场，没有记录。"),
    ]
