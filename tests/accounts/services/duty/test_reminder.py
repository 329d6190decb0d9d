from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry, Chase, Delivery, Person, Reminder, WorkdayException
from accounts.services.duty.delivery import send_one
from accounts.services.duty.matter import everybody, gather_matters
from accounts.services.duty.reminder import Swept, set_reminder_settings, sweep, write_reminders
from reviews.services.collecting.report import hand_in_report
from tests import docx
from tests.cast import open_year
from tests.many import MORNING, due_tomorrow
from tests.race import together

COLLEAGUES = 30


def at(text):
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.fixture
def many(cast):
    return due_tomorrow(cast, COLLEAGUES)


@pytest.fixture
def overdue(cast):
    """The year of the cast, its reports due on a Friday."""
    Person.objects.filter(pk=cast.college_secretary.pk).update(email="zhou@example.com")
    return open_year(cast, due=at("2026-12-04T17:00"))


def write(today):
    """Write the reminders of a day without sending them."""
    people = everybody(today)
    return write_reminders(people, gather_matters(people, today), today=today)


def states(channel="email"):
    return sorted(Delivery.objects.filter(channel=channel).values_list("state", flat=True))


def test_everybody_gets_one_message_on_each_channel(many):
    assert sweep(now=MORNING) == Swept(written=COLLEAGUES + 1, sent=2 * COLLEAGUES + 1)
    assert {len(mail.outbox), *(len(message.to) for message in mail.outbox)} == {COLLEAGUES, 1}
    assert states() == ["sent"] * COLLEAGUES


def test_a_second_sweep_writes_and_sends_nothing(many):
    sweep(now=MORNING)
    assert sweep(now=MORNING + timedelta(minutes=5)) == Swept(0, 0)


def test_the_command_is_the_same_sweep(many, capsys):
    for _ in range(2):
        call_command("remind", date=MORNING.date())
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["31 reminders written, 61 messages sent", "0 reminders written, 0 messages sent"]


@pytest.mark.parametrize("night", ["2026-12-09T08:59", "2026-12-09T18:00", "2026-12-12T10:00"])
def test_nothing_is_written_at_night_or_on_a_saturday(many, night):
    assert sweep(now=at(night)) == Swept(0, 0)


def test_a_day_off_that_somebody_noted_is_kept(many):
    WorkdayException.objects.create(date=MORNING.date(), is_workday=False, note="校庆")
    assert sweep(now=MORNING) == Swept(0, 0)


def test_who_has_done_it_is_not_reminded(cast, overdue):
    statement = overdue.statement(cast.college)
    statement.mode, statement.mode_reason, statement.mode_approved_by = "not_this_year", "新成立", cast.head
    statement.save()
    sweep(now=at("2026-12-04T10:00"))
    assert not Reminder.objects.filter(person=cast.college_secretary).exists()


def test_superior_secretaries_and_waiting_reports_are_never_the_reason(cast, overdue):
    for day in range(1, 30):
        sweep(now=at(f"2026-12-{day:02}T10:00"))
    assert not Reminder.objects.filter(person=cast.head).exists()
    assert not Chase.objects.filter(key__startswith="round-waiting").exists()


def test_after_the_last_step_the_reviewing_organizer_is_told_once(cast, overdue):
    for day in range(1, 30):
        sweep(now=at(f"2026-12-{day:02}T10:00"))
    told = Reminder.objects.filter(person=cast.department)
    names = {(entry.name, entry.times) for reminder in told for entry in reminder.entries if entry.name}
    assert names == {("周正明", 6), ("刘晓梅", 6), ("谢红", 6)}
    assert told.count() == 1


def test_three_days_down_each_overdue_is_sent_once_within_two_sweeps(cast, overdue):
    for moment in ("2026-12-09T10:00", "2026-12-09T10:05"):
        sweep(now=at(moment))
    times = Chase.objects.filter(escalated=False).values("key").annotate(times=Count("pk"))
    assert {row["times"] for row in times} == {1}


def test_a_clock_that_jumps_back_sends_nothing_twice(many):
    for hour in (10, 9, 11):
        sweep(now=MORNING.replace(hour=hour))
    assert (Reminder.objects.count(), len(mail.outbox)) == (COLLEAGUES + 1, COLLEAGUES)


def test_a_thousand_are_written_in_a_few_queries(cast):
    due_tomorrow(cast, 1000)
    with CaptureQueriesContext(connection) as queries:
        assert write(MORNING.date()) == 1001
    reads = [query for query in queries if query["sql"].startswith("SELECT")]
    inserts = [query for query in queries if query["sql"].startswith("INSERT")]
    assert len(reads) <= 16
    assert len(inserts) <= 40  # SQLite takes 999 values a statement


def every_key():
    return set(Chase.objects.values_list("key", flat=True))


class TestDeliveries:
    """What happens between sending and marking."""

    @pytest.fixture
    def waiting(self, cast, overdue):
        write(at("2026-12-04T10:00").date())
        return Delivery.objects.get(channel="email")

    def killed(self, *_):
        raise KeyboardInterrupt

    def test_killed_while_sending_it_is_sent_again_and_marked(self, waiting):
        now = at("2026-12-04T10:00")
        with pytest.raises(KeyboardInterrupt):
            send_one(waiting.pk, self.killed, every_key(), now=now)
        sweep(now=now)
        assert states() == ["waiting"]  # whoever has it may still be alive
        Delivery.objects.exclude(claimed_at=None).update(claimed_at=timezone.now() - timedelta(minutes=6))
        sweep(now=now)
        waiting.refresh_from_db()
        assert (waiting.state, waiting.possibly_doubled, len(mail.outbox)) == ("sent", True, 1)

    def test_a_server_that_is_down_is_noted_and_tried_again(self, waiting, monkeypatch):
        now = at("2026-12-04T10:00")
        with monkeypatch.context() as down:
            down.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", self.disconnected)
            sweep(now=now)
        waiting.refresh_from_db()
        assert (waiting.state, waiting.error, waiting.attempts) == ("waiting", "SMTPServerDisconnected", 1)
        assert [sweep(now=now).sent, sweep(now=now + timedelta(minutes=11)).sent] == [0, 1]
        waiting.refresh_from_db()
        assert (waiting.state, waiting.error, waiting.possibly_doubled) == ("sent", "", False)

    def disconnected(self, *_):
        raise SMTPServerDisconnected("smtp.example said no to zhou@example.com")

    def test_a_server_that_does_not_even_answer_is_noted_for_all(self, waiting, monkeypatch):
        monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", self.disconnected, raising=False)
        sweep(now=at("2026-12-04T10:00"))
        waiting.refresh_from_db()
        assert (waiting.state, waiting.error) == ("waiting", "SMTPServerDisconnected")

    def test_in_the_application_it_arrives_all_the_same(self, waiting, monkeypatch):
        monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", self.disconnected)
        sweep(now=at("2026-12-04T10:00"))
        assert set(states("in_app")) == {"sent"}

    def test_what_has_been_done_in_the_meantime_does_not_go_out(self, cast, overdue, waiting):
        statement = overdue.statement(cast.college)
        hand_in_report(
            statement, person=cast.college_secretary, data=docx.good(), filename="a.docx", now=timezone.now()
        )
        sweep(now=at("2026-12-04T10:00"))
        waiting.refresh_from_db()
        assert (waiting.state, waiting.error, mail.outbox) == ("dropped", "所列的事都办完了，不用再发。", [])

    def test_after_days_without_a_server_one_message_goes_out(self, waiting, monkeypatch):
        with monkeypatch.context() as down:
            down.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", self.disconnected)
            for day in (4, 7, 8):
                sweep(now=at(f"2026-12-{day:02}T10:00"))
        sweep(now=at("2026-12-08T11:00"))
        (message,) = mail.outbox
        assert ("已逾期 4 天" in message.subject, states()) == (True, ["dropped", "dropped", "sent"])

    def test_who_has_switched_mail_off_since_gets_none(self, cast, waiting):
        Person.objects.filter(pk=cast.college_secretary.pk).update(wants_email=False)
        sweep(now=at("2026-12-04T10:00"))
        assert (states(), mail.outbox) == (["dropped"], [])

    def test_a_name_cannot_smuggle_a_header(self, cast, waiting):
        Person.objects.filter(pk=cast.college_secretary.pk).update(name="周\r\nBcc: all@example.com")
        sweep(now=at("2026-12-04T10:00"))
        (message,) = mail.outbox
        assert message.recipients() == ["zhou@example.com"]
        assert "Bcc" not in message.message()


class TestSettings:
    """Where somebody wants to be reminded."""

    def test_a_change_is_kept_and_audited(self, cast):
        set_reminder_settings(cast.head, wants_email=False)
        cast.head.refresh_from_db()
        entry = AuditEntry.objects.latest("pk")
        assert (cast.head.wants_email, entry.verb, entry.before) == (False, "修改提醒设置", {"wants_email": True})


@pytest.mark.django_db(transaction=True)
class TestRaces:
    """Two clocks, or a clock and a person, at the same moment."""

    def test_sweeps_at_once_write_and_send_each_once(self, request):
        cast = request.getfixturevalue("cast")
        due_tomorrow(cast, COLLEAGUES)
        outcomes = together(*[lambda: sweep(now=MORNING)] * 4)
        assert sum(done.written for done in outcomes) == Reminder.objects.count() == COLLEAGUES + 1
        assert sum(done.sent for done in outcomes) == 2 * COLLEAGUES + 1
        assert sorted(message.to[0] for message in mail.outbox) == sorted(
            f"s{n}@example.com" for n in range(COLLEAGUES)
        )
        assert Chase.objects.count() == COLLEAGUES + 1
