"""A whole year in a real browser: from an empty database and an .xlsx roster to a √ and a circular."""

import pytest

from accounts.services.house.invariant import check_invariants
from tests.browser import after_the_meeting as after
from tests.browser import in_the_hall as hall
from tests.browser import until_the_meeting as until
from tests.browser.school import School

pytestmark = [pytest.mark.browser, pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LEADERS = {"林静": "张怀远", "方敏": "周正明", "何苗": "刘晓梅"}


@pytest.fixture
def school(open_page, tmp_path, capsys) -> School:
    return School(open_page, tmp_path, capsys)


def test_a_whole_year(school):
    school.load()
    school.hand_out_passwords()
    collect(school)
    meet(school)
    conclude(school)
    after.open_the_ledgers(school)
    after.draw_up_the_ledger(school, "周正明")
    after.finish_an_item(school, "周正明")
    after.circulate(school)
    assert check_invariants()[1] == []


def collect(school: School) -> None:
    until.open_the_year(school)
    for organizer, leader in LEADERS.items():
        until.start_collecting(school, leader, organizer)
    for secretary in ("周正明", "刘晓梅", "梁晓", "陆一鸣"):
        until.hand_in(school, secretary)
    for organizer in LEADERS:
        until.visit_everybody(school, organizer)
        until.accept_all(school, organizer)
        until.go_on(school, organizer, "进入评议会", "评议会")


def meet(school: School) -> None:
    hall.plan_the_meeting(school)
    codes, paper = hall.prepare_the_poll(school)
    hall.count_the_poll(school, codes, paper)
    hall.hold_the_meeting(school)
    for organizer in ("方敏", "何苗"):
        hall.hold_small_meetings(school, organizer)
    for leader in LEADERS.values():
        hall.confirm_comments(school, leader)


def conclude(school: School) -> None:
    finish(school, "方敏")
    for organizer in ("方敏", "何苗"):
        after.report_upward(school, organizer)
    finish(school, "林静")


def finish(school: School, organizer: str) -> None:
    """Lead one round from the evaluation to its circulation."""
    after.go_on(school, organizer, "进入综合评价")
    after.evaluate(school, organizer)
    after.decide(school, organizer, LEADERS[organizer])
    after.feed_back(school, organizer, LEADERS[organizer])
    after.go_on(school, organizer, "反馈完毕")
    after.publish(school, organizer)
