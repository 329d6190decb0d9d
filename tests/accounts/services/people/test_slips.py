from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Appointment, AuditEntry, Job, Person, StoredFile
from accounts.services.house.job import run_job
from accounts.services.house.stored_file import path_of, read_file
from accounts.services.people.slips import (
    SlipsGone,
    destroy_old_slips,
    destroy_slips,
    kept_slips,
    new_key,
    open_slips,
    start_issuing,
)
from tests.cast import Kind, organization


@pytest.fixture
def issued(cast):
    """Issue passwords to everybody at the college and below; return the finished job and its key."""
    Person.objects.exclude(pk=cast.department.pk).update(password="!x")
    key = new_key()
    job = start_issuing(cast.college, person=cast.department, again=False, key=key)
    run_job(job.pk)
    return Job.objects.select_related("file").get(pk=job.pk), key


def test_everybody_gets_a_slip_that_opens_and_the_browser_that_asked_reads_it(cast, issued):
    job, key = issued
    rows = open_slips(job, key=key, now=timezone.now())
    assert [row[1:3] for row in rows][-1] == ("梁晓", "010005")
    assert [Person.objects.get(staff_number=number).check_password(word) for _, _, number, word in rows] == [
        True
    ] * len(rows)
    assert AuditEntry.objects.filter(verb="发放初始密码").count() == len(rows)


def test_slips_name_the_college_of_a_branch_and_the_post_for_which_they_are_handed_out(cast, issued):
    first = organization(cast.college, "教师第二党支部", Kind.BRANCH, 0)  # made last, and the first of the college
    for place in (cast.other_branch, first):
        Appointment.objects.create(person=cast.outsider, organization=place, role="member", starts="2026-01-01")
    key = new_key()
    job = start_issuing(cast.college, person=cast.department, again=True, key=key)
    Person.objects.update(must_change_password=True, password="x", password_issued_at=timezone.now())
    run_job(job.pk)
    rows = open_slips(Job.objects.select_related("file").get(pk=job.pk), key=key, now=timezone.now())
    assert [row[:2] for row in rows][-2:] == [
        ("机电工程学院教师第二党支部", "万里"),
        ("机电工程学院学生第一党支部", "梁晓"),
    ]


def test_no_password_stands_in_clear_in_the_job_or_its_file(issued):
    job, key = issued
    sealed = read_file(job.file)
    words = [row[3].encode() for row in open_slips(job, key=key, now=timezone.now())]
    assert not any(word in sealed for word in words)
    assert key not in str(job.asked)


def test_another_browser_sees_nothing(issued):
    for key in (new_key(), "", "x"):
        with pytest.raises(SlipsGone, match="那个浏览器"):
            open_slips(issued[0], key=key, now=timezone.now())


def test_after_an_hour_or_a_click_the_slips_are_gone_from_the_disk(issued, django_capture_on_commit_callbacks):
    job, key = issued
    path = path_of(job.file.sha256)
    with pytest.raises(SlipsGone, match="销毁"):
        open_slips(job, key=key, now=timezone.now() + timedelta(hours=2))
    assert destroy_old_slips(now=timezone.now()) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert destroy_old_slips(now=timezone.now() + timedelta(hours=2)) == 1
    assert (path.exists(), StoredFile.objects.filter(pk=job.file_id).exists()) == (False, False)
    destroy_slips(job, actor=job.started_by)  # a second time there is nothing to tell
    assert [line.actor for line in AuditEntry.objects.filter(verb="销毁密码条")] == [None]


def test_the_same_page_sent_twice_draws_no_second_set(issued, cast):
    job, key = issued
    before = dict(Person.objects.values_list("pk", "password"))
    again = start_issuing(cast.college, person=cast.department, again=False, key=key)
    assert (again.pk, run_job(again.pk), dict(Person.objects.values_list("pk", "password"))) == (job.pk, False, before)


def test_the_other_button_of_a_page_gone_back_to_issues_again(issued, cast):
    job, key = issued
    again = start_issuing(cast.college, person=cast.department, again=True, key=key)
    assert (again.pk != job.pk, run_job(again.pk)) == (True, True)
    rows = open_slips(Job.objects.select_related("file").get(pk=again.pk), key=key, now=timezone.now())
    assert rows
    assert set(rows).isdisjoint(open_slips(job, key=key, now=timezone.now()))
    assert start_issuing(cast.college, person=cast.department, again=True, key=key).pk == again.pk


def test_another_page_waits_for_the_one_that_is_going(cast):
    Person.objects.filter(pk=cast.branch_secretary.pk).update(password="!x")
    first, second = (start_issuing(cast.college, person=cast.department, again=False, key=new_key()) for _ in range(2))
    assert first.pk == second.pk


def test_where_nobody_waits_nothing_is_started(cast):
    assert start_issuing(cast.college, person=cast.department, again=False, key=new_key()) is None
    assert not Job.objects.exists()


def test_a_page_that_lost_its_key_issues_nothing(cast):
    for key in ("", "x", "AAAA"):
        with pytest.raises(SlipsGone, match="没有发放"):
            start_issuing(cast.college, person=cast.department, again=False, key=key)


def test_slips_that_still_open_are_found_again_for_an_hour_by_whoever_asked(cast, issued):
    now = timezone.now()
    assert [one.pk for one in kept_slips(cast.college, person=cast.department, now=now)] == [issued[0].pk]
    assert kept_slips(cast.college, person=cast.college_organizer, now=now) == []
    assert kept_slips(cast.college, person=cast.department, now=now + timedelta(hours=2)) == []


def test_lost_slips_are_issued_again_to_those_who_have_not_used_theirs(cast, issued):
    used = Person.objects.get(staff_number="010005")
    Person.objects.filter(pk=used.pk).update(must_change_password=False)
    key = new_key()
    job = start_issuing(cast.college, person=cast.department, again=True, key=key)
    run_job(job.pk)
    rows = open_slips(Job.objects.select_related("file").get(pk=job.pk), key=key, now=timezone.now())
    assert rows
    assert "010005" not in [number for _, _, number, _ in rows]


def test_a_worker_that_dies_while_hashing_has_changed_nothing(cast, monkeypatch):
    Person.objects.filter(pk=cast.branch_secretary.pk).update(password="!x")
    job = start_issuing(cast.college, person=cast.department, again=False, key=new_key())
    monkeypatch.setattr("accounts.services.people.slips.store_file", lambda _: 1 / 0)
    run_job(job.pk)
    assert Job.objects.get(pk=job.pk).state == "failed"
    assert Person.objects.get(pk=cast.branch_secretary.pk).password == "!x"
