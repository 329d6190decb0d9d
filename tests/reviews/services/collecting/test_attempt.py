"""Where the year takes no report that breaks a limit: one that was only read wrongly is taken on its author's word."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEntry, StoredFile
from accounts.services.house.stored_file import path_of
from reviews.models import Attempt, Cycle, Report, Round
from reviews.rules.preparing.stage import move
from reviews.services.collecting.attempt import let_go
from reviews.services.collecting.correction import correct_attempt, correct_reading
from reviews.services.collecting.report import HandInClosed, LimitsBroken, Overtaken, hand_in_report
from reviews.services.preparing.stage import record_move
from reviews.wordcheck import Part
from tests import docx

MISREAD = docx.misread()
PUT_RIGHT = {3: Part.PROBLEMS}


@pytest.fixture
def statement(cast, year):
    Cycle.objects.update(violations_block=True)
    return year.statement(cast.college)


def hand_in(statement, data=MISREAD, **more):
    given = {"person": statement.person, "filename": "稿.docx", "now": timezone.now()}
    return hand_in_report(statement, data=data, **(given | more)).report


@pytest.fixture
def attempt(statement):
    with pytest.raises(LimitsBroken) as broken:
        hand_in(statement)
    return broken.value.attempt


def correct(statement, attempt, parts):
    return correct_attempt(statement, person=statement.person, seen=attempt.pk, parts=parts)


def test_what_is_not_taken_waits_and_is_no_version(statement, attempt):
    assert [one.sure for one in attempt.reading.paragraphs] == [True] * 8
    assert (Report.objects.count(), Attempt.objects.get()) == (0, attempt)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.after) == ("交稿被拒收", {"code": "limits"})


def test_read_right_it_is_taken_as_it_was_uploaded_and_its_correction_is_seen(statement, attempt):
    report = correct(statement, attempt, PUT_RIGHT)
    assert (report.number, report.corrections, report.violations) == (1, {"3": "problems"}, 0)
    assert (report.handed_in_at, report.was_late) == (attempt.made_at, False)
    assert path_of(report.file.sha256).read_bytes() == MISREAD
    assert not Attempt.objects.exists()
    verbs = list(AuditEntry.objects.order_by("-pk").values_list("verb", flat=True)[:2])
    assert verbs == ["更正归类", "交稿"]


def test_what_still_breaks_a_limit_waits_on_with_what_was_said(statement, attempt):
    assert correct(statement, attempt, {3: Part.PLAN}) is None
    assert Attempt.objects.get().corrections == {"3": "plan"}
    assert correct(statement, attempt, {3: None, **PUT_RIGHT}).corrections == {"3": "problems"}


def test_what_was_uploaded_in_time_is_in_time_whenever_it_is_read_right(statement, attempt):
    Round.objects.update(report_due=attempt.made_at + timedelta(seconds=1))
    assert correct(statement, attempt, PUT_RIGHT).was_late is False


def test_what_was_uploaded_late_stays_late(year, statement):
    year.top.report_due = timezone.now() - timedelta(hours=1)
    year.top.save()
    with pytest.raises(LimitsBroken) as broken:
        hand_in(statement)
    assert correct(statement, broken.value.attempt, PUT_RIGHT).was_late is True


def test_once_the_round_collects_no_more_nothing_is_taken(statement, attempt):
    Round.objects.update(stage="meeting")
    with pytest.raises(HandInClosed):
        correct(statement, attempt, PUT_RIGHT)
    assert Attempt.objects.get().corrections == {}


def test_a_second_tap_finds_it_taken(statement, attempt):
    correct(statement, attempt, PUT_RIGHT)
    with pytest.raises(Overtaken, match="已经收下"):
        correct(statement, attempt, PUT_RIGHT)
    assert Report.objects.count() == 1


def test_another_file_takes_its_place_and_keeps_what_was_said(statement, attempt):
    correct(statement, attempt, {3: Part.PLAN})
    with pytest.raises(LimitsBroken) as broken:
        hand_in(statement, docx.docx("述职报告", "一、主要工作和做法", docx.filler(400)))
    assert broken.value.attempt.corrections == {"2": "plan"}
    assert not StoredFile.objects.filter(pk=attempt.file_id).exists()
    with pytest.raises(Overtaken):
        correct(statement, attempt, PUT_RIGHT)


def test_a_version_that_is_taken_sends_it_away(statement, attempt):
    hand_in(statement, docx.good())
    assert (Attempt.objects.count(), StoredFile.objects.count()) == (0, 1)


def test_a_file_that_an_earlier_version_is_stays_when_the_attempt_goes(statement):
    Cycle.objects.update(violations_block=False)
    report = hand_in(statement)
    hand_in(statement, docx.good())
    Cycle.objects.update(violations_block=True)
    with pytest.raises(LimitsBroken) as broken:
        hand_in(statement)
    assert let_go(statement, person=statement.person, seen=broken.value.attempt.pk)
    assert path_of(report.file.sha256).read_bytes() == MISREAD


def test_of_what_its_author_lets_go_nothing_is_kept(statement, attempt, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert let_go(statement, person=statement.person, seen=attempt.pk)
    assert not let_go(statement, person=statement.person, seen=attempt.pk)
    assert (StoredFile.objects.count(), path_of(attempt.file.sha256).exists()) == (0, False)


def test_the_evaluation_finds_none_left(cast, year, attempt):
    for stage, to in (("collecting", "meeting"), ("meeting", "evaluating")):
        assert Attempt.objects.exists()
        given = {"person": cast.department, "reason": "", "missing": [], "now": timezone.now()}
        record_move(Round.objects.get(pk=year.top.pk), move(stage, to), **given)
    assert not Attempt.objects.exists()


def test_what_is_said_of_a_version_holds_in_the_file_that_waits(statement):
    first = hand_in(statement, docx.good())
    with pytest.raises(LimitsBroken) as broken:
        hand_in(statement, docx.report(achievements=1200))
    correct_reading(first, person=statement.person, parts={6: Part.OTHER})
    broken.value.attempt.refresh_from_db()
    assert broken.value.attempt.corrections == {"6": "other"}
