"""Feedback: released to each alone, acknowledged, objected to, answered (N3.4b)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.services.duty.matter import gather_matters
from reviews.models import Consequence, Feedback, Outcome
from reviews.services.concluding.feedback import (
    FeedbackRefused,
    acknowledge,
    answer,
    note_talk,
    object_to,
    open_feedback,
)
from reviews.services.preparing.stage import NotReady, advance
from tests import result


@pytest.fixture
def top(year):
    result.decided(year.top, "best", "second", "third")
    return result.fresh(year.top)


def letter(statement):
    return Feedback.objects.current().for_pages().get(outcome__statement=statement)


def give(round_, cast, *letters):
    return open_feedback(round_, ids=[one.pk for one in letters], person=cast.department, now=timezone.now())


def test_a_letter_is_given_once_with_its_days_for_an_objection(top, cast, year):
    mine = letter(year.statement(cast.college))
    assert (give(top, cast, mine).count, give(top, cast, mine).count) == (1, 0)
    assert letter(year.statement(cast.college)).objection_until == timezone.localdate() + timedelta(days=5)
    assert AuditEntry.objects.filter(verb="反馈综合评价意见").count() == 1


def test_below_a_talk_comes_first(top, cast, year):
    third = letter(year.statement(cast.direct_branch))
    assert give(top, cast, third).talk_first == ["谢红"]
    with pytest.raises(FeedbackRefused, match="早于"):
        note_talk(third, talked_on=timezone.localdate() - timedelta(days=1), talked_by="张怀远", person=cast.head)
    note_talk(third, talked_on=timezone.localdate(), talked_by="张怀远", person=cast.head)
    assert give(top, cast, third).count == 1
    with pytest.raises(FeedbackRefused, match="不能再改"):
        note_talk(third, talked_on=timezone.localdate(), talked_by="林静", person=cast.head)


def test_what_is_not_opened_is_nobodys_but_the_givers(top, cast, year):
    give(top, cast, letter(year.statement(cast.college)))
    theirs = (cast.college_secretary, cast.college_organizer, cast.other_college_secretary, cast.outsider, cast.auditor)
    seen = [[model.objects.visible_to(one).count() for model in (Feedback, Outcome, Consequence)] for one in theirs]
    assert seen == [[1, 1, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]]


def test_acknowledging_twice_notes_the_first(top, cast, year):
    result.opened(top)
    mine, now = letter(year.statement(cast.college)), timezone.now()
    first = acknowledge(mine, person=cast.college_secretary, now=now)
    again = acknowledge(mine, person=cast.college_secretary, now=now + timedelta(days=1))
    assert (first.acknowledged_at, again.acknowledged_at) == (now, now)
    assert AuditEntry.objects.filter(verb="阅知反馈意见").count() == 1


def test_an_objection_is_answered_once(top, cast, year):
    result.opened(top)
    mine, now = letter(year.statement(cast.other_college)), timezone.now()
    object_to(mine, text="记录是全的。", person=cast.other_college_secretary, now=now)
    object_to(mine, text="记录是全的。", person=cast.other_college_secretary, now=now)
    with pytest.raises(FeedbackRefused, match="已经提出过"):
        object_to(mine, text="还有一条。", person=cast.other_college_secretary, now=now)
    answer(mine, text="已核实。", person=cast.department, now=now)
    assert answer(mine, text="已核实。", person=cast.department, now=now).answer == "已核实。"
    with pytest.raises(FeedbackRefused, match="林静已经答复"):
        answer(mine, text="再说。", person=cast.head, now=now)


@pytest.mark.parametrize(("days", "taken"), [(5, True), (6, False)])
def test_the_last_day_counts_and_the_day_after_says_whom_to_turn_to(top, cast, year, days, taken):
    result.opened(top)
    mine = letter(year.statement(cast.college))
    late = timezone.now() + timedelta(days=days)
    if taken:
        assert object_to(mine, text="有误。", person=cast.college_secretary, now=late).objection == "有误。"
    else:
        with pytest.raises(FeedbackRefused, match=r"期限.*已过.*党委组织部"):
            object_to(mine, text="有误。", person=cast.college_secretary, now=late)


def test_the_round_goes_on_when_everybody_has_heard(top, cast):
    with pytest.raises(NotReady) as refused:
        advance(top, to="fed_back", person=cast.department, reason="急")
    assert [(one.what, one.must) for one in refused.value.missing] == [("周正明、刘晓梅、谢红还没有反馈", True)]
    result.opened(top)
    with pytest.raises(NotReady) as refused:
        advance(top, to="fed_back", person=cast.department)
    assert [one.must for one in refused.value.missing] == [False, False]
    advance(top, to="fed_back", person=cast.department, reason="电话问过")
    assert result.fresh(top).stage == "fed_back"


def test_an_unanswered_objection_holds_the_round(top, cast, year):
    result.opened(top)
    object_to(letter(year.statement(cast.college)), text="有误。", person=cast.college_secretary, now=timezone.now())
    with pytest.raises(NotReady, match="还缺"):
        advance(top, to="fed_back", person=cast.department, reason="急")


def test_the_trail_does_not_tell_who_was_talked_to_or_why(top, cast, year):
    result.opened(top)
    object_to(letter(year.statement(cast.college)), text="有误。", person=cast.college_secretary, now=timezone.now())
    trail = str(list(AuditEntry.objects.values_list("verb", "object_label", "before", "after")))
    assert "谈话" not in trail
    assert "有误" not in trail


def test_the_reader_is_reminded_and_superiors_are_not(top, cast, year):
    result.opened(top)
    people = (cast.head, cast.department, cast.college_secretary, cast.direct_secretary)
    found = [one for one in gather_matters(people, timezone.localdate()) if one.title == "阅知反馈意见"]
    told = {one.person_id: bool(one.schedule) for one in found}
    assert (len(found), told) == (2, {cast.college_secretary.pk: True, cast.direct_secretary.pk: True})
    assert all(one.escalate_to == (cast.department.pk,) for one in found)


def titles(cast, *people):
    return sorted({one.title for one in gather_matters(people, timezone.localdate())})


def test_organizers_are_asked_step_by_step(cast, year):
    result.evaluating(year.top, "best", "second")
    decision = result.entered(year.top)
    assert "核对确认研究结果" in titles(cast, cast.head)
    assert "核对确认研究结果" not in titles(cast, cast.department)
    result.confirmed(decision)
    assert "反馈综合评价意见" in titles(cast, cast.department)
    result.fed_back(year.top)
    assert "起草、印发通报" in titles(cast, cast.department)
    result.issued(year.top)
    assert not {"反馈综合评价意见", "起草、印发通报"} & set(titles(cast, cast.department))


ILLEGAL = [
    "opened_at = NULL",
    "opened_by_id = NULL",
    "objection_until = NULL",
    "acknowledged_at = '2000-01-01'",
    "acknowledged_by_id = NULL, acknowledged_at = opened_at",
    "objection = '有误'",
    "answer = '已核实'",
    "talked_by = '张'",
    "talked_on = '2026-12-01'",
    "objected_at = '2026-12-01'",
]


@pytest.mark.parametrize("change", ILLEGAL)
def test_the_database_refuses_what_cannot_be(top, cast, year, change):
    mine = letter(year.statement(cast.college))
    give(top, cast, mine)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE reviews_feedback SET {change} WHERE id = {mine.pk}")
