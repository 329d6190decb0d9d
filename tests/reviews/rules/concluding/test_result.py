"""The pure part of results: bodies, days, letters, drafts."""

from dataclasses import replace
from datetime import date

import pytest

from reviews.rules.concluding.decision import body_of, decision_missing, due_of
from reviews.rules.concluding.feedback import Letter, consequence_text, feedback_missing, letter_text, objection_until
from reviews.rules.concluding.publication import Told, Whole, draft, publication_missing, still_to_fill, title_of
from reviews.rules.hearing.grade import KIND_LABELS, Kind, consequences_of

HELD = date(2026, 12, 20)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("committee", "党委常委会"),
        ("general_branch", "党总支委员会"),
        ("direct_branch", "支部委员会"),
        ("branch", "支部委员会"),
    ],
)
def test_a_body_goes_by_its_own_name(kind, body):
    assert body_of(kind) == body


@pytest.mark.parametrize(
    ("grade", "kinds"),
    [("best", []), ("second", ["not_excellent"]), ("third", list(KIND_LABELS)), ("last", list(KIND_LABELS))],
)
def test_what_the_notice_draws_from_a_grade(grade, kinds):
    assert list(consequences_of(grade)) == kinds


def test_days_are_counted_from_the_sitting():
    assert [due_of(kind, HELD) for kind in Kind] == [None, date(2027, 1, 19), date(2027, 3, 20)]


def test_third_and_last_read_the_same():
    assert consequence_text("third") == consequence_text("last") != consequence_text("second")
    assert consequence_text("best") == ""


LETTER = Letter(
    year=2026, body="党委常委会", grade="second", grade_name="较好", praise="抓得实。", problems="记录不全。", comment="",
    talk_due=None, rectify_due=None, until=date(2026, 12, 25), turn_to="党委组织部",
)  # fmt: skip


def test_a_letter_numbers_its_headings_with_and_without_a_comment():
    without, with_ = letter_text(LETTER), letter_text(replace(LETTER, comment="辣味足。"))
    assert [line for line in without.splitlines() if line[1:2] == "、"] == [
        "一、综合评价意见", "二、综合评价等次", "三、结果运用",
    ]  # fmt: skip
    assert "二、述职评议会上的点评\n辣味足。\n三、综合评价等次" in with_
    assert "请于2026年12月25日前（含当日）书面向党委组织部提出" in without


def test_a_letter_that_is_not_given_names_no_day_and_a_correction_says_so():
    text = letter_text(replace(LETTER, until=None, corrects=True))
    assert "异议" not in text
    assert "作出更正" in text


def test_the_last_day_for_an_objection():
    assert objection_until(HELD, 5) == date(2026, 12, 25)


def test_the_feedback_list_tells_must_from_may():
    found = feedback_missing(unopened=["甲"], unread=["乙"], unanswered=["丙"], until=HELD, today=HELD, where="/f")
    assert [one.must for one in found] == [True, True, False, False]
    assert (
        feedback_missing(unopened=[], unread=[], unanswered=[], until=HELD, today=date(2026, 12, 21), where="/") == []
    )


def test_before_the_decision():
    assert decision_missing(undecided=["甲"], waits=True, where="/")[0].what.startswith("研究结果已登记")
    assert [one.must for one in decision_missing(undecided=["甲"], waits=False, where="/")] == [True]
    assert decision_missing(undecided=[], waits=False, where="/") == []


WHOLE = Whole(
    organization="校党委", year=2026, body="党委常委会", held_on=HELD, grade_names=["好", "较好", "一般", "差"],
    told=[Told("甲院", "张三", "较好"), Told("乙院", "李四", "好")], problems=["记录不全。台账乱。", "记录不全。"],
)  # fmt: skip


def test_the_draft_names_nobody_and_says_each_problem_once():
    text = draft(WHOLE)
    assert ("张三" in text, text.count("记录不全。"), "“好”1名，“较好”1名" in text) == (False, 1, True)
    assert still_to_fill(text)


def test_a_correction_is_one_paragraph():
    text = draft(replace(WHOLE, corrects=True))
    assert (text.count("\n"), still_to_fill(text)) == (0, False)
    assert "更正" in title_of(2026, corrects=True)


def test_circulation_waits_for_the_feedback():
    assert [one.action for one in publication_missing(unopened=True, issued=False, where="/")] == ["去反馈"]
    assert [one.action for one in publication_missing(unopened=False, issued=False, where="/")] == ["去起草、印发"]
    assert publication_missing(unopened=False, issued=True, where="/") == []
