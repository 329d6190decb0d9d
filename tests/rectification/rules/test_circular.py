from datetime import date

from rectification.rules.circular import Listed, from_json, opening, sections, to_json
from rectification.rules.item import Standing

TODAY = date(2027, 4, 12)


def listed(standing, deadline=date(2027, 3, 31), extended=None):
    return Listed("甲党总支", "记录不全。", "周正明", deadline, standing, extended)


def test_overdue_items_come_first_and_say_by_how_much():
    lists = sections([listed(Standing.DONE), listed(Standing.OVERDUE)], TODAY)
    assert [section.key for section in lists] == ["overdue", "done"]
    assert lists[0].lines[0].note == "逾期12天"


def test_an_extension_is_told_with_its_first_day():
    line = sections([listed(Standing.GOING, date(2027, 6, 1), date(2027, 3, 1))], TODAY)[0].lines[0]
    assert line.note == "原时限2027年3月1日，经批准延期"


def test_the_opening_counts_all_together_and_ranks_nobody():
    lists = sections([listed(Standing.DONE), listed(Standing.OVERDUE), listed(Standing.SOON)], TODAY)
    assert opening(2, lists, TODAY) == (
        "截至2027年4月12日，2个党组织的整改台账共列入问题3件：已完成1件，正在整改1件，逾期未完成1件。"
    )


def test_issued_lists_are_kept_to_the_letter():
    lists = sections([listed(Standing.LONG_TERM, None), listed(Standing.CLAIMED)], TODAY)
    assert from_json(to_json(lists)) == lists
