from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reviews.models import Meeting, Speech
from reviews.services.hearing.meeting import NotNow
from tests import hall


@pytest.fixture
def meeting(cast, year):
    """The big meeting of the top round: two speak, one reports in writing."""
    return hall.hold(*[year.statement(one) for one in (cast.direct_branch, cast.other_college, cast.college)])


def steps(meeting):
    return list(meeting.speeches.order_by("order").values_list("step", flat=True))


def names(meeting):
    return [speech.statement.person.name for speech in meeting.speeches.for_pages()]


def test_the_chain_notes_times_and_overrun(meeting):
    now = timezone.now()
    hall.step(meeting, "start", now=now)
    hall.step(meeting, "stop", now=now + timedelta(seconds=331))
    hall.step(meeting, "next", now=now + timedelta(minutes=9))
    first = meeting.speeches.get(order=1)
    assert (first.seconds, first.overrun, first.step) == (331, 31, "done")
    assert Meeting.objects.get().state == "running"


def test_undo_goes_back_and_the_clock_runs_on_from_its_start(meeting):
    now = timezone.now()
    hall.step(meeting, "start", now=now)
    hall.step(meeting, "stop", now=now + timedelta(seconds=20))
    hall.step(meeting, "undo")
    first = meeting.speeches.get(order=1)
    assert (first.step, first.started_at, first.stopped_at) == ("speaking", now, None)
    hall.step(meeting, "undo")
    assert meeting.speeches.get(order=1).started_at is None


def test_starting_another_ends_the_one_before_so_that_nothing_blocks(meeting):
    second = meeting.speeches.get(order=2)
    hall.step(meeting, "start")
    hall.step(meeting, "start", second.pk)
    assert steps(meeting) == ["done", "speaking", "waiting"]


def test_an_undo_does_not_throw_out_who_speaks(meeting):
    hall.step(meeting, "start")
    hall.step(meeting, "start", meeting.speeches.get(order=2).pk)
    with pytest.raises(NotNow, match="先把那一位撤回"):
        hall.step(meeting, "undo")


def test_closing_never_waits_for_a_comment_and_ends_who_speaks(meeting):
    hall.step(meeting, "start")
    hall.step(meeting, "close")
    assert steps(meeting) == ["done", "waiting", "waiting"]
    assert Meeting.objects.get().is_closed
    hall.step(meeting, "reopen")
    assert Meeting.objects.get().is_running


@pytest.mark.parametrize(
    "illegal",
    [
        {"order": 2},
        {"order": 0},
        {"stopped_at": timezone.now()},
        {"step": "speaking"},
        {"step": "waiting", "started_at": timezone.now()},
        {"step": "speaking", "started_at": timezone.now(), "spoken": False},
    ],
)
def test_the_database_refuses_a_turn_that_cannot_be(meeting, illegal):
    with pytest.raises(IntegrityError), transaction.atomic():
        Speech.objects.filter(meeting=meeting, order=1).update(**illegal)


def test_the_database_lets_one_stand_at_the_desk(meeting):
    hall.step(meeting, "start")
    with pytest.raises(IntegrityError), transaction.atomic():
        meeting.speeches.filter(order=2).update(step="commenting")
