"""What has been kept long enough goes, says so in the trail, and nothing else goes (PROMISES §8 14.2.7)."""

import uuid
from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from accounts.models import AuditEntry, Job, Reminder, Roster, StoredFile
from accounts.services.house.retention import TIDIED, tidy
from accounts.services.house.stored_file import store_file
from tests.accounts.trail import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(cast):
    """A session, two jobs and two reminders, of which half are old; one job's file is a roster's too."""
    now = timezone.now()
    for key, days in (("a", -1), ("b", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(days=days))
    for data, days in ((b"kept elsewhere", 31), (b"alone", 31), (b"young", 29)):
        Job.objects.create(kind="x", subject=1, title="x", started_by=cast.head, state="done", file=store_file(data),
                           finished_at=now - timedelta(days=days))  # fmt: skip
    Roster.objects.create(organization=cast.college, file=store_file(b"kept elsewhere"), filename="x", rows=1,
                          uploaded_by=cast.department)  # fmt: skip
    for day in (date(2020, 1, 1), now.date()):
        Reminder.objects.create(person=cast.head, day=day, items=[], sweep=uuid.uuid4())
    return now


def left():
    return [model.objects.count() for model in (Session, Job, Reminder, StoredFile)]


def test_what_is_old_goes_and_a_line_says_how_much(old):
    done = tidy(now=old)
    assert (done.sessions, done.jobs, done.reminders, done.refused) == (1, 2, 1, "")
    assert left() == [1, 1, 1, 2]
    assert AuditEntry.objects.get(verb=TIDIED).after["jobs"] == 2


def test_a_second_time_nothing_more_goes(old):
    tidy(now=old)
    again = tidy(now=old)
    assert (again.sessions, again.jobs, again.reminders) == (0, 0, 0)


def test_a_dry_run_tells_and_deletes_nothing(old, capsys):
    call_command("tidy", "--dry-run")
    assert capsys.readouterr().out == "would be deleted: 0 audit_entries, 1 sessions, 2 jobs, 1 reminders\n"
    assert left() == [2, 3, 2, 3]


def test_a_trail_that_does_not_agree_stays_and_the_line_says_so(old, capsys):
    tidy(now=old)
    run(f"DELETE FROM {AuditEntry._meta.db_table} WHERE id = (SELECT min(id) FROM {AuditEntry._meta.db_table})")
    assert "1 处对不上" in tidy(now=old).refused
    call_command("tidy")
    assert "the trail was left alone" in capsys.readouterr().out
