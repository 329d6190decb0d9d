import io
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import AuditEntry, Job
from accounts.services.house.invariant import check_invariants
from accounts.services.house.job import resume_jobs, run_job, start_job
from accounts.services.house.stored_file import path_of, read_file
from reviews.models import Cycle, LimitsVersion, Recheck, Report
from reviews.services.collecting.correction import correct_reading
from reviews.services.collecting.recheck import RECHECK_CYCLE, RECHECK_ROUND, recheck_report
from reviews.services.collecting.report import hand_in_report
from reviews.services.preparing.cycle import update_cycle
from reviews.wordcheck import Part
from tests import docx


def hand_in(statement, data=None):
    return hand_in_report(
        statement, person=statement.person, data=data or docx.good(), filename="a.docx", now=timezone.now()
    ).report


def tighten(year, cast, **limits):
    """Ask for less from now on: 1500 字 unless said otherwise."""
    now = timezone.now()
    first = {"limits_json": year.cycle.limits_json, "since": now}
    LimitsVersion.objects.get_or_create(cycle=year.cycle, number=1, defaults=first)
    asked = replace(year.cycle.limits, **(limits or {"total_max": 1500}))
    year.cycle = update_cycle(year.cycle, limits=asked, reason="上级通知改了", actor=cast.department, now=now)


def recheck(year, cast, kind=RECHECK_ROUND):
    subject = year.top.pk if kind == RECHECK_ROUND else year.cycle.pk
    job = start_job(cast.department, kind=kind, subject=subject, title="重新检查")
    run_job(job.pk)
    return Job.objects.get(pk=job.pk)


def rows(job):
    sheet = load_workbook(io.BytesIO(read_file(job.file))).active
    return [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows(min_row=2)]


def test_reports_are_checked_by_what_is_asked_now_and_say_so(cast, year):
    report = hand_in(year.statement(cast.college))
    tighten(year, cast)
    recheck(year, cast)
    report = Report.objects.get(pk=report.pk)
    assert (report.verdict, report.broken, report.limits_number) == ("violates", ["total"], 2)
    assert report.reading.limits.total_max == 1500
    assert AuditEntry.objects.filter(verb="按新要求重新检查").get().actor == cast.department


def test_the_list_names_what_came_out_differently(cast, year):
    hand_in(year.statement(cast.college))
    hand_in(year.statement(cast.other_college), docx.report(400, 480, 400))
    tighten(year, cast)
    job = recheck(year, cast)
    assert (job.done, job.total, job.state) == (2, 2, "done")
    found = [["机电工程学院党总支", "周正明", 1, "符合", "不符合（全文字数）", 1914, 2]]
    assert [row[:7] for row in rows(job)] == found


def test_a_second_run_finds_nothing_left(cast, year):
    hand_in(year.statement(cast.college))
    tighten(year, cast)
    recheck(year, cast)
    assert recheck(year, cast).total == 0
    assert Recheck.objects.count() == 1


def test_what_a_killed_worker_left_is_gone_on_with(cast, year):
    first, second = hand_in(year.statement(cast.college)), hand_in(year.statement(cast.other_college))
    tighten(year, cast)
    job = start_job(cast.department, kind=RECHECK_ROUND, subject=year.top.pk, title="重新检查")
    recheck_report(first.pk, person=cast.department)
    Job.objects.filter(pk=job.pk).update(state="running", touched_at="2026-01-01T00:00:00Z")
    assert resume_jobs() == 1
    assert set(Recheck.objects.values_list("report", flat=True)) == {first.pk, second.pk}
    assert len(rows(Job.objects.get(pk=job.pk))) == 2


def test_the_department_rechecks_every_round_that_still_takes_reports(cast, year):
    top, below = hand_in(year.statement(cast.college)), hand_in(year.statement(cast.branch))
    closed = hand_in(year.statement(cast.other_branch))
    type(year.other).objects.filter(pk=year.other.pk).update(stage="evaluating")
    tighten(year, cast)
    recheck(year, cast, RECHECK_CYCLE)
    assert set(Report.objects.filter(limits_number=2)) == {top, below}
    assert Report.objects.get(pk=closed.pk).limits_number == 1


def test_what_the_author_decided_holds(cast, year):
    report = hand_in(year.statement(cast.college))
    correct_reading(report, person=cast.college_secretary, parts={4: Part.PLAN})
    tighten(year, cast)
    recheck(year, cast)
    report = Report.objects.get(pk=report.pk)
    assert (report.corrections, report.reading.paragraphs[4].part) == ({"4": "plan"}, Part.PLAN)


def test_a_file_that_is_lost_stays_as_it_was_and_is_listed(cast, year):
    lost, kept = hand_in(year.statement(cast.college)), hand_in(year.statement(cast.other_college), docx.thin())
    tighten(year, cast)
    path_of(lost.file.sha256).unlink()
    listed = rows(recheck(year, cast))
    assert (Report.objects.get(pk=lost.pk).limits_number, Report.objects.get(pk=kept.pk).limits_number) == (1, 2)
    assert listed[-1][:4] == ["机电工程学院党总支", "周正明", 1, "没有重新检查"]


def test_an_earlier_version_is_left_alone(cast, year):
    statement = year.statement(cast.college)
    old = hand_in(statement)
    hand_in(statement, docx.thin())
    tighten(year, cast)
    assert recheck_report(old.pk, person=cast.department) is None
    assert Report.objects.get(pk=old.pk).limits_number == 1


def test_an_upload_and_a_correction_say_which_limits_they_were_checked_with(cast, year):
    statement = year.statement(cast.college)
    report = hand_in(statement)
    tighten(year, cast)
    corrected = correct_reading(report, person=cast.college_secretary, parts={4: Part.PROBLEMS})
    assert (corrected.limits_number, corrected.reading.limits.total_max) == (2, 1500)
    late_page = year.statement(cast.college)
    tighten(year, cast, total_max=1200)
    assert (hand_in(late_page, docx.thin()).limits_number, check_invariants()[1]) == (3, [])


def test_limits_that_change_between_the_check_and_the_keeping_are_the_ones_that_count(cast, year):
    hand_in(year.statement(cast.other_college))
    seen = year.statement(cast.college)
    assert seen.round.cycle.limits.total_max == 2500
    tighten(year, cast)
    report = hand_in(seen)
    assert (report.limits_number, report.broken) == (2, ["total"])


def test_the_database_keeps_one_recheck_a_version_and_no_hidden_change(cast, year):
    hand_in(year.statement(cast.college))
    tighten(year, cast)
    recheck(year, cast)
    for broken in ("is_changed = false", "limits_number = 1"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE reviews_recheck SET {broken}")
    again = Recheck.objects.get()
    again.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_a_year_that_forgets_its_last_version_is_named(cast, year):
    tighten(year, cast)
    Cycle.objects.update(limits_number=7)
    assert [one.row for one in check_invariants()[1]] == [f"reviews.cycle {year.cycle.pk}"]


def test_what_a_killed_worker_left_goes_on_where_its_bar_stood(cast, year):
    hand_in(year.statement(cast.college))
    hand_in(year.statement(cast.other_college))
    tighten(year, cast)
    job = start_job(cast.department, kind=RECHECK_ROUND, subject=year.top.pk, title="重新检查")
    recheck_report(year.statement(cast.college).current_report_id, person=cast.department)
    Job.objects.filter(pk=job.pk).update(done=1, total=2)
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.done, job.total, job.message) == (2, 2, "结论有变的 2 份，都列在表里。")
