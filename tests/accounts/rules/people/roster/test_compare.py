from datetime import date

import pytest

from accounts.rules.people.roster import Action, KnownOrganization, KnownPerson, Sheets, compare
from tests.accounts.rules.people.roster.known import organization, person, post, school


def plan(*, organizations=(), people=(), posts=(), known=None):
    return compare(Sheets(tuple(organizations), tuple(people), tuple(posts)), known or school())


def doubts(**sheets):
    return [(doubt.column, doubt.blocks) for doubt in plan(**sheets).doubts]


def actions(**sheets):
    return [change.action for change in plan(**sheets).changes]


def test_what_is_there_already_is_unchanged():
    assert (
        actions(
            organizations=[organization("学生第一党支部")],
            people=[person("010005", "梁晓", "13800000005")],
            posts=[post("010005", "梁晓", "学生第一党支部")],
        )
        == [Action.UNCHANGED] * 3
    )


def test_an_empty_cell_leaves_what_is_there():
    assert actions(people=[person("010005", "梁晓")]) == [Action.UNCHANGED]


def test_what_the_file_does_not_name_is_counted_and_left():
    found = plan(people=[person("010005", "梁晓")])
    assert (found.writes, dict(found.absent)) == ((), {"党组织": 3, "人员": 1, "任职": 2})


def test_new_rows_may_lean_on_each_other():
    found = plan(
        organizations=[organization("化工学院党总支", "校党委", kind="党总支"), organization("教工党支部", "化工学院党总支", row=3)],
        people=[person("020001", "白石")],
        posts=[post("020001", "白石", "教工党支部")],
    )  # fmt: skip
    assert ([change.action for change in found.changes], found.doubts) == ([Action.NEW] * 4, ())
    assert [change.after.get("parent") for change in found.changes[:2]] == [1, -2]


def test_a_code_tells_a_new_name_from_a_new_organization():
    (change,) = plan(organizations=[organization("学生先锋党支部", code=3)]).changes
    assert (change.action, change.known, change.after) == (Action.CHANGED, 3, {"name": "学生先锋党支部"})


def test_a_code_with_another_parent_is_a_move():
    (change,) = plan(organizations=[organization("学生第一党支部", "校党委", code=3)]).changes
    assert (change.before, change.after) == ({"parent": 2}, {"parent": 1})


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (organization("新支部", "没有的党总支"), "上级党组织"),
        (organization("新支部", ""), "上级党组织"),
        (organization("新支部", kind="小组"), "类别"),
        (organization(""), "全称"),
        (organization("甲/乙"), "全称"),
        (organization("长" * 81), "全称"),
        (organization("新支部", code=99), "系统编号"),
    ],
)
def test_an_organization_that_cannot_stand_blocks(row, column):
    assert (column, True) in doubts(organizations=[row])


def test_superiors_in_a_circle_block():
    rows = [organization("机电学院党总支", "学生第一党支部", code=2, kind="党总支", row=2),
            organization("学生第一党支部", "机电学院党总支", code=3, row=3)]  # fmt: skip
    assert doubts(organizations=rows) == [("上级党组织", True)] * 2


def test_the_same_organization_twice_blocks():
    rows = [organization("新支部", row=2), organization("新支部", row=3)]
    assert ("全称", True) in doubts(organizations=rows)


@pytest.mark.parametrize(
    ("name", "asked"), [("学生第二党支部", 0), ("学生第一党支郎", 1), ("学生第一党支", 1), ("教师第一党支部", 0)]
)
def test_a_name_one_character_away_is_asked_about_unless_it_is_a_number(name, asked):
    assert doubts(organizations=[organization(name)]) == [("全称", False)] * asked


def test_a_name_that_stands_twice_is_told_apart_by_its_superior():
    known = school(organizations=(*school().organizations,
                                  KnownOrganization(4, "外语学院党总支", "外语", "general_branch", 1, 2),
                                  KnownOrganization(5, "学生第一党支部", "学生一", "branch", 4, 1)))  # fmt: skip
    people = [person("020001", "白石")]
    vague = plan(people=people, posts=[post("020001", "白石", "学生第一党支部")], known=known)
    exact = plan(people=people, posts=[post("020001", "白石", "外语学院党总支/学生第一党支部")], known=known)
    assert [doubt.column for doubt in vague.doubts] == ["党组织"]
    assert exact.changes[-1].after["organization"] == 5


@pytest.mark.parametrize(
    ("row", "doubt"),
    [
        (person("", "白石"), ("工号", True)),
        (person("02 01!", "白石"), ("工号", True)),
        (person("020001", ""), ("姓名", True)),
        (person("020001", "白石", "123"), ("手机号", True)),
        (person("020001", "白石", "13800000005"), ("手机号", True)),
        (person("10005", "梁晓"), ("工号", True)),
        (person("020001", "梁晓"), ("姓名", False)),
        (person("010005", "梁小"), ("姓名", False)),
    ],
)
def test_a_person_in_doubt_is_named_with_the_cell(row, doubt):
    assert doubts(people=[row]) == [doubt]


@pytest.mark.parametrize("other", [person("020001", "石白", row=3), person("020002", "石白", "13911111111", row=3)])
def test_number_and_mobile_stand_once_in_a_file(other):
    assert [blocks for _, blocks in doubts(people=[person("020001", "白石", "13911111111"), other])] == [True]


@pytest.mark.parametrize("turned", [False, True])
def test_a_number_to_log_in_with_is_one_persons(turned):
    rows = [person("13911111111", "白石"), person("020002", "石白", "13911111111", row=3)]
    assert [blocks for _, blocks in doubts(people=rows[::-1] if turned else rows)] == [True]
    assert doubts(people=[person("13800000005", "白石")]) == [("工号", True)]


def test_who_is_kept_elsewhere_may_be_named_but_not_changed():
    known = school(people=(KnownPerson(11, "010003", "周正明", "", editable=False),))
    assert plan(people=[person("010003", "周正明")], known=known).doubts == ()
    assert plan(people=[person("010003", "周正")], known=known).is_blocked


@pytest.mark.parametrize("row", [person("010003", "周正"), person("010003", "周正明", "13911111111")])
def test_a_preview_tells_nothing_of_who_is_kept_elsewhere(row):
    known = school(people=(KnownPerson(11, "010003", "周正明", "13800000003", editable=False),))
    found = plan(people=[row], known=known)
    assert (found.is_blocked, found.changes) == (True, ())


def test_an_end_that_is_filled_in_ends_the_post():
    assert actions(posts=[post("010005", "梁晓", "学生第一党支部", ends=date(2026, 8, 31))]) == [Action.ENDED]


def test_two_open_secretaries_block_and_a_hand_over_does_not():
    new = post("010003", "周正明", "学生第一党支部", row=3, starts=date(2026, 9, 1))
    ended = post("010005", "梁晓", "学生第一党支部", ends=date(2026, 8, 31))
    assert doubts(posts=[new]) == [("职务", True)]
    assert doubts(posts=[ended, new]) == []


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (post("099999", "无名", "学生第一党支部"), "工号"),
        (post("010005", "梁小", "学生第一党支部"), "姓名"),
        (post("010005", "梁晓", "没有的支部"), "党组织"),
        (post("010005", "梁晓", "学生第一党支部", "安全审计员"), "职务"),
        (post("010005", "梁晓", "学生第一党支部", starts=None), "任职日期"),
        (post("010005", "梁晓", "学生第一党支部", ends=date(2023, 1, 1)), "免职日期"),
    ],
)
def test_a_post_that_cannot_be_written_blocks(row, column):
    assert doubts(posts=[row]) == [(column, True)]


def test_another_first_day_corrects_the_open_post_after_a_question():
    found = plan(posts=[post("010005", "梁晓", "学生第一党支部", starts=date(2024, 4, 1))])
    assert [change.action for change in found.changes] == [Action.CHANGED]
    assert [doubt.blocks for doubt in found.doubts] == [False]


def test_posts_outside_ones_reach_block():
    own, *rest = school().organizations
    known = school(organizations=(KnownOrganization(1, own.name, own.short, own.kind, None, 0, editable=False), *rest))
    assert [doubt.column for doubt in plan(posts=[post("010005", "梁晓", "校党委", "组织员")], known=known).doubts] == [
        "党组织"
    ]


def test_a_doubt_tells_where_it_stands():
    (doubt,) = plan(people=[person("", "白石", row=7)]).doubts
    assert doubt.place == "“人员”第 7 行“工号”"


def test_a_number_that_lost_its_zeros_is_named_as_the_sheet_of_people_has_it():
    found = plan(people=[person("020001", "白石")], posts=[post("20001", "白石", "学生第一党支部")])
    assert [doubt.mend for doubt in found.doubts if doubt.sheet == "任职"] == [
        "是不是 020001？单元格请设成“文本”，开头的 0 才不会丢。"
    ]


@pytest.mark.parametrize(("starts", "blocked"), [("2026-08-31", False), ("2026-09-15", False), ("2026-08-01", True)])
def test_who_leads_while_another_still_does_is_blocked(starts, blocked):
    rows = [
        post("010005", "梁晓", "学生第一党支部", ends=date(2026, 8, 31)),
        post("010006", "甲", "学生第一党支部", starts=date.fromisoformat(starts), row=3),
    ]
    found = plan(people=[person("010006", "甲")], posts=rows)
    assert [doubt.text[:14] for doubt in found.doubts if doubt.blocks] == ["和工号 010005 的任期重叠"[:14]] * blocked


def test_the_departments_own_posts_are_not_the_rosters_to_give():
    known = school(apart=frozenset({(1, "organizer")}))
    found = plan(posts=[post("010005", "梁晓", "校党委", "组织员")], known=known)
    assert [doubt.text for doubt in found.doubts] == ["组织部的任职不在名册里改。"]


def test_a_namesake_is_asked_about_once():
    known = [person(f"02000{row}", "梁晓", row=row) for row in (2, 5, 6)]
    (doubt,) = plan(people=known).doubts
    assert (doubt.row, doubt.text) == (2, "系统里已有一位“梁晓”，工号 010005；第 5、6 行也是这个姓名。")


def test_who_guards_is_named_at_the_top_alone():
    known = school(roles={"安全审计员": "auditor"}, guarding=frozenset({"auditor"}))
    found = [
        plan(posts=[post("010005", "梁晓", place, "安全审计员")], known=known) for place in ("校党委", "学生第一党支部")
    ]
    assert [[doubt.text for doubt in one.doubts] for one in found] == [[], ["安全审计员只设在最上级党组织。"]]


def test_a_superior_that_is_the_row_itself_is_told_so():
    found = plan(organizations=[organization("新党支部", "新党支部")])
    assert [(doubt.column, doubt.text) for doubt in found.doubts] == [("上级党组织", "上级写成了它自己。")]


@pytest.mark.parametrize(("name", "mend"), [("", "请填写姓名。"), ("名" * 41, "请改短到 40 字以内。")])
def test_a_name_that_cannot_be_taken_says_how_to_mend_it(name, mend):
    assert [doubt.mend for doubt in plan(people=[person("020001", name)]).doubts] == [mend]
