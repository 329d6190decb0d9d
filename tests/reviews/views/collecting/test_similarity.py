from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reviews.models import Likeness, Round, Statement
from tests.many import due_tomorrow
from tests.reviews.services.collecting.test_similarity import COPIED, OTHER, OWN, RENAMED, hand_in


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


def text(response):
    return response.content.decode()


def over(*rounds):
    Round.objects.filter(pk__in=[one.pk for one in rounds]).update(report_due=timezone.now() - timedelta(hours=1))


@pytest.fixture
def alike(cast, year):
    """The college's report, and the other college's, which took a sentence over."""
    first = hand_in(year.statement(cast.college), COPIED)
    second = hand_in(year.statement(cast.other_college), OTHER, RENAMED)
    return first, second


def test_the_author_sees_the_sentences_and_no_name(cast, alike, enter):
    page = text(enter(cast.other_college_secretary).get(url("statement", alike[1].statement_id)))
    assert "有 2 句和别的报告很像" in page
    assert RENAMED in page
    assert "像另一份报告" in page
    assert "周正明" not in page
    assert "机电工程学院" not in page


def test_whose_report_came_first_is_told_nothing(cast, alike, enter):
    assert "和别的报告很像" not in text(enter(cast.college_secretary).get(url("statement", alike[0].statement_id)))


@pytest.mark.parametrize("role", ["department", "head"])
def test_nobody_else_sees_it_on_the_statement_page(cast, alike, enter, role):
    over(Round.objects.get(organization=cast.committee))
    assert "和别的报告很像" not in text(enter(getattr(cast, role)).get(url("statement", alike[1].statement_id)))


def test_one_s_own_report_of_last_year_is_named(cast, year, enter):
    report = hand_in(year.statement(cast.college), COPIED)
    old = Statement.objects.get(pk=year.below.statements.get().pk)
    Statement.objects.filter(pk=old.pk).update(organization=cast.college, appointment=report.statement.appointment)
    again = hand_in(Statement.objects.for_pages().get(pk=old.pk), COPIED)
    page = text(enter(cast.college_secretary).get(url("statement", again.statement_id)))
    assert f"像您 {year.cycle.year} 年度的报告" in page


def test_before_the_deadline_the_organizer_is_shown_nothing(cast, year, alike, enter):
    organizer = enter(cast.department)
    page = text(organizer.get(url("similarity", year.top.pk)))
    assert "截止后才能看" in page
    assert "刘晓梅" not in page
    assert organizer.get(url("similarity_pair", year.top.pk, alike[1].pk, alike[0].pk)).status_code == 404


def test_after_the_deadline_the_organizer_compares_the_sentences(cast, year, alike, enter):
    over(year.top)
    organizer = enter(cast.department)
    page = text(organizer.get(url("similarity", year.top.pk)))
    assert "有 1 对报告有句子相像" in page
    address = url("similarity_pair", year.top.pk, alike[1].pk, alike[0].pk)
    assert address in page
    pair = text(organizer.get(address))
    plain = pair.replace("<mark>", "").replace("</mark>", "")
    assert RENAMED in plain
    assert COPIED in plain
    assert "<mark>" in pair
    assert "周正明" in pair


def test_a_report_of_a_round_that_one_may_not_see_stays_hidden(cast, year, enter):
    first = hand_in(year.statement(cast.other_branch), COPIED)
    second = hand_in(year.statement(cast.branch), RENAMED)
    over(year.below)
    organizer = enter(cast.college_organizer)
    page = text(organizer.get(url("similarity", year.below.pk)))
    pair = text(organizer.get(url("similarity_pair", year.below.pk, second.pk, first.pk)))
    assert "另一轮的一份报告" in page
    assert RENAMED in pair
    for hidden in ("陆一鸣", "教师第一党支部", "外国语学院", COPIED):
        assert hidden not in page
        assert hidden not in pair


def test_the_earlier_round_s_organizer_sees_it_from_the_other_side(cast, year, enter):
    first = hand_in(year.statement(cast.other_branch), COPIED)
    second = hand_in(year.statement(cast.branch), RENAMED)
    over(year.other)
    page = text(enter(cast.other_college_organizer).get(url("similarity_pair", year.other.pk, second.pk, first.pk)))
    assert COPIED in page
    assert RENAMED not in page
    assert "梁晓" not in page


@pytest.mark.parametrize("role", ["head", "college_organizer", "college_secretary", "auditor"])
def test_only_the_round_s_organizer_sees_the_list(cast, year, alike, enter, role):
    over(year.top)
    person = enter(getattr(cast, role))
    assert person.get(url("similarity", year.top.pk)).status_code == 404
    assert person.get(url("similarity_pair", year.top.pk, alike[1].pk, alike[0].pk)).status_code == 404


def test_a_pair_of_another_round_is_absent_here(cast, year, alike, enter):
    over(year.top, year.below)
    organizer = enter(cast.college_organizer)
    assert organizer.get(url("similarity_pair", year.below.pk, alike[1].pk, alike[0].pk)).status_code == 404


def test_a_round_without_like_sentences_says_so(cast, year, enter):
    over(year.top)
    assert "没有相像的句子" in text(enter(cast.department).get(url("similarity", year.top.pk)))


def test_the_list_costs_the_same_queries_for_one_pair_and_for_many(cast, enter):
    round_ = due_tomorrow(cast, 9)
    statements = list(round_.statements.for_pages().order_by("pk"))
    organizer = enter(cast.college_organizer)
    over(round_)
    organizer.get(url("similarity", round_.pk))
    counts = []
    for few in (statements[:2], statements[2:]):
        for statement in few:
            hand_in(statement, COPIED, OWN, now=round_.report_due - timedelta(days=2))
        with CaptureQueriesContext(connection) as found:
            organizer.get(url("similarity", round_.pk))
        counts.append(len(found))
    assert Likeness.objects.count() > 30
    assert counts[0] == counts[1] <= 12
