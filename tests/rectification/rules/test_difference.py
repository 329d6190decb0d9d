from dataclasses import replace
from datetime import date

import pytest

from rectification.rules.annex import read_row
from rectification.rules.difference import Present, compare

ITEM = Present(1, "组织生活会记录不全。", "周正明", "补齐记录。", date(2027, 3, 31), False, "open", True)
SAME = ("组织生活会记录不全", "周正明", "补齐记录。", "2027年3月31日", "")


def compared(cells, item=ITEM):
    return compare([read_row(1, cells)], [item], 2027)[0]


def with_(**cells):
    names = ("problem", "responsible", "measure", "deadline", "done")
    return tuple(cells.get(name, cell) for name, cell in zip(names, SAME, strict=True))


def test_what_went_out_comes_back_without_a_difference():
    row = compared(SAME)
    assert (row.outcome, row.changes, row.doubts) == ("same", (), ())


def test_a_changed_cell_is_shown_before_and_after():
    change = compared(with_(measure="补齐记录，每月核对。")).changes[0]
    assert (change.label, change.before, change.after) == ("整改措施", "补齐记录。", "补齐记录，每月核对。")


def test_an_emptied_cell_changes_nothing():
    assert compared(with_(responsible="")).outcome == "same"


def test_a_tick_is_the_claim():
    assert compared(with_(done="√")).claims


@pytest.mark.parametrize("state", ["claimed", "done"])
def test_a_tick_on_what_is_claimed_or_done_is_nothing_new(state):
    assert compared(with_(done="√"), replace(ITEM, state=state)).outcome == "same"


def test_a_long_term_item_is_never_ticked():
    row = compared(with_(deadline="长期坚持", done="√"), replace(ITEM, long_term=True, deadline=None))
    assert (row.claims, row.doubts) == (False, ("长期坚持的事项不打“√”，这个“√”不录入。",))


def test_an_incomplete_item_is_not_ticked():
    row = compared(with_(measure="", done="√"), replace(ITEM, measure=""))
    assert (row.claims, len(row.doubts)) == (False, 1)


def test_a_filed_day_moves_only_by_an_extension():
    row = compared(with_(deadline="2027年6月30日"))
    assert row.changes == ()
    assert "请在台账里申请延期" in row.doubts[0]


def test_a_day_not_yet_filed_moves():
    row = compared(with_(deadline="2027年6月30日"), replace(ITEM, fixed=False))
    assert [change.field for change in row.changes] == ["deadline"]


def test_an_unreadable_day_is_told():
    assert compared(with_(deadline="尽快")).doubts == ("整改时限“尽快”没有看懂，录入后请在台账里补上。",)


def test_a_new_row_says_what_it_lacks():
    row = compared(("食堂示范窗口流于挂牌。", "", "", "", "√"))
    assert (row.outcome, row.claims, len(row.doubts)) == ("new", False, 2)
