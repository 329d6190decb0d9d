"""Two people over one visit or one report: one wins, the other is told (PROMISES §3)."""

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from reviews.models import Round, RoundReport, Visit
from reviews.services.concluding.round_report import RoundReportOvertaken, file_round_report
from reviews.services.hearing.visit import VisitClosed, VisitOvertaken, change_visit, mark_visit
from tests import cast as casting
from tests.race import together

pytestmark = pytest.mark.django_db(transaction=True)
STARTS = 5


@pytest.fixture
def scene():
    cast = casting.assemble()
    return cast, casting.open_year(cast)


def change(visit, person, text):
    return change_visit(
        visit, person=person, seen=1, day=visit.day, place=visit.place, companions="", text=text, now=timezone.now()
    )


def test_of_two_edits_exactly_one_wins_and_the_other_is_told(scene):
    cast, year = scene
    for _ in range(STARTS):
        visit = casting.visit(year.statement(cast.college), person=cast.department)
        outcomes = together(
            lambda visit=visit: change(visit, cast.head, "书记改的。"),
            lambda visit=visit: mark_visit(visit, person=cast.department, seen=1, places=[0], now=timezone.now()),
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Visit", "VisitOvertaken"]
        assert isinstance(next(one for one in outcomes if not isinstance(one, Visit)), VisitOvertaken)


def test_an_edit_beside_the_decision_is_saved_before_it_or_not_at_all(scene):
    cast, year = scene
    for _ in range(STARTS):
        Round.objects.filter(pk=year.top.pk).update(stage="evaluating")
        visit = casting.visit(year.statement(cast.college), person=cast.department)
        edited, _ = together(
            lambda visit=visit: change(visit, cast.head, "改过。"),
            lambda: Round.objects.filter(pk=year.top.pk, stage="evaluating").update(stage="decided"),
        )
        visit.refresh_from_db()
        assert (visit.text == "改过。") == (not isinstance(edited, VisitClosed))


def test_five_clicks_file_once(scene):
    cast, year = scene
    outcomes = together(
        *[lambda: file_round_report(year.below, person=cast.college_organizer, text="报。", seen=0, now=timezone.now())]
        * STARTS
    )
    assert [isinstance(one, RoundReportOvertaken) for one in outcomes].count(True) == STARTS - 1
    assert (RoundReport.objects.get().number, AuditEntry.objects.filter(verb="报送情况报告").count()) == (1, 1)
