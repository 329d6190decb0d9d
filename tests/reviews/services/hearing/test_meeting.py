import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry
from reviews.models import Meeting
from reviews.rules.hearing.draw import draw
from reviews.services.collecting.report import Overtaken
from reviews.services.hearing.kiosk import find_by_key, key_of, renew_key, revoke_key
from reviews.services.hearing.meeting import (
    NotNow,
    change_plan,
    draw_order,
    note_small_meeting,
    plan_meeting,
    save_minutes,
)
from tests import hall


@pytest.fixture
def meeting(cast, year):
    """The big meeting of the top round: two speak, one reports in writing."""
    return hall.hold(*[year.statement(one) for one in (cast.direct_branch, cast.other_college, cast.college)])


def steps(meeting):
    return list(meeting.speeches.order_by("order").values_list("step", flat=True))


def names(meeting):
    return [speech.statement.person.name for speech in meeting.speeches.for_pages()]


def test_speakers_stand_in_regular_order_and_the_written_come_last(meeting):
    assert names(meeting) == ["周正明", "刘晓梅", "谢红"]
    assert [speech.spoken for speech in meeting.speeches.for_pages()] == [True, True, False]


def test_nobody_is_planned_twice(cast, year, meeting):
    with pytest.raises(Overtaken, match="周正明同志已经安排在"):
        hall.hold(year.statement(cast.college))
    assert Meeting.objects.count() == 1


def test_a_statement_of_another_round_is_not_taken(cast, year):
    plan = hall.plan(year.statement(cast.branch))
    with pytest.raises(NotNow):
        plan_meeting(year.top, plan=plan, person=cast.department)


def test_after_the_stage_no_meeting_is_planned(cast, year):
    year.top.stage = "evaluating"
    year.top.save()
    with pytest.raises(NotNow, match="已经过去"):
        hall.hold(year.statement(cast.college))


def test_an_old_page_changes_nothing(cast, meeting):
    hall.step(meeting, "start")
    with pytest.raises(Overtaken):
        draw_order(meeting, beat=0, person=cast.department, now=timezone.now())
    assert steps(meeting) == ["speaking", "waiting", "waiting"]


def test_the_draw_follows_its_seed_and_leaves_the_written_last(cast, year, meeting):
    drawn = draw_order(meeting, beat=0, person=cast.department, now=timezone.now(), seed="7")
    assert names(drawn) == [*draw("7", ["周正明", "刘晓梅"]), "谢红"]


def test_a_second_draw_needs_a_reason_and_is_audited(cast, meeting):
    draw_order(meeting, beat=0, person=cast.department, now=timezone.now())
    with pytest.raises(NotNow, match="写明原因"):
        draw_order(meeting, beat=1, person=cast.department, now=timezone.now())
    draw_order(meeting, beat=1, person=cast.department, now=timezone.now(), reason="刘晓梅同志出差，改次日到会")
    reasons = [entry.after["reason"] for entry in AuditEntry.objects.filter(verb="抽签排序").order_by("pk")]
    assert reasons == ["", "刘晓梅同志出差，改次日到会"]


def test_after_the_first_speech_there_is_no_draw_and_no_other_speaker(cast, year, meeting):
    hall.step(meeting, "start")
    meeting.refresh_from_db()
    with pytest.raises(NotNow, match="已经开始"):
        draw_order(meeting, beat=meeting.beat, person=cast.department, now=timezone.now(), reason="重来")
    fewer = hall.plan(year.statement(cast.college))
    with pytest.raises(NotNow):
        change_plan(meeting, plan=fewer, beat=meeting.beat, person=cast.department)


def test_changing_the_place_keeps_the_draw_and_changing_the_speakers_drops_it(cast, year, meeting):
    draw_order(meeting, beat=0, person=cast.department, now=timezone.now(), seed="7")
    everybody = [speech.statement for speech in meeting.speeches.for_pages()]
    change_plan(meeting, plan=hall.plan(*everybody, place="礼堂"), beat=1, person=cast.department)
    meeting.refresh_from_db()
    assert (meeting.place, meeting.seed) == ("礼堂", "7")
    change_plan(meeting, plan=hall.plan(*everybody[:2]), beat=2, person=cast.department)
    meeting.refresh_from_db()
    assert (meeting.speeches.count(), meeting.seed) == (2, "")


def test_the_key_opens_the_screen_until_it_is_renewed_or_revoked(cast, meeting):
    old = key_of(meeting)
    assert find_by_key(old) == meeting
    renew_key(meeting, salt=meeting.kiosk_salt, person=cast.department)
    meeting.refresh_from_db()
    assert (find_by_key(old), find_by_key(key_of(meeting))) == (None, meeting)
    revoke_key(meeting, salt=meeting.kiosk_salt, person=cast.department)
    meeting.refresh_from_db()
    assert (key_of(meeting), find_by_key("")) == ("", None)


def test_the_key_itself_is_nowhere_in_the_row(meeting):
    assert key_of(meeting) not in {meeting.kiosk_salt, meeting.kiosk_hash}


def test_a_small_meeting_is_noted_in_one_go(cast, year):
    statement = year.statement(cast.branch)
    noted = note_small_meeting(statement, plan=hall.plan(statement), person=cast.college_organizer)
    assert (noted.state, steps(noted), noted.kiosk_hash) == ("closed", ["done"], None)


def test_minutes_of_two_are_not_overwritten(cast, meeting):
    save_minutes(meeting, text="甲", version=0, person=cast.department)
    with pytest.raises(Overtaken):
        save_minutes(meeting, text="乙", version=0, person=cast.head)
    assert Meeting.objects.get().minutes == "甲"


@pytest.mark.parametrize("illegal", [{"present": 56}, {"state": "closed"}, {"kiosk_hash": None}])
def test_the_database_refuses_a_meeting_that_cannot_be(meeting, illegal):
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.update(**illegal)
