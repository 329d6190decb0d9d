"""Two people at once (PROMISES §3): one wins, the other is told, nothing is lost and nothing is half."""

import pytest
from django.utils import timezone

from accounts.models import Organization
from accounts.services.people.organization import MoveRefused, move_organization
from reviews.models import Attempt, Cycle, Recheck, Report, Round
from reviews.rules.preparing.stage import move
from reviews.services.collecting.acceptance import accept_report, return_report
from reviews.services.collecting.attempt import let_go
from reviews.services.collecting.correction import correct_attempt, correct_reading
from reviews.services.collecting.recheck import recheck_report
from reviews.services.collecting.report import HandedIn, HandInClosed, LimitsBroken, Overtaken, hand_in_report
from reviews.services.preparing.stage import record_move
from reviews.wordcheck import Part
from tests import cast as casting
from tests import docx
from tests.race import together
from tests.reviews.services.collecting.test_recheck import tighten

pytestmark = pytest.mark.django_db(transaction=True)
STARTS = 5


@pytest.fixture
def scene():
    """A cast, its year, and a way to hand in for the college."""
    cast = casting.assemble()
    year = casting.open_year(cast)

    def hand_in(words):
        statement = year.statement(cast.college)
        data = docx.report(achievements=words)
        return hand_in_report(
            statement, person=cast.college_secretary, data=data, filename="a.docx", now=timezone.now()
        )

    return cast, year, hand_in


def test_two_uploads_at_once_are_both_kept(scene):
    cast, year, hand_in = scene
    outcomes = together(*[lambda words=words: hand_in(words) for words in range(500, 500 + STARTS)])
    assert sorted(done.report.number for done in outcomes) == list(range(1, STARTS + 1))
    assert year.statement(cast.college).current_report.number == STARTS


def test_a_double_click_hands_in_once(scene):
    _, _, hand_in = scene
    outcomes = together(*[lambda: hand_in(500)] * STARTS)
    assert sorted(done.is_new for done in outcomes) == [False] * (STARTS - 1) + [True]


def test_two_rechecks_at_once_are_one(scene):
    cast, year, hand_in = scene
    report = hand_in(600).report
    tighten(year, cast)
    outcomes = together(*[lambda: recheck_report(report.pk, person=cast.department)] * STARTS)
    assert sum(one is not None for one in outcomes) == 1
    assert Recheck.objects.get().report == report


def test_a_recheck_and_a_correction_at_once_lose_nothing(scene):
    cast, year, hand_in = scene
    report = hand_in(600).report
    tighten(year, cast)
    together(
        lambda: recheck_report(report.pk, person=cast.department),
        lambda: correct_reading(report, person=cast.college_secretary, parts={4: Part.PLAN}),
    )
    report = Report.objects.get(pk=report.pk)
    assert (report.limits_number, report.reading.limits.total_max) == (2, 1500)
    assert report.reading.paragraphs[4].part is Part.PLAN


def test_of_accept_and_upload_exactly_one_wins(scene):
    cast, year, hand_in = scene
    for start in range(STARTS):
        Report.objects.filter(state="accepted").update(state="handed_in", decided_at=None, decided_by=None)
        seen = hand_in(500 + 2 * start).report
        accepted, uploaded = together(
            lambda seen=seen: accept_report(seen, person=cast.department, now=timezone.now()),
            lambda start=start: hand_in(501 + 2 * start),
        )
        current = year.statement(cast.college).current_report
        won = (isinstance(accepted, Report), isinstance(uploaded, HandedIn))
        lost = (isinstance(accepted, Overtaken), isinstance(uploaded, HandInClosed))
        assert won in {(True, False), (False, True)}
        assert lost == (won[1], won[0])
        assert (current.state, current.pk == seen.pk) == (("accepted", True) if won[0] else ("handed_in", False))


def test_of_accept_and_return_exactly_one_wins(scene):
    cast, _, hand_in = scene
    for start in range(STARTS):
        Report.objects.update(state="handed_in", decided_at=None, decided_by=None, return_reason="")
        hand_in(500 + start)
        first, second = Report.objects.latest("number"), Report.objects.latest("number")
        outcomes = together(
            lambda one=first: accept_report(one, person=cast.department, now=timezone.now()),
            lambda two=second: return_report(
                two, person=cast.department, reason="请改", resubmit_by=None, now=timezone.now()
            ),
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Overtaken", "Report"]


def test_two_moves_at_once_make_no_circle():
    cast = casting.assemble()
    outcomes = together(
        lambda: move_organization(cast.college, parent=cast.other_branch, actor=None),
        lambda: move_organization(cast.other_college, parent=cast.branch, actor=None),
    )
    assert [isinstance(outcome, MoveRefused) for outcome in outcomes].count(True) == 1
    assert Organization.objects.within(cast.committee).count() == Organization.objects.count()


def attempt_of(statement):
    Cycle.objects.update(violations_block=True)
    with pytest.raises(LimitsBroken) as broken:
        hand_in_report(statement, person=statement.person, data=docx.misread(), filename="a.docx", now=timezone.now())
    return broken.value.attempt


def test_of_letting_go_and_reading_right_exactly_one_wins(scene):
    cast, year, _ = scene
    statement = year.statement(cast.college)
    seen, person = attempt_of(statement).pk, statement.person
    dropped, taken = together(
        lambda: let_go(statement, person=person, seen=seen),
        lambda: correct_attempt(statement, person=person, seen=seen, parts={3: Part.PROBLEMS}),
    )
    assert (dropped, isinstance(taken, Report), Report.objects.count()) in {(True, False, 0), (False, True, 1)}
    assert not Attempt.objects.exists()


def test_an_upload_while_the_round_goes_on_leaves_no_attempt_behind(scene):
    cast, year, _ = scene
    statement = year.statement(cast.college)
    Round.objects.filter(pk=year.top.pk).update(stage="meeting")
    given = {"person": cast.department, "reason": "", "missing": [], "now": timezone.now()}
    together(
        lambda: attempt_of(statement),
        lambda: record_move(Round.objects.get(pk=year.top.pk), move("meeting", "evaluating"), **given),
    )
    assert Round.objects.get(pk=year.top.pk).stage == "evaluating"
    assert not Attempt.objects.exists()
