from datetime import date

import pytest
from django.utils import timezone

from accounts.models import Person
from accounts.services.people.appointment import appoint
from reviews.models import Statement
from reviews.services.collecting.report import hand_in_report
from reviews.services.concluding.proposal import has_own_organizer, proposals_for
from tests import docx, hall
from tests.cast import visit
from tests.evaluations import bring, evaluate
from tests.many import due_tomorrow
from tests.rectification.scene import in_days, item_in, ledger_of


@pytest.fixture
def evaluating(year):
    return bring(year.top, "evaluating")


def seen_by(person, round_):
    return proposals_for(person, round_, timezone.localdate())


def test_what_does_not_fit_is_gathered_from_all_over_the_year(cast, year):
    statement = year.statement(cast.college)
    hand_in_report(statement, person=statement.person, data=docx.good(), filename="a.docx", now=timezone.now())
    item_in(ledger_of(statement), statement.person, deadline=in_days(-3))
    hall.comment(statement, "支委会长期不开，缺了3次。")
    evaluating = bring(year.top, "evaluating")
    evaluate(statement, cast.department, praise="好。", problems="缺。", grade="best")
    found = seen_by(cast.department, evaluating).proposals[0]
    assert [one.where for one in found.contradictions] == ["visits", "ledger", "comment"]


def test_a_visit_without_a_marked_sentence_is_a_visit(cast, year, evaluating):
    visit(year.statement(cast.college), person=cast.head, text="活动室整齐。")
    assert seen_by(cast.head, evaluating).proposals[0].contradictions == ()


def test_nobody_sees_their_own(cast, year, evaluating):
    appoint(cast.college_secretary, organization=cast.committee, role="organizer", starts=date(2026, 1, 1))
    evaluate(year.statement(cast.college), cast.department)
    found = seen_by(cast.college_secretary, evaluating)
    assert cast.college not in [one.statement.organization for one in found.proposals]
    assert (found.hidden, found.people) == (1, 3)


def test_nobody_sees_their_own_units(cast, year, evaluating):
    appoint(cast.college_organizer, organization=cast.committee, role="organizer", starts=date(2026, 1, 1))
    assert seen_by(cast.college_organizer, evaluating).hidden == 1


def test_a_row_at_hand_knows_what_the_database_would_say(cast, year):
    appoint(cast.college_secretary, organization=cast.committee, role="organizer", starts=date(2026, 1, 1))
    for person in vars(cast).values():
        if isinstance(person, Person):
            found = set(Statement.objects.evaluated_by(person))
            assert {one for one in Statement.objects.for_pages() if one.is_evaluated_by(person)} == found


def test_a_round_knows_whether_an_organizer_is_reviewed_in_it(cast, year, evaluating):
    assert has_own_organizer(evaluating) is False
    appoint(cast.direct_secretary, organization=cast.committee, role="organizer", starts=date(2026, 1, 1))
    assert has_own_organizer(evaluating) is True


@pytest.mark.parametrize("count", [1, 30])
def test_thirty_ask_as_often_as_one(cast, count, django_assert_max_num_queries):
    round_ = bring(due_tomorrow(cast, count), "evaluating")
    for statement in round_.statements.for_pages():
        evaluate(statement, cast.college_organizer)
    with django_assert_max_num_queries(8):
        found = seen_by(cast.college_organizer, round_)
        assert {one.grade_name for one in found.proposals} == {"较好"}
