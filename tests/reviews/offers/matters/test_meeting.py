"""What meetings ask while they can still be held, and what a round that goes on says of those that were not."""

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.models import Meeting, Round
from reviews.offers.matters.waiting import waiting_matters
from reviews.services.preparing.stage import NotReady, advance
from tests import hall
from tests.evaluations import bring

ASKED = {"到会述职", "到会场记录"}


@pytest.fixture
def meeting(cast, year):
    return hall.hold(year.statement(cast.college), recorder=cast.outsider)


def not_ready(cast, round_):
    """Return what the round must still say of its meetings before it goes on."""
    with pytest.raises(NotReady) as no:
        advance(round_, to="evaluating", person=cast.department)
    return [(one.what, one.where, one.must) for one in no.value.missing if "会议" in one.what]


@pytest.mark.parametrize("stage", Round.Stage.values)
def test_a_meeting_calls_only_while_the_round_holds_meetings(cast, year, meeting, stage):
    bring(year.top, stage)
    found = {one.title for one in waiting_matters([cast.college_secretary, cast.outsider], timezone.localdate())}
    assert found & ASKED == (ASKED if stage in {"collecting", "meeting"} else set())


@pytest.mark.parametrize("state", [Meeting.State.PLANNED, Meeting.State.RUNNING])
def test_a_round_with_a_meeting_that_is_not_over_goes_on_with_a_reason(cast, year, meeting, state):
    round_ = bring(year.top, "meeting")
    Meeting.objects.update(state=state)
    for one in (cast.college, cast.other_college, cast.direct_branch):
        hall.comment(year.statement(one), "支委会缺了3次。")
    where = reverse("reviews:meeting", args=[meeting.pk])
    assert not_ready(cast, round_) == [("会议还没有结束：述职评议会", where, False)]
    assert advance(round_, to="evaluating", person=cast.department, reason="会议取消").missing == [
        "会议还没有结束：述职评议会"
    ]


def test_of_a_meeting_that_is_over_nothing_is_said(cast, year, meeting):
    round_ = bring(year.top, "meeting")
    hall.step(meeting, "start")
    hall.step(meeting, "close")
    assert not_ready(cast, round_) == []
