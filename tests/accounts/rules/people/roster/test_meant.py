"""What the preview asks about, and what it says may be meant."""

from datetime import date

import pytest

from accounts.rules.people.roster import KnownPerson
from accounts.rules.people.roster.report import report_of
from tests.accounts.rules.people.roster.known import organization, person, post, school
from tests.accounts.rules.people.roster.test_compare import doubts, plan


def mends(**sheets):
    return [doubt.mend for doubt in plan(**sheets).doubts if doubt.blocks]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("机电学院党总之", "机电学院党总支"), ("机电学院", "机电学院党总支"), ("机电", "机电学院党总支")],
)
def test_an_unknown_superior_comes_with_what_may_be_meant(written, meant):
    (mend,) = mends(organizations=[organization("教师党支部", written)])
    assert mend.startswith(f"是不是“{meant}”？")


def test_what_nothing_comes_near_is_asked_about_without_a_guess():
    (mend,) = mends(posts=[post("010003", "周正明", "法学院党总支")])
    assert mend == "请照“党组织”表的全称填写。"


@pytest.mark.parametrize(("role", "asks"), [("党总支书记", True), ("党委副书记", False), ("副主任", False)])
def test_a_post_written_with_its_place_is_asked_about_and_a_deputy_is_not(role, asks):
    (mend,) = mends(posts=[post("010003", "周正明", "学生第一党支部", role)])
    assert mend.startswith("是不是“书记”？") == asks


@pytest.mark.parametrize(
    ("number", "asked"), [("20009", True), ("020009", False), ("A2009", False), ("1020009", False)]
)
def test_a_new_number_shorter_than_the_others_is_asked_about(number, asked):
    assert doubts(people=[person(number, "新人")]) == ([("工号", False)] if asked else [])


def test_where_no_number_begins_with_zero_none_is_missing():
    known = school(people=(KnownPerson(11, "110003", "周正明", ""), KnownPerson(12, "110005", "梁晓", "")), posts=())
    assert plan(people=[person("20009", "新人")], known=known).doubts == ()


@pytest.mark.parametrize(("day", "asked"), [(date(2026, 11, 24), True), (date(2026, 11, 23), False)])
def test_a_first_day_that_has_not_come_is_asked_about(day, asked):
    found = plan(
        posts=[post("010003", "周正明", "机电学院党总支", "组织员", starts=day)], known=school(today=date(2026, 11, 23))
    )
    assert [(doubt.column, doubt.blocks) for doubt in found.doubts] == ([("任职日期", False)] if asked else [])


def test_an_empty_kind_is_called_empty():
    (doubt,) = plan(organizations=[organization("教师党支部", kind="")]).doubts
    assert doubt.text == "没有填类别。"


def test_twins_name_each_others_rows():
    rows = [organization("教师党支部", row=2), organization("教师党支部", row=5)]
    assert [(doubt.row, doubt.text) for doubt in plan(organizations=rows).doubts] == [
        (2, "同一个上级之下已有同名的党组织（第 5 行）。"),
        (5, "同一个上级之下已有同名的党组织（第 2 行）。"),
    ]


def test_the_preview_says_below_what_and_as_what_an_organization_is_made_or_moved():
    rows = [organization("教师党支部", row=2), organization("学生第一党支部", "校党委", row=3, code=3, kind="党总支")]
    assert [line["text"] for line in report_of(plan(organizations=rows))["changes"]] == [
        "类别 党支部，上级 机电学院党总支，简称 教师党支部",
        "类别 党支部 → 党总支，上级 机电学院党总支 → 校党委",
    ]
