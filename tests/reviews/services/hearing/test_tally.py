import json
import random

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.services.duty.candidate import gather_candidates
from reviews.models import Poll, Remark, Round, Tally
from reviews.rules.hearing.grade import GRADES
from reviews.services.collecting.report import Overtaken
from reviews.services.hearing.meeting import NotNow
from reviews.services.hearing.tally import lower_threshold, recount, sort_remark, tally_of
from tests import poll as polling


def result(poll):
    statement = polling.statement_of(poll, 0)
    return tally_of(statement)


@pytest.fixture
def meeting(cast, year):
    return polling.hall_of_three(cast, year)


@pytest.fixture
def poll(cast, meeting):
    return polling.begun(meeting, cast.department, slips=12, papers=3, asks_remarks=True)


def vote(poll, *sheets, start=0):
    for ticket, grades in zip(polling.phones(poll)[start:], sheets, strict=False):
        polling.cast_sheet(poll, ticket.key, *grades)


def close(poll, cast):
    return polling.closed(poll, cast.department)


ALL_BEST = ("best",) * 3


def test_too_few_sheets_tell_nothing(cast, poll):
    vote(poll, *[ALL_BEST] * 4)
    close(poll, cast)
    found = result(poll)
    assert (found.grades, found.valid, found.is_shown) == ((), 4, False)


def test_four_are_shown_under_a_name_and_a_reason(cast, poll):
    vote(poll, *[ALL_BEST] * 4)
    lower_threshold(close(poll, cast), reason="本场到会就这几位", person=cast.department)
    assert result(poll).grades == (4, 0, 0, 0)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.after["reason"]) == (cast.department, "本场到会就这几位")


def test_two_are_never_shown(cast, poll):
    vote(poll, *[ALL_BEST] * 2)
    with pytest.raises(NotNow):
        lower_threshold(close(poll, cast), reason="想看", person=cast.department)


def test_there_is_no_result_before_closing(cast, poll):
    vote(poll, *[ALL_BEST] * 6)
    assert result(poll) is None
    with pytest.raises(NotNow):
        recount(poll, witnesses=("甲", "乙"), person=cast.department, now=timezone.now())


@pytest.mark.parametrize("seed", range(5))
def test_a_recount_agrees(cast, poll, seed):
    draw = random.Random(seed)
    vote(poll, *[[draw.choice(["", *GRADES]) for _ in range(3)] for _ in range(draw.randint(0, 12))])
    made = recount(close(poll, cast), witnesses=("甲", "乙"), person=cast.head, now=timezone.now())
    assert (made.agrees, made.witnesses) == (True, "甲、乙")


def test_a_recount_finds_a_changed_tally_and_a_changed_copy(cast, poll):
    vote(poll, *[ALL_BEST] * 6)
    done = close(poll, cast)
    who = {"witnesses": ("甲", "乙"), "person": cast.head, "now": timezone.now()}
    Tally.objects.filter(statement=poll.statements[0]).update(best=5, second=1)
    assert not recount(done, **who).agrees
    Tally.objects.filter(statement=poll.statements[0]).update(best=6, second=0)
    assert recount(done, **who).agrees
    forged = [*json.loads(Poll.objects.get().sealed)[1:], {}]
    Poll.objects.update(sealed=json.dumps(forged))
    assert not recount(done, **who).agrees


def test_remarks_come_apart_from_their_sheets(cast, poll):
    first, second, *_ = poll.statements
    words = {first: "活动少", second: "  "}
    polling.cast_sheet(poll, polling.phones(poll)[0].key, *ALL_BEST, remarks=words)
    close(poll, cast)
    assert list(Remark.objects.values_list("statement", "text", "state")) == [(first, "活动少", "new")]


def test_a_passed_remark_becomes_a_candidate_after_the_feedback(cast, poll):
    place = poll.statements[0]
    polling.cast_sheet(poll, polling.phones(poll)[0].key, remarks={place: "支委会开得少"})
    round_ = close(poll, cast).meeting.round
    sort_remark(Remark.objects.get(), state="passed", seen="new", person=cast.department)

    def masses():
        return [one.text for one in gather_candidates(cast.college, round_.cycle.year) if one.source == "masses"]

    assert masses() == []
    Round.objects.filter(pk=round_.pk).update(stage=Round.Stage.FED_BACK)
    assert masses() == ["支委会开得少"]


def test_of_two_who_sort_a_remark_the_second_is_told(cast, poll):
    polling.cast_sheet(poll, polling.phones(poll)[0].key, remarks={poll.statements[0]: "活动少"})
    close(poll, cast)
    remark = Remark.objects.get()
    sort_remark(remark, state="kept", seen="new", person=cast.department)
    with pytest.raises(Overtaken):
        sort_remark(remark, state="passed", seen="new", person=cast.head)
