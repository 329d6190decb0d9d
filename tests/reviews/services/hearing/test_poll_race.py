"""Many hands at once (PROMISES §2): one sheet a slip, and what was accepted is what was counted."""

import os

import pytest
from django.utils import timezone

from reviews.models import Poll, Sheet, Slip
from reviews.services.collecting.report import Overtaken
from reviews.services.hearing.poll_closing import close_poll
from reviews.services.hearing.sheet import NoSuchSlip, SlipRefused, find_slip, hand_in
from tests import cast as casting
from tests import poll as polling
from tests.race import together

pytestmark = pytest.mark.django_db(transaction=True)
SLIPS = 200 if os.environ.get("PROVE") else 40
CLICKS = 4


@pytest.fixture
def scene():
    cast = casting.assemble()
    meeting = polling.hall_of_three(cast, casting.open_year(cast))
    return cast, polling.begun(meeting, cast.department, slips=SLIPS)


def post(token, choices):
    try:
        hand_in(find_slip(token), choices=choices)
    except (SlipRefused, NoSuchSlip) as no:
        return type(no).__name__
    return "taken"


def test_four_clicks_at_once_are_one_sheet(scene):
    _, poll = scene
    choices = polling.choices(poll, "best", "second", "third")
    for ticket in polling.phones(poll):
        acts = [lambda token=token: post(token, choices) for token in (ticket.key, ticket.code) * (CLICKS // 2)]
        assert sorted(together(*acts)) == ["SlipRefused"] * (CLICKS - 1) + ["taken"]
    assert Sheet.objects.count() == Slip.objects.filter(is_used=True).count() == SLIPS


def test_a_hall_at_once_loses_nothing(scene):
    cast, poll = scene
    tokens = [ticket.key for ticket in polling.phones(poll)]
    taken = []
    for start in range(0, SLIPS, 20):
        acts = [lambda token=token: post(token, {}) for token in tokens[start : start + 20]]
        taken += together(*acts)
    assert taken.count("taken") == SLIPS == polling.closed(poll, cast.department).valid


def test_what_straddles_the_closing_is_accepted_if_and_only_if_it_is_counted(scene):
    cast, poll = scene
    tokens = [ticket.key for ticket in polling.phones(poll)]
    early = [post(token, {}) for token in tokens[:5]]
    acts = [lambda token=token: post(token, {}) for token in tokens[5:]]
    place = len(acts) // 2
    acts.insert(place, lambda: close_poll(poll, person=cast.department, now=timezone.now()))
    outcomes = together(*acts)
    done = outcomes.pop(place)
    assert set(outcomes) <= {"taken", "SlipRefused", "NoSuchSlip"}
    assert ((early + outcomes).count("taken"), SLIPS) == (done.valid, done.issued)


def test_of_two_who_close_one_is_told(scene):
    cast, poll = scene
    acts = [lambda: close_poll(poll, person=cast.department, now=timezone.now()) for _ in range(2)]
    assert {type(one) for one in together(*acts)} == {Poll, Overtaken}
