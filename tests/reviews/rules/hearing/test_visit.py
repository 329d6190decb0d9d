from datetime import date, timedelta

import pytest

from reviews.rules.hearing.visit import is_time_to_go, may_be_written, named

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(("days", "asked"), [(-1, False), (0, False), (1, True), (9, True), (10, False), (30, False)])
def test_it_is_time_to_go_when_the_meeting_is_less_than_ten_days_away(days, asked):
    assert is_time_to_go("collecting", TODAY + timedelta(days=days), TODAY) == asked


@pytest.mark.parametrize("stage", ["meeting", "evaluating", "decided", "archived"])
def test_once_the_meeting_has_come_nobody_is_sent(stage):
    assert not is_time_to_go(stage, TODAY + timedelta(days=3), TODAY)


def test_without_a_planned_day_nobody_is_sent():
    assert not is_time_to_go("collecting", None, TODAY)


def test_visits_are_written_until_the_decision():
    stages = ("preparing", "collecting", "meeting", "evaluating", "decided", "published")
    assert [may_be_written(stage) for stage in stages] == [True, True, True, True, False, False]


def test_a_long_list_of_names_is_cut():
    assert named(["甲", "乙"]) == "甲、乙"
    assert named(list("甲乙丙丁戊己")) == "甲、乙、丙、丁、戊等"
