from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.services.duty.matter import gather_matters
from accounts.services.people.appointment import appoint
from reviews.models import Round
from reviews.services.preparing.stage import advance
from tests import docx


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


@pytest.fixture
def draft(cast, year):
    """The college's round, taken back to preparation."""
    advance(year.below, to="preparing", person=cast.college_organizer, reason="名单要改")
    return Round.objects.get(pk=year.below.pk)


def titles(person):
    return [matter.title for matter in gather_matters([person], timezone.localdate())]


def test_from_plan_to_collection_each_is_told_their_turn(cast, draft, enter):
    assert (titles(cast.college_organizer), titles(cast.college_secretary)[-1]) == (
        ["准备本轮方案"],
        "审定述职评议方案",
    )
    enter(cast.college_secretary).post(url("round_approve", draft.pk), {"number": draft.plan_number})
    assert titles(cast.college_organizer) == ["开始收稿"]
    data = {"stage": "preparing", "to": "collecting", "reason": "日期待定"}
    enter(cast.college_organizer).post(url("round_stage", draft.pk), data)
    assert Round.objects.get(pk=draft.pk).stage == "collecting"


def test_superiors_are_never_chased(cast, draft):
    asked = [one for one in gather_matters([cast.college_secretary], timezone.localdate()) if "round" in one.key]
    assert [one.due for one in asked] == [None]


def test_a_reason_that_could_not_be_taken_comes_back(cast, year, enter):
    seen = {"stage": "preparing", "to": "collecting", "reason": "三十字的原因"}
    answer = enter(cast.college_organizer).post(url("round_stage", year.below.pk), seen)
    assert (answer.status_code, "三十字的原因" in answer.content.decode()) == (409, True)
    assert Round.objects.get(pk=year.below.pk).stage == "collecting"


def test_the_board_says_what_is_missing_and_where(cast, draft, enter):
    page = enter(cast.college_organizer).get(url("round", draft.pk)).content.decode()
    assert ("方案还没有经书记审定" in page, url("round_plan", draft.pk) in page) == (True, True)


def test_the_history_is_shown_when_asked_for(cast, draft, enter):
    client = enter(cast.college_organizer)
    assert "名单要改" not in client.get(url("round", draft.pk)).content.decode()
    assert "名单要改" in client.get(url("round", draft.pk) + "?history=1").content.decode()


def test_dates_over_or_in_the_wrong_order_are_refused_with_what_was_typed(cast, draft, enter):
    day = timezone.localdate() + timedelta(days=5)
    data = {"report_due": f"{day}T17:00", "meeting_on": f"{day - timedelta(days=1)}"}
    answer = enter(cast.college_organizer).post(url("round_dates", draft.pk), data)
    assert (answer.status_code, f"{day}T17:00" in answer.content.decode()) == (422, True)


def test_who_does_not_report_needs_a_reason_and_an_approver(cast, year, enter):
    pk = year.statement(cast.branch).pk
    client = enter(cast.college_organizer)
    assert client.post(url("round_people", year.below.pk), {f"mode-{pk}": "not_this_year"}).status_code == 422
    full = {f"mode-{pk}": "not_this_year", f"reason-{pk}": "新成立", f"approver-{pk}": cast.college_secretary.pk}
    client.post(url("round_people", year.below.pk), full)
    assert year.statement(cast.branch).is_exempt


def test_a_delay_shows_on_the_board_and_to_the_secretary(cast, year, enter):
    statement = year.statement(cast.branch)
    day = timezone.localdate() + timedelta(days=20)
    data = {"until": f"{day}T17:00", "reason": "出差"}
    enter(cast.college_organizer).post(url("delay_grant", statement.pk), data)
    board = enter(cast.college_organizer).get(url("round", year.below.pk)).content.decode()
    own = enter(cast.branch_secretary).get(url("statement", statement.pk)).content.decode()
    assert (f"延至 {day.month}月{day.day}日" in board, "准予延交" in own, "出差" in own) == (True, True, True)


def test_before_the_collection_a_secretary_is_told_that_it_has_not_begun(cast, draft, year, enter):
    client, pk = enter(cast.branch_secretary), year.statement(cast.branch).pk
    file = SimpleUploadedFile("稿.docx", docx.good())
    assert "本轮还在准备" in client.post(url("hand_in", pk), {"file": file}, follow=True).content.decode()


def test_an_organizer_who_reports_is_told_that_others_decide(cast, year, enter):
    appoint(cast.branch_secretary, organization=cast.college, role="organizer", starts=date(2024, 3, 1))
    Round.objects.filter(pk=year.below.pk).update(stage="evaluating")
    page = enter(cast.branch_secretary).get(url("round", year.below.pk)).content.decode()
    assert ("您本人参加本轮述职" in page, url("round_decision", year.below.pk) in page) == (True, False)
    page = enter(cast.college_organizer).get(url("round", year.below.pk)).content.decode()
    assert ("您本人参加本轮述职" in page, url("round_decision", year.below.pk) in page) == (False, True)
