from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reviews.models import Cycle, Likeness, Report, SentenceBand
from reviews.offers.invariants.similarity import only_current_versions_are_indexed
from reviews.rules.collecting.similarity import FREQUENT, KEPT
from reviews.services.collecting.report import hand_in_report
from reviews.services.preparing.round import open_round
from tests import docx
from tests.many import due_tomorrow

COPIED = "全年走访学生宿舍46次，帮助12名困难党员解决了住院报销和子女上学的实际问题。"
RENAMED = "全年走访学生宿舍53次，帮助9名困难党员解决了住院报销和子女入学的实际问题。"
OWN = "支委会记录补写了三次，我没有当面指出来，只在群里提醒了一句就算过去了。"
OTHER = "我到实验楼听了两次学生党支部的组织生活会，会上没有一个人批评我的缺点。"


def hand_in(statement, *paragraphs, now=None):
    data = docx.docx("述职报告", "一、主要工作", *paragraphs, "二、存在问题", docx.filler(60), "三、下一步打算")
    return hand_in_report(
        statement, person=statement.person, data=data, filename="a.docx", now=now or timezone.now()
    ).report


def pairs():
    return [(one.report, one.sentence, one.other, one.percent) for one in Likeness.objects.order_by("pk")]


def test_a_sentence_taken_over_is_found_when_the_report_is_handed_in(cast, year):
    first = hand_in(year.statement(cast.college), OWN + COPIED)
    second = hand_in(year.statement(cast.other_college), OTHER, RENAMED)
    assert pairs()[:1] == [(second, 1, first, 83)]


def test_a_report_with_words_of_its_own_is_like_none(cast, year):
    hand_in(year.statement(cast.college), OWN)
    Likeness.objects.all().delete()
    other = year.statement(cast.other_college)
    data = docx.docx("述职报告", "一、主要工作", OTHER)
    hand_in_report(other, person=other.person, data=data, filename="b.docx", now=timezone.now())
    assert pairs() == []


def test_the_version_before_is_out_of_the_index_and_never_compared(cast, year):
    statement = year.statement(cast.college)
    first = hand_in(statement, COPIED)
    second = hand_in(statement, COPIED, OWN)
    assert pairs() == []
    assert not SentenceBand.objects.filter(report=first).exists()
    assert SentenceBand.objects.filter(report=second).exists()


def test_who_was_first_and_replaces_a_draft_is_not_told_of_the_copy(cast, year):
    first, second = year.statement(cast.college), year.statement(cast.other_college)
    hand_in(first, OWN + COPIED)
    copy = hand_in(second, OTHER, RENAMED)
    again = hand_in(year.statement(cast.college), COPIED)
    assert {(one.report, one.other) for one in Likeness.objects.all()} == {(copy, again)}
    assert (copy, 1, again, 83) in pairs()


def test_what_was_found_goes_with_the_version_that_was_like_it(cast, year):
    first, second = year.statement(cast.college), year.statement(cast.other_college)
    hand_in(first, COPIED)
    hand_in(second, COPIED)
    assert Likeness.objects.standing().count() == 2  # the filler too
    hand_in(first, OWN)
    assert [one.percent for one in Likeness.objects.standing()] == [100]


def test_last_year_s_report_of_the_same_branch_is_compared(cast, year):
    last = Cycle.objects.create(year=year.cycle.year - 1, notice_title="去年", issued_on=date(2025, 12, 1))
    due = timezone.now() + timedelta(days=3)
    before = open_round(last, organization=cast.committee, report_due=due).statements.get(organization=cast.college)
    old = hand_in(before, COPIED)
    new = hand_in(year.top.statements.get(organization=cast.college), RENAMED)
    assert (new, 0, old, 83) in pairs()


def test_what_many_hold_is_boilerplate_and_kept_only_so_often(cast):
    round_ = due_tomorrow(cast, KEPT + 4)
    statements = list(round_.statements.for_pages().order_by("pk"))
    for statement in statements:
        hand_in(statement, COPIED)
    last = Report.objects.get(statement=statements[-1])
    assert not Likeness.objects.filter(report=last).exists()
    assert Likeness.objects.filter(report__statement=statements[FREQUENT - 1]).exists()
    assert SentenceBand.objects.count() <= KEPT * 8


def test_the_same_file_again_changes_nothing(cast, year):
    statement = year.statement(cast.college)
    hand_in(year.statement(cast.other_college), COPIED)
    hand_in(statement, COPIED)
    before = pairs(), SentenceBand.objects.count()
    hand_in(statement, COPIED)
    assert (pairs(), SentenceBand.objects.count()) == before


def test_the_number_of_queries_does_not_grow_with_the_reports(cast, django_assert_max_num_queries):
    statements = list(due_tomorrow(cast, 9).statements.for_pages().order_by("pk"))
    for statement in statements[:-1]:
        hand_in(statement, COPIED, OWN, OTHER)
    with django_assert_max_num_queries(30):
        hand_in(statements[-1], COPIED, OWN, OTHER)


@pytest.mark.parametrize("change", [{"percent": 0}, {"percent": 101}])
def test_a_likeness_that_makes_no_sense_is_refused(cast, year, change):
    hand_in(year.statement(cast.college), COPIED)
    hand_in(year.statement(cast.other_college), COPIED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Likeness.objects.update(**change)


def test_a_version_left_in_the_index_is_named(cast, year):
    first = hand_in(year.statement(cast.college), COPIED)
    band = SentenceBand.objects.first()
    hand_in(year.statement(cast.college), OWN)
    assert list(only_current_versions_are_indexed()) == []
    SentenceBand.objects.create(value=band.value, report=first, sentence=0)
    assert list(only_current_versions_are_indexed()) == [first]
