"""Two recorders at once: one step counts, the other is told."""

import pytest
from django.utils import timezone

from reviews.models import Comment, Meeting
from reviews.services.hearing.comment import Words, save_comment
from reviews.services.hearing.meeting import plan_meeting
from reviews.services.hearing.speech import take_step
from tests import cast as casting
from tests import hall
from tests.race import together

pytestmark = pytest.mark.django_db(transaction=True)
STARTS = 5


@pytest.fixture
def scene():
    cast = casting.assemble()
    return cast, casting.open_year(cast)


def test_a_double_click_takes_one_step(scene):
    cast, year = scene
    meeting = hall.hold(year.statement(cast.college), year.statement(cast.other_college))
    speech = meeting.speeches.get(order=1)

    def start():
        return take_step(meeting, act="start", beat=0, speech_id=speech.pk, person=cast.head, now=timezone.now())

    outcomes = [type(one).__name__ for one in together(*[start] * STARTS)]
    assert sorted(outcomes) == ["Meeting"] + ["Overtaken"] * (STARTS - 1)
    assert Meeting.objects.get().beat == 1


def test_of_two_recorders_starting_different_speakers_one_wins(scene):
    cast, year = scene
    meeting = hall.hold(year.statement(cast.college), year.statement(cast.other_college))
    acts = [
        lambda pk=speech.pk: take_step(meeting, act="start", beat=0, speech_id=pk, person=cast.head, now=timezone.now())
        for speech in meeting.speeches.all()
    ]
    outcomes = [type(one).__name__ for one in together(*acts)]
    assert sorted(outcomes) == ["Meeting", "Overtaken"]
    assert meeting.speeches.filter(step="speaking").count() == 1


def test_two_plans_at_once_seat_nobody_twice(scene):
    cast, year = scene
    plan = hall.plan(year.statement(cast.college))
    outcomes = together(*[lambda: plan_meeting(year.top, plan=plan, person=cast.department)] * STARTS)
    assert sorted(type(one).__name__ for one in outcomes) == ["Meeting"] + ["Overtaken"] * (STARTS - 1)


def test_two_recorders_writing_at_once_lose_nothing_silently(scene):
    cast, year = scene
    statement = year.statement(cast.college)

    def write(text):
        words = Words(spoken_by="张怀远", text=text)
        return save_comment(statement, words=words, version=0, person=cast.department, now=timezone.now())

    outcomes = together(*[lambda text=text: write(text) for text in ("支委会缺了3次。", "记录不全。")])
    assert sorted(type(one).__name__ for one in outcomes) == ["Comment", "Overtaken"]
    assert Comment.objects.count() == 1
