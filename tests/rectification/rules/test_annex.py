from datetime import date

import pytest

from rectification.rules.annex import annex_title, match_rows, read_date, read_row

ITEMS = {
    1: "组织生活会记录不全，去年列账今年仍在。",
    2: "书记下支部少，没有同普通党员单独谈过。",
    3: "党费收缴晚于规定2个月。",
}


def row(place, problem, **cells):
    given = {"responsible": "", "measure": "", "deadline": "", "done": ""} | cells
    return read_row(place, (problem, *given.values()))


def found(*rows):
    return [(match.item, match.sure) for match in match_rows(list(rows), ITEMS)]


def test_the_title_line_is_the_notices():
    assert annex_title("机电工程学院党总支", 2022) == (
        "机电工程学院党总支2022年度党组织书记抓基层党建述职评议考核工作整改台账"
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027年3月31日", date(2027, 3, 31)),
        ("2027年\n3月31日", date(2027, 3, 31)),
        ("2027.3.31", date(2027, 3, 31)),
        ("2027-03-31", date(2027, 3, 31)),
        ("3月31日", date(2027, 3, 31)),
        ("2027年12月底", date(2027, 12, 31)),
        ("2027年2月", date(2027, 2, 28)),
        ("2027年2月30日", None),
        ("尽快", None),
        ("长期坚持", None),
    ],
)
def test_a_day_is_read_as_people_write_it(text, day):
    assert read_date(text, 2027) == day


@pytest.mark.parametrize(
    ("done", "ticked"), [("√", True), ("✓", True), ("已完成", True), ("", False), ("未完成", False)]
)
def test_a_tick_is_a_tick(done, ticked):
    assert row(1, "问题", done=done).ticked == ticked


def test_a_number_before_the_problem_is_not_part_of_it():
    read = row(1, "3.党费收缴晚于规定2个月。")
    assert (read.number, read.problem) == (3, "党费收缴晚于规定2个月。")


def test_rows_that_moved_find_their_items_by_their_words():
    assert found(row(1, ITEMS[3]), row(2, ITEMS[1])) == [(3, True), (1, True)]


def test_a_reworded_row_keeps_its_number():
    assert found(row(1, "组织生活会记录不全，去年列账今年还在。")) == [(1, True)]


def test_what_is_only_rather_alike_is_asked_about():
    assert found(row(9, "组织生活会的记录不够完整，去年就列过账了。")) == [(1, False)]


def test_another_problem_is_new():
    assert found(row(1, "食堂党员示范窗口流于挂牌。")) == [(None, True)]


def test_no_item_is_found_twice():
    assert found(row(1, ITEMS[1]), row(2, ITEMS[1])) == [(1, True), (None, True)]
