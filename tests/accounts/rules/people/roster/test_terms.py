"""What two terms cannot be side by side, as the database has it (accounts.models.people.facts)."""

from datetime import date, timedelta

import pytest

from accounts.rules.people.roster import KnownPost, Sheets, compare
from tests.accounts.rules.people.roster.known import SINCE, person, post, school

ROLES = {
    "书记": "secretary",
    "主持工作的副书记": "deputy_in_charge",
    "组织员": "organizer",
    "党员": "member",
    "安全审计员": "auditor",
}
PLACE = "学生第一党支部"
DAY = timedelta(days=1)


def day(month, *, year=2025):
    return date(year, month, 1)


def blocked(*posts, kept=(), others=()):
    """Return (row, column, text) of what blocks a file of ``posts``, beside those ``kept`` in the system."""
    known = school(posts=tuple(kept), others=tuple(others), roles=ROLES,
                   guarding=frozenset({"auditor"}), overseeing=frozenset({"secretary", "deputy_in_charge", "organizer"}))  # fmt: skip
    sheets = Sheets(people=(person("020001", "白石"), person("020002", "石青", row=3)), posts=posts)
    return [(one.row, one.column, one.text) for one in compare(sheets, known).doubts if one.blocks]


def of_mine(role, starts, ends=None, *, row=2):
    return post("010005", "梁晓", PLACE, role, starts=starts, ends=ends, row=row)


def of_others(starts, ends=None, *, role="书记", row=3, who=("020001", "白石")):
    return post(*who, PLACE, role, starts=starts, ends=ends, row=row)


@pytest.mark.parametrize("role", ["组织员", "党员", "书记"])
def test_who_holds_a_post_holds_it_not_twice_at_once(role):
    kept = KnownPost(22, "010005", 3, ROLES[role], day(1), day(6))
    told = "和同一个人的另一段任期重叠：那一段从 2025-01-01 到 2025-06-01。"
    assert blocked(of_mine(role, day(5)), kept=[kept]) == [(2, "任职日期", told)]
    assert blocked(of_mine(role, day(1), day(6)), of_mine(role, day(5), row=3)) == [(3, "任职日期", told)]
    assert blocked(of_mine(role, day(6)), kept=[kept]) == []


def test_one_post_cannot_be_open_twice():
    rows = of_mine("党员", day(1)), of_mine("党员", day(3), row=3)
    assert blocked(*rows) == [(3, "任职日期", "和同一个人的另一段任期重叠：那一段从 2025-01-01 到 现在。")]


def test_a_first_day_is_not_corrected_into_a_term_of_before():
    kept = KnownPost(21, "010005", 3, "member", day(1), day(6)), KnownPost(22, "010005", 3, "member", day(8), None)
    assert [column for _, column, _ in blocked(of_mine("党员", day(5)), kept=kept)] == ["任职日期"]
    assert blocked(of_mine("党员", day(7)), kept=kept) == []


@pytest.mark.parametrize("role", ["书记", "主持工作的副书记"])
def test_nobody_leads_within_the_open_term_of_another(role):
    kept = KnownPost(22, "010005", 3, "secretary", SINCE, None)
    told = "和工号 010005 的任期重叠：那一任从 2024-03-01 到 现在。"
    assert blocked(of_others(day(1), day(6), role=role), kept=[kept]) == [(3, "任职日期", told)]
    assert blocked(of_mine("书记", SINCE, day(1)), of_others(day(1), day(6), role=role), kept=[kept]) == []


def test_a_term_within_a_longer_one_is_found_behind_a_short_one():
    rows = of_others(day(2), day(3)), of_others(day(5), day(6), row=4, who=("020002", "石青"))
    found = blocked(*rows, kept=[KnownPost(22, "010005", 3, "secretary", SINCE, day(12))])
    assert [row for row, _, _ in found] == [3, 4]


def test_the_row_that_changes_is_named_and_not_the_one_that_is_as_it_was():
    rows = of_mine("书记", day(5)), of_others(day(1), day(6))
    found = blocked(*rows, kept=[KnownPost(22, "010005", 3, "secretary", day(5), None)])
    assert [(row, text[:12]) for row, _, text in found] == [(3, "和工号 010005 的")]


def test_two_are_not_in_charge_whichever_row_comes_first():
    rows = [of_others(day(9)), of_mine("书记", day(8), row=4), of_mine("书记", SINCE, day(8), row=5)]
    kept = [KnownPost(22, "010005", 3, "secretary", SINCE, None)]
    for posts in (rows, rows[::-1]):
        assert {(row, column) for row, column, _ in blocked(*posts, kept=kept)} == {(3, "职务"), (4, "职务")}


def test_a_single_day_belongs_to_two_leaders_only_at_a_handover():
    single = of_others(day(5), day(5))
    kept = [KnownPost(22, "010005", 3, "secretary", day(5), day(5))]
    assert [text for _, _, text in blocked(single, kept=kept)] == [
        "和工号 010005 的任期重叠：那一任从 2025-05-01 到 2025-05-01。"
    ]
    for starts, ends in ((SINCE, day(5)), (day(5), None), (day(5), day(6))):
        assert blocked(single, kept=[KnownPost(22, "010005", 3, "secretary", starts, ends)]) == []
    assert blocked(single, kept=[KnownPost(22, "010005", 3, "secretary", day(5) - DAY, day(5) + DAY)]) != []


def test_who_guards_once_oversaw_what_is_no_more():
    row = post("010005", "梁晓", "校党委", "安全审计员", starts=day(5))
    former = [KnownPost(23, "010005", 99, "organizer", SINCE, ends) for ends in (day(5), day(5) - DAY)]
    assert [[column for _, column, _ in blocked(row, others=[one])] for one in former] == [["职务"], []]


def test_who_guards_may_guard_on_from_the_last_day():
    row = post("010005", "梁晓", "校党委", "安全审计员", starts=day(5))
    assert blocked(row, others=[KnownPost(23, "010005", 1, "auditor", SINCE, day(5))]) == []
