"""Two people at a round at once (PROMISES §3): one wins, the other is told who."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reviews.models import Round, StageChange
from reviews.services.preparing.plan import PlanChanged, approve_plan, set_dates
from reviews.services.preparing.round import Dates
from reviews.services.preparing.stage import Moved, advance
from tests import cast as casting
from tests.race import together

pytestmark = pytest.mark.django_db(transaction=True)
STARTS = 4


@pytest.fixture
def scene():
    """A cast and its year."""
    cast = casting.assemble()
    return cast, casting.open_year(cast)


def seen(round_):
    return Round.objects.latest_first().get(pk=round_.pk)


def test_a_round_is_moved_once(scene):
    cast, year = scene
    rounds = [seen(year.below) for _ in range(STARTS)]
    outcomes = together(
        *[lambda one=one: advance(one, to="meeting", person=cast.college_organizer, reason="会前补") for one in rounds]
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Moved"] * (STARTS - 1) + ["StageChange"]
    assert StageChange.objects.filter(round=year.below, to_stage="meeting").count() == 1


def test_of_approve_and_edit_nobody_approves_what_they_did_not_see(scene):
    cast, year = scene
    advance(year.below, to="preparing", person=cast.college_organizer, reason="名单要改")
    for days in range(1, STARTS):
        now, before = timezone.now() + timedelta(days=30 + days), seen(year.below)
        approved, _ = together(
            lambda before=before: approve_plan(
                before, person=cast.college_secretary, number=before.plan_number, today=timezone.localdate()
            ),
            lambda before=before, now=now: set_dates(before, dates=Dates(now), actor=cast.college_organizer),
        )
        assert isinstance(approved, Round | PlanChanged)
        assert seen(year.below).is_plan_approved is False


def test_of_two_opposite_moves_the_second_is_told(scene):
    cast, year = scene
    first, second = seen(year.below), seen(year.below)
    outcomes = together(
        lambda: advance(first, to="meeting", person=cast.college_organizer, reason="会前补"),
        lambda: advance(second, to="preparing", person=cast.college_organizer, reason="名单要改"),
    )
    assert [isinstance(one, Moved) for one in outcomes].count(True) == 1
