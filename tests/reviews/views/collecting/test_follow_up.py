import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reviews.models import Cycle, FollowUp
from reviews.services.collecting.acceptance import accept_report
from reviews.services.collecting.report import hand_in_report
from tests import docx
from tests.rectification.scene import item_in, ledger_of
from tests.reviews.services.collecting.test_follow_up import last_year


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


def text(response):
    return response.content.decode()


@pytest.fixture
def statement(cast, year):
    last_year(year, cast)
    found = year.top.statements.for_pages().get(organization=cast.college)
    item_in(ledger_of(found), cast.college_secretary, "组织生活会记录不全。")
    return found


def hand_in(statement, *more):
    data = docx.docx("述职报告", "一、主要工作和做法", docx.filler(300), *more, "二、存在的突出问题", docx.filler(300))
    now = timezone.now()
    return hand_in_report(statement, person=statement.person, data=data, filename="a.docx", now=now).report


def test_the_author_sees_what_the_report_does_not_answer(cast, statement, enter):
    hand_in(statement, "实训中心党支部委员今年3月已经配齐。")
    page = text(enter(cast.college_secretary).get(url("statement", statement.pk)))
    assert "上年说过的和还没改完的 3 件，2 件没有写到" in page
    assert "每季度到退休教师支部座谈一次。" in page


@pytest.mark.parametrize("who", ["department", "head"])
def test_nobody_else_sees_it(cast, statement, enter, who):
    Cycle.objects.update(focus_points=["流动党员"])
    hand_in(statement)
    page = text(enter(getattr(cast, who)).get(url("statement", statement.pk)))
    assert "没有写到" not in page
    assert "流动党员" not in page


def test_one_tap_says_otherwise_and_the_next_version_keeps_it(cast, statement, enter):
    hand_in(statement)
    client = enter(cast.college_secretary)
    row = client.get(url("statement", statement.pk)).context["follow_ups"][0]
    answer = client.post(url("follow_up", statement.pk), {"key": row.promise.key, "mentioned": "yes"})
    assert answer["Location"].endswith("?follow-ups#follow-ups")
    hand_in(statement, "另有一段新写的话。")
    page = text(client.get(url("statement", statement.pk)))
    assert "3 件，2 件没有写到" in page
    assert "您确认的" in page


@pytest.mark.parametrize("given", [{"key": "item-999", "mentioned": "yes"}, {"key": "", "mentioned": "no"}, {}])
def test_a_matter_that_is_not_on_the_list_is_refused_in_words(cast, statement, enter, given):
    hand_in(statement)
    enter(cast.college_secretary).post(url("follow_up", statement.pk), given)
    assert not FollowUp.objects.exists()


def test_a_point_of_the_notice_is_advice_to_the_author(cast, year, enter):
    Cycle.objects.update(focus_points=["流动党员", "支部/党建联建"])
    statement = year.statement(cast.college)
    hand_in(statement)
    page = text(enter(cast.college_secretary).get(url("statement", statement.pk)))
    assert "本年度重点里有 1 项没有写到" in page
    assert "<li>流动党员</li>" in page


def test_the_panel_costs_no_query_for_each_matter(cast, statement, enter):
    hand_in(statement)
    client = enter(cast.college_secretary)

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(url("statement", statement.pk))
        return len(seen)

    queries()  # what is asked once a session
    before = queries()
    for place in range(8):
        item_in(ledger_of(statement), cast.college_secretary, f"第{place}个支部的活动室没有暖气。")
    assert queries() == before


def test_what_is_open_stands_once_and_a_tap_moves_no_row(cast, statement, enter):
    hand_in(statement)
    client = enter(cast.college_secretary)
    shown = client.get(url("statement", statement.pk)).context
    client.post(url("follow_up", statement.pk), {"key": shown["follow_ups"][0].promise.key, "mentioned": "yes"})
    again = client.get(url("statement", statement.pk)).context
    assert [row.promise for row in again["follow_ups"]] == [row.promise for row in shown["follow_ups"]]
    assert again["open_items"] == []


def test_of_an_accepted_report_nothing_more_is_asked(cast, statement, enter):
    report = hand_in(statement)
    accept_report(report, person=cast.department, now=timezone.now())
    context = enter(cast.college_secretary).get(url("statement", statement.pk)).context
    assert "follow_ups" not in context
    assert [one.text for one in context["open_items"]] == ["组织生活会记录不全。"]
