from random import Random

import pytest

from reviews.rules.hearing.comment import marks, problem_headings
from reviews.rules.hearing.draw import draw
from reviews.rules.hearing.kiosk import kiosk_hash, kiosk_key
from reviews.rules.hearing.meeting import clock, next_step, overrun
from reviews.wordcheck import check
from tests import docx


@pytest.mark.parametrize(
    ("step", "act", "clocked", "found"),
    [
        ("waiting", "start", False, "speaking"),
        ("waiting", "comment", False, "commenting"),
        ("speaking", "stop", True, "commenting"),
        ("commenting", "next", True, "done"),
        ("done", "undo", True, "commenting"),
        ("commenting", "undo", True, "speaking"),
        ("commenting", "undo", False, "waiting"),
        ("speaking", "undo", True, "waiting"),
        ("waiting", "stop", False, None),
        ("done", "start", True, None),
        ("speaking", "next", True, None),
    ],
)
def test_the_chain_goes_from_speech_to_comment_to_the_next(step, act, clocked, found):
    assert next_step(step, act, spoken=True, clocked=clocked) == found


def test_a_written_statement_has_no_clock_to_start():
    assert next_step("waiting", "start", spoken=False, clocked=False) is None
    assert next_step("waiting", "comment", spoken=False, clocked=False) == "commenting"


def test_overrun_counts_whole_seconds_and_never_less_than_none():
    assert [overrun(seconds, 300) for seconds in (12.0, 300.9, 301.2)] == [0, 0, 1]


def test_a_clock_reads_as_minutes_and_seconds():
    assert [clock(seconds) for seconds in (None, 0, 65, 600)] == ["", "0:00", "1:05", "10:00"]


def test_the_draw_can_be_repeated_by_anybody_with_the_seed():
    names = ["甲", "乙", "丙", "丁"]
    again = list(names)
    Random("20261106").shuffle(again)
    assert draw("20261106", names) == again == ["丁", "甲", "丙", "乙"]


def test_the_draw_loses_nobody_and_leaves_the_list_alone():
    names = ["甲", "乙", "丙", "丁"]
    assert sorted(draw("1", names)) == sorted(names)
    assert names == ["甲", "乙", "丙", "丁"]


def test_the_projectors_key_has_256_bit_and_needs_the_secret():
    key = kiosk_key("secret", "salt")
    assert len(key) == 43
    assert kiosk_key("other", "salt") != key != kiosk_key("secret", "other")
    assert kiosk_hash(key) != key


def test_what_somebody_has_ticked_or_not_outweighs_the_proposal():
    text = "支委会缺了3次。做得很实。记录不全。"
    assert marks(text, shown=(), ticked=()) == ("支委会缺了3次。", "记录不全。")
    assert marks(text, shown=("支委会缺了3次。", "做得很实。"), ticked=("做得很实。",)) == ("做得很实。", "记录不全。")


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (("总的看还有差距。", "一是记录不全。有3次。", "二是谈话少。"), ("一是记录不全。", "二是谈话少。")),
        (("记录不全，有3次没有记。", "谈话少。"), ("记录不全，有3次没有记。", "谈话少。")),
    ],
)
def test_a_report_heads_its_problems_by_numbers_or_by_openings(paragraphs, found):
    data = docx.docx(
        "述职报告", "一、主要工作", docx.filler(300), "二、存在问题", *paragraphs, "三、下步打算", docx.filler(200)
    )
    assert problem_headings(check(data, name="a.docx").reading) == found
