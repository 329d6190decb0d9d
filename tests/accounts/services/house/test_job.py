from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Job
from accounts.services.house import job as jobs
from accounts.services.house.stored_file import read_file


@pytest.fixture
def counted(cast, monkeypatch):
    """A kind of work that notes how often it was done."""
    done = []

    def work(job, progress):
        done.append(job.pk)
        progress(1, 2)
        return jobs.Produced(b"result", "结果.zip")

    monkeypatch.setitem(jobs._work, "counted", work)
    return done


def start(cast):
    return jobs.start_job(cast.department, kind="counted", subject=1, title="打包")


def test_a_job_is_done_once_however_often_it_is_run(cast, counted):
    job = start(cast)
    assert [jobs.run_job(job.pk), jobs.run_job(job.pk)] == [True, False]
    assert counted == [job.pk]


def test_a_done_job_hands_over_its_file(cast, counted):
    job = start(cast)
    jobs.run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.percent, job.filename, read_file(job.file)) == ("done", 100, "结果.zip", b"result")


def test_a_second_click_gets_the_same_job(cast, counted):
    assert start(cast) == start(cast)


def test_a_failed_job_says_so_and_keeps_no_file(cast, monkeypatch, caplog):
    monkeypatch.setitem(jobs._work, "counted", lambda *_: 1 / 0)
    job = start(cast)
    jobs.run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.file, job.message[:8]) == ("failed", None, "中途出了错，没有")


def test_resume_does_what_waits_and_what_a_killed_worker_left(cast, counted):
    job = start(cast)
    Job.objects.update(state="running", touched_at=timezone.now() - timedelta(hours=1))
    assert (jobs.resume_jobs(), counted) == (1, [job.pk])


def test_resume_leaves_a_running_job_alone(cast, counted):
    start(cast)
    Job.objects.update(state="running")
    assert jobs.resume_jobs() == 0


def test_more_done_than_there_is_is_refused_by_the_database(cast, counted):
    job = start(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(done=2, total=1)
