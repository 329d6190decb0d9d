from datetime import UTC, date, datetime

import pytest

from reviews.models import Round
from reviews.rules.preparing.cycle import Leftover
from reviews.rules.preparing.stage import (
    TRANSITIONS,
    Missing,
    dates_missing,
    leftovers_missing,
    may_go,
    move,
    names,
    next_move,
    people_missing,
    plan_missing,
    reports_missing,
    step_back,
)

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
DUE = datetime(2026, 12, 11, 17, 0, tzinfo=UTC)
MUST, MAY = Missing("甲", "/", "去补"), Missing("乙", "/", "去补", must=False)


def whats(missing):
    return [(one.what, one.must) for one in missing]


def test_the_table_knows_every_stage_and_leads_through_all_of_them():
    stages = ["preparing"]
    while step := next_move(stages[-1]):
        stages.append(step.to)
    assert stages == Round.Stage.values == list(TRANSITIONS)


def test_one_step_back_is_one_step_and_what_was_told_is_not_taken_back():
    back = {stage: step.to for stage in TRANSITIONS if (step := step_back(stage))}
    order = list(TRANSITIONS)
    assert all(order.index(to) == order.index(stage) - 1 for stage, to in back.items())
    assert sorted(set(order) - set(back)) == ["decided", "fed_back", "preparing", "published"]


def test_there_is_no_move_that_skips_a_stage():
    assert move("preparing", "meeting") is None


@pytest.mark.parametrize(
    ("missing", "reason", "may"),
    [([], "", True), ([MAY], "", False), ([MAY], "  ", False), ([MAY], "会前补", True), ([MAY, MUST], "会前补", False)],
)
def test_a_reason_does_for_what_may_stay_open_and_for_nothing_else(missing, reason, may):
    assert may_go(missing, reason) is may


def test_collecting_asks_for_the_approved_plan_first():
    assert plan_missing(approved=True, where="/") == []
    assert [one.must for one in plan_missing(approved=False, where="/")] == [True]


@pytest.mark.parametrize(
    ("due", "meeting", "found"),
    [
        (DUE, date(2026, 12, 22), []),
        (NOW, date(2026, 12, 22), [("交稿截止时间已经过了", True)]),
        (DUE, None, [("还没有定评议会的日期", False)]),
        (DUE, date(2026, 12, 10), [("评议会排在交稿截止之前", True)]),
    ],
)
def test_dates_lie_ahead_and_in_order(due, meeting, found):
    assert whats(dates_missing(report_due=due, meeting_on=meeting, now=NOW, where="/")) == found


def test_whoever_is_in_office_stands_in_the_list():
    assert people_missing(reporting=2, without_statement=[], vacant=[], where="/") == []
    found = people_missing(reporting=0, without_statement=["周正明"], vacant=["体育学院"], where="/")
    assert whats(found) == [
        ("名单里还没有要述职的书记", True),
        ("周正明在任，但不在名单里", True),
        ("体育学院没有现任书记", False),
    ]


def test_leftovers_are_named_and_may_stay():
    assert whats(leftovers_missing([Leftover("通知标题", "2022")], "/")) == [
        ("通知标题里还有“2022”，像是旧通知留下的", False)
    ]


def test_reports_are_listed_by_what_they_wait_for():
    found = reports_missing(missing=["甲"], delayed=["乙"], returned=["丙"], waiting=["丁"], where="/rounds/1/")
    assert [(one.what, one.where) for one in found] == [
        ("甲还没有交稿", "/rounds/1/?state=missing"),
        ("乙准予延交，还没有交", "/rounds/1/?state=missing"),
        ("丙的报告退回后还没有重交", "/rounds/1/?state=returned"),
        ("丁的报告还没有审", "/rounds/1/?state=handed_in"),
    ]
    assert not any(one.must for one in found)


def test_more_than_three_people_are_counted():
    assert names(["甲", "乙", "丙", "丁"]) == "甲、乙、丙等 4 人"
