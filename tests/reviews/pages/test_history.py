import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.services.concluding.round_report import file_round_report
from tests.cast import visit


def text(enter, person, name, *args) -> str:
    page = enter(person).get(reverse(name, args=args)).content.decode()
    return page[page.index('id="history"') :]


def test_a_visits_page_says_who_wrote_it(cast, year, enter):
    written = visit(year.statement(cast.branch), person=cast.college_organizer)
    shown = text(enter, cast.college_organizer, "reviews:visit", written.pk)
    assert "办理经过（1 条）" in shown
    assert "方敏　<strong>记实地调研</strong>" in shown


def test_a_report_upward_says_how_often_it_was_filed(cast, year, enter):
    for seen in (0, 1):
        file_round_report(year.below, person=cast.college_organizer, text="已完成。", seen=seen, now=timezone.now())
    shown = text(enter, cast.department, "reviews:round_report", year.below.pk)
    assert "第 2 次" in shown
    assert shown.index("第 2 次") < shown.index("第 1 次")


@pytest.mark.parametrize("asked", ["", "?history=1"])
def test_a_boards_history_is_read_when_it_is_asked_for(cast, year, enter, asked):
    page = enter(cast.college_organizer).get(reverse("reviews:round", args=[year.below.pk]) + asked).content.decode()
    assert ("新建一轮评议" in page) == bool(asked)
