from dataclasses import replace

import pytest
from django.utils import timezone

from accounts.services.duty.candidate import gather_candidates
from rectification.models import Item
from rectification.services.item import (
    ItemFields,
    NotAllowed,
    Overtaken,
    draw_candidates,
    drop_item,
    edit_item,
)
from rectification.services.ledger import file_ledger
from reviews.services.collecting.report import hand_in_report
from tests import docx
from tests.rectification.scene import FIELDS, claimed_in, fresh, in_days, item_in


@pytest.fixture
def secretary(cast):
    return cast.college_secretary


def edit(item, person, **cells):
    fields = replace(ItemFields("组织生活会记录不全。", deadline=item.deadline, **FIELDS), **cells)
    edit_item(item, person=person, fields=fields, now=timezone.now())
    return fresh(item)


def test_items_are_numbered_as_they_are_listed(ledger, secretary):
    assert [item_in(ledger, secretary).number, item_in(ledger, secretary).number] == [1, 2]


def test_while_the_ledger_is_drawn_up_the_first_day_moves_along(ledger, secretary):
    item = edit(item_in(ledger, secretary), secretary, deadline=in_days(10))
    assert (item.deadline, item.first_deadline) == (in_days(10), in_days(10))


def test_a_filed_day_stays(ledger, secretary):
    item = item_in(ledger, secretary)
    file_ledger(ledger, person=secretary, today=in_days(0))
    assert edit(fresh(item), secretary, deadline=in_days(90)).deadline == in_days(30)


def test_a_long_term_item_has_a_review_instead_of_a_day(ledger, secretary):
    item = edit(item_in(ledger, secretary), secretary, kind="long_term", next_review=in_days(90))
    assert (item.deadline, item.next_review, item.standing(in_days(400))) == (None, in_days(90), "long_term")


def test_what_is_claimed_is_not_reworded(ledger, secretary):
    with pytest.raises(NotAllowed, match="先撤回申报"):
        edit(claimed_in(ledger, secretary), secretary, problem="改一改")


def test_who_edits_an_older_version_is_told(ledger, secretary):
    seen = item_in(ledger, secretary)
    edit(fresh(seen), secretary, measure="别的措施")
    with pytest.raises(Overtaken, match="周正明刚刚办了“修改”"):
        edit(seen, secretary, measure="又一个")


def test_a_dropped_row_closes_the_gap(ledger, secretary):
    first, _, _ = [item_in(ledger, secretary) for _ in range(3)]
    drop_item(first, person=secretary)
    assert list(Item.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_a_filed_row_is_not_dropped(ledger, secretary):
    item = item_in(ledger, secretary)
    file_ledger(ledger, person=secretary, today=in_days(0))
    with pytest.raises(NotAllowed):
        drop_item(fresh(item), person=secretary)


def test_the_reports_problems_are_drawn_once_and_keep_where_they_stand(cast, year, ledger, secretary):
    data = docx.docx(
        "述职报告", "一、主要工作", docx.filler(60), "二、存在的突出问题",
        "（一）组织生活记录不全。三次没有记录。", "（二）同党员谈话太少。一年只谈三次。", "三、下一步打算", docx.filler(60),
    )  # fmt: skip
    statement = year.statement(cast.college)
    hand_in_report(statement, person=secretary, data=data, filename="a.docx", now=timezone.now())
    drawn = [(one, one.text) for one in gather_candidates(cast.college, year.cycle.year)]
    assert [text for _, text in drawn] == ["组织生活记录不全。", "同党员谈话太少。"]
    listed = draw_candidates(ledger, person=secretary, drawn=drawn, now=timezone.now())
    assert [item.source_label for item in listed] == ["述职报告第 5 段", "述职报告第 6 段"]
    assert listed[0].source_text == "（一）组织生活记录不全。三次没有记录。"
    assert draw_candidates(ledger, person=secretary, drawn=drawn, now=timezone.now()) == []


def test_a_source_without_anything_needs_nothing(cast, year):
    assert gather_candidates(cast.other_college, year.cycle.year) == []
