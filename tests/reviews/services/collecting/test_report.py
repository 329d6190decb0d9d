from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry, Person, StoredFile
from accounts.services.house.stored_file import read_file
from accounts.services.people.appointment import appoint
from reviews.models import Cycle, Report
from reviews.rules.collecting.report import HandIn
from reviews.services.collecting.acceptance import accept_report, reopen_report, return_report
from reviews.services.collecting.correction import correct_reading
from reviews.services.collecting.report import (
    FileRefused,
    HandInClosed,
    LimitsBroken,
    Overtaken,
    hand_in_report,
)
from reviews.wordcheck import Part
from tests import docx


@pytest.fixture
def statement(cast, year):
    return year.statement(cast.college)


def hand_in(statement, data=None, **fields):
    given = {"person": statement.person, "filename": "述职报告.docx", "now": timezone.now()} | fields
    return hand_in_report(statement, data=data or docx.good(), **given).report


def decide(act, report, cast, **fields):
    return act(report, person=cast.department, **fields)


def test_an_upload_is_handed_in_with_its_figures(statement):
    report = hand_in(statement)
    assert (report.number, report.state, report.violations) == (1, "handed_in", 0)
    assert (report.achievements, report.problems, report.plan) == (600, 700, 600)
    assert read_file(report.file) == docx.good()


def test_every_version_is_kept_and_the_last_one_counts(cast, year, statement):
    first, second = hand_in(statement, docx.thin()), hand_in(statement, docx.good())
    assert [first.number, second.number] == [1, 2]
    assert year.statement(cast.college).current_report == second
    assert Report.objects.get(pk=first.pk).violations == 2


def test_the_same_file_twice_makes_one_version(statement):
    hand_in(statement)
    again = hand_in_report(statement, person=statement.person, data=docx.good(), filename="稿.docx", now=timezone.now())
    assert (again.is_new, Report.objects.count()) == (False, 1)


def test_a_refused_file_leaves_nothing_but_a_line_in_the_trail(statement):
    with pytest.raises(FileRefused, match="另存为"):
        hand_in(statement, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    entry = AuditEntry.objects.latest("pk")
    assert (StoredFile.objects.count(), Report.objects.count()) == (0, 0)
    assert (entry.verb, entry.after) == ("交稿被拒收", {"code": "legacy_doc"})


def test_of_a_secret_file_not_even_the_name_is_kept(statement):
    with pytest.raises(FileRefused):
        hand_in(statement, docx.docx("机密★10年", "正文"), filename="机密★10年 某某.docx")
    entry = AuditEntry.objects.latest("pk")
    assert "某某" not in f"{entry.object_label}{entry.after}{entry.before}"


def test_after_the_deadline_a_handed_in_report_stays(cast, year, statement):
    hand_in(statement)
    later = year.top.report_due + timedelta(minutes=1)
    with pytest.raises(HandInClosed) as closed:
        hand_in(year.statement(cast.college), docx.thin(), now=later)
    assert closed.value.why is HandIn.DEADLINE_OVER


def test_what_is_owed_is_taken_late_and_marked(statement, year):
    report = hand_in(statement, now=year.top.report_due + timedelta(days=2))
    assert report.was_late


def test_a_returned_report_is_on_time_until_its_own_date(cast, year, statement):
    after = year.top.report_due + timedelta(days=3)
    until = year.top.report_due + timedelta(days=4)
    decide(return_report, hand_in(statement), cast, reason="请写具体", resubmit_by=until, now=timezone.now())
    report = hand_in(year.statement(cast.college), docx.thin(), now=after)
    assert (report.number, report.was_late) == (2, False)


def test_an_accepted_report_cannot_be_replaced(cast, year, statement):
    decide(accept_report, hand_in(statement), cast, now=timezone.now())
    with pytest.raises(HandInClosed) as closed:
        hand_in(year.statement(cast.college), docx.thin())
    assert closed.value.why is HandIn.ACCEPTED


def test_who_accepts_an_old_version_is_told_that_a_new_one_came(cast, statement):
    seen = hand_in(statement, docx.thin())
    hand_in(statement, docx.good())
    with pytest.raises(Overtaken, match="交了第 2 稿，您看的是第 1 稿"):
        decide(accept_report, seen, cast, now=timezone.now())


def test_of_two_organizers_the_second_is_told_who_was_faster(cast, statement):
    report = hand_in(statement)
    seen = Report.objects.get(pk=report.pk)
    decide(accept_report, report, cast, now=timezone.now())
    with pytest.raises(Overtaken, match=r"林静在 .* 已接收这一稿"):
        decide(return_report, seen, cast, reason="请改", resubmit_by=None, now=timezone.now())


def test_an_acceptance_can_be_taken_back(cast, statement):
    accepted = decide(accept_report, hand_in(statement), cast, now=timezone.now())
    assert decide(reopen_report, accepted, cast).state == "handed_in"
    assert AuditEntry.objects.latest("pk").verb == "撤回审稿结果"


def test_a_correction_is_kept_and_measured_at_once(statement):
    report = hand_in(statement)
    corrected = correct_reading(report, person=statement.person, parts={4: Part.PLAN})
    assert (corrected.corrections, corrected.problems, corrected.plan) == ({"4": "plan"}, 9, 1291)


def test_the_reading_of_an_accepted_report_stays(cast, statement):
    report = decide(accept_report, hand_in(statement), cast, now=timezone.now())
    with pytest.raises(Overtaken, match="已经接收"):
        correct_reading(report, person=statement.person, parts={4: Part.PLAN})


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "returned", "return_reason": ""},
        {"state": "accepted", "decided_at": None},
        {"number": 0},
        {"denominator": 99999},
    ],
)
def test_half_states_are_refused_by_the_database(cast, statement, fields):
    report = hand_in(statement)
    decided = {"decided_at": timezone.now(), "decided_by": cast.department} if "state" in fields else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**(decided | fields))


def test_after_a_return_the_answer_can_be_replaced_until_the_same_date(cast, year, statement):
    after, until = year.top.report_due + timedelta(days=3), year.top.report_due + timedelta(days=4)
    decide(return_report, hand_in(statement), cast, reason="请写具体", resubmit_by=until, now=timezone.now())
    hand_in(year.statement(cast.college), docx.thin(), now=after)
    again = hand_in(year.statement(cast.college), docx.report(plan=500), now=after + timedelta(hours=1))
    assert (again.number, again.was_late) == (3, False)


def test_a_correction_follows_its_paragraph_into_the_next_version(cast, year, statement):
    moved = docx.filler(691)
    correct_reading(hand_in(statement), person=statement.person, parts={4: Part.PLAN})
    report = hand_in(year.statement(cast.college), docx.report(achievements=500))
    assert report.reading.paragraphs[4].text == moved
    assert report.corrections == {"4": "plan"}


def test_a_year_that_takes_no_violation_judges_as_the_author_had_it_read(cast, year, statement):
    first = hand_in(statement, docx.report(achievements=700))
    correct_reading(first, person=statement.person, parts={4: Part.PLAN})
    Cycle.objects.update(violations_block=True)
    with pytest.raises(LimitsBroken):
        hand_in(year.statement(cast.college), docx.report(achievements=600))
    assert correct_reading(first, person=statement.person, parts={4: Part.PROBLEMS}).corrections == {"4": "problems"}
    assert hand_in(year.statement(cast.college), docx.report(achievements=600)).number == 2


@pytest.mark.parametrize("stage", ["evaluating", "decided", "archived"])
def test_once_the_round_has_gone_on_nothing_of_a_report_changes(cast, year, statement, stage):
    report = hand_in(statement)
    year.top.stage = stage
    year.top.save()
    with pytest.raises(Overtaken, match="后面的阶段"):
        decide(accept_report, report, cast, now=timezone.now())
    with pytest.raises(Overtaken, match="收稿已经结束"):
        correct_reading(report, person=statement.person, parts={4: Part.PLAN})


def test_the_trail_keeps_of_a_reason_only_that_it_changed(cast, statement):
    decide(return_report, hand_in(statement), cast, reason="请写具体", resubmit_by=None, now=timezone.now())
    entry = AuditEntry.objects.latest("pk")
    assert "请写具体" not in str(entry.after)
    assert len(entry.after["return_reason"]) == 64


def test_who_has_left_the_post_sees_what_they_handed_in_and_no_more(cast, year, statement):
    first = hand_in(statement)
    cast.college_secretary.appointments.update(ends="2026-01-01")
    appoint(cast.outsider, organization=cast.college, role="secretary", starts=timezone.localdate())
    hand_in(year.statement(cast.college), docx.thin(), person=cast.outsider)
    old = Person.objects.get(pk=cast.college_secretary.pk)
    assert list(Report.objects.visible_to(old)) == [first]
