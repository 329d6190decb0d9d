"""What must never be false here is refused by the database itself, whoever writes: raw SQL, both databases (PROMISES §3)."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Chase, Delivery, FormerName, Job, Reminder, Roster, Seal, WorkdayException
from accounts.services.house.stored_file import store_file

pytestmark = pytest.mark.django_db
STATEMENTS = [
    "UPDATE accounts_organization SET kind = 'club' WHERE id = {branch}",
    "UPDATE accounts_organization SET name = '' WHERE id = {branch}",
    "UPDATE accounts_organization SET short = '' WHERE id = {branch}",
    "UPDATE accounts_organization SET parent_id = id WHERE id = {branch}",
    "UPDATE accounts_organization SET path = '1/2' WHERE id = {branch}",
    "UPDATE accounts_organization SET path = (SELECT path FROM accounts_organization WHERE id = {college}) WHERE id = {branch}",
    "UPDATE accounts_organization SET position = -1 WHERE id = {branch}",
    "UPDATE accounts_organization SET name = (SELECT name FROM accounts_organization WHERE id = {college}) WHERE id = {direct}",
    "UPDATE accounts_person SET staff_number = '' WHERE id = {outsider}",
    "UPDATE accounts_person SET staff_number = '010001' WHERE id = {outsider}",
    "UPDATE accounts_person SET staff_number = CASE id WHEN {outsider} THEN 'a001' ELSE 'A001' END WHERE id IN ({outsider}, {auditor})",
    "UPDATE accounts_person SET name = '' WHERE id = {outsider}",
    "UPDATE accounts_person SET mobile = '' WHERE id = {outsider}",
    "UPDATE accounts_person SET mobile = '13800000002' WHERE id = {outsider}",
    "UPDATE accounts_person SET must_change_password = {true}, password_issued_at = NULL WHERE id = {outsider}",
    "UPDATE accounts_person SET password_issued_at = '2026-02-01', password_used_at = '2026-01-01' WHERE id = {outsider}",
    "UPDATE accounts_appointment SET role = 'king' WHERE id = {post}",
    "UPDATE accounts_appointment SET ends = '2000-01-01' WHERE id = {post}",
    "UPDATE accounts_appointment SET role = 'secretary' WHERE id = {organizer}",
    "UPDATE accounts_appointment SET role = 'auditor', person_id = {auditor} WHERE id = {organizer}",
    "INSERT INTO accounts_appointment (person_id, organization_id, role, starts) VALUES ({auditor}, {top}, 'system_administrator', '2026-01-01')",
    "INSERT INTO accounts_appointment (person_id, organization_id, role, starts) VALUES ({auditor}, {top}, 'auditor', '2026-01-01')",
    "UPDATE accounts_auditentry SET verb = ''",
    "UPDATE accounts_auditentry SET object_type = ''",
    "UPDATE accounts_auditentry SET mark = ''",
    "UPDATE accounts_auditentry SET mark = (SELECT max(mark) FROM accounts_auditentry)",
    "UPDATE accounts_auditentry SET object_id = -1",
    "UPDATE accounts_seal SET count = 0",
    "UPDATE accounts_seal SET number = 0",
    "UPDATE accounts_seal SET last_id = first_id - 2",
    "UPDATE accounts_job SET state = 'lost'",
    "UPDATE accounts_job SET kind = ''",
    "UPDATE accounts_job SET done = 2, total = 1",
    "UPDATE accounts_job SET state = 'done', finished_at = NULL",
    "UPDATE accounts_job SET file_id = {file}",
    "UPDATE accounts_storedfile SET sha256 = 'abc' WHERE id = {file}",
    "UPDATE accounts_storedfile SET size = -1 WHERE id = {file}",
    "INSERT INTO accounts_reminder (person_id, day, items, sweep, written_at) SELECT person_id, day, items, sweep, written_at FROM accounts_reminder",
    "UPDATE accounts_delivery SET state = 'lost'",
    "UPDATE accounts_delivery SET state = 'sent'",
    "UPDATE accounts_delivery SET state = 'failed'",
    "UPDATE accounts_delivery SET sent_at = '2026-01-01'",
    "UPDATE accounts_chase SET key = ''",
    "INSERT INTO accounts_workdayexception (date, is_workday, note) SELECT date, is_workday, note FROM accounts_workdayexception",
    "INSERT INTO accounts_organization (path, kind, name, short, position, search) VALUES ('/0/', 'committee', '某校党委', '某校', 0, '')",
    "UPDATE accounts_organization SET parent_id = NULL WHERE id = {direct}",
    "UPDATE accounts_organization SET ended_on = '2026-01-01', ending = '{{}}' WHERE id = {top}",
    "UPDATE accounts_person SET name = '  ' WHERE id = {outsider}",
    "UPDATE accounts_person SET staff_number = ' ' WHERE id = {outsider}",
    "UPDATE accounts_person SET staff_number = '01 23' WHERE id = {outsider}",
    "UPDATE accounts_person SET mobile = '123' WHERE id = {outsider}",
    "UPDATE accounts_person SET mobile = '23800000009' WHERE id = {outsider}",
    "UPDATE accounts_person SET email = '' WHERE id = {outsider}",
    "UPDATE accounts_person SET email = 'nobody' WHERE id = {outsider}",
    "UPDATE accounts_person SET password = '!', must_change_password = {true}, password_issued_at = '2026-01-01' WHERE id = {outsider}",
    "UPDATE accounts_person SET password_issued_at = NULL, password_used_at = '2026-01-01' WHERE id = {outsider}",
    "UPDATE accounts_appointment SET starts = '0026-09-01' WHERE id = {post}",
    "UPDATE accounts_appointment SET ends = '9999-12-31' WHERE id = {post}",
    "UPDATE accounts_seal SET digest = 'short'",
    "UPDATE accounts_seal SET previous = ''",
    "UPDATE accounts_job SET finished_at = '2026-01-01'",
    "UPDATE accounts_job SET state = 'failed', finished_at = '2026-01-01', message = ''",
    "UPDATE accounts_delivery SET channel = 'pigeon'",
    "UPDATE accounts_delivery SET state = 'sent', sent_at = '2026-01-01', claimed_at = '2026-01-01'",
    "UPDATE accounts_roster SET state = 'lost'",
    "UPDATE accounts_roster SET state = 'written'",
    "UPDATE accounts_roster SET state = 'previewed'",
    "UPDATE accounts_organization SET name = ' ' WHERE id = {branch}",
    "UPDATE accounts_organization SET short = '  ' WHERE id = {branch}",
    "UPDATE accounts_organization SET ended_on = '0026-01-01', ending = '{{}}' WHERE id = {branch}",
    "UPDATE accounts_formername SET name = ' '",
    "UPDATE accounts_formername SET until = '9999-12-31'",
    "UPDATE accounts_person SET password = '' WHERE id = {outsider}",
    "UPDATE accounts_person SET mobile = '1380000000a' WHERE id = {outsider}",
    "UPDATE accounts_storedfile SET sha256 = '../../../../../../../../../../../../../../../../../etc/passwd.so' WHERE id = {file}",
]  # fmt: skip


@pytest.fixture
def ids(cast):
    """One row of every table, and the ids that the statements name."""
    now, file = timezone.now(), store_file(b"x")
    Job.objects.create(kind="x", subject=1, title="x", started_by=cast.head)
    Seal.objects.create(number=1, at=now, first_id=1, last_id=1, count=1, previous="0" * 64, digest="1" * 64)
    reminder = Reminder.objects.create(person=cast.head, day=now.date(), items=[], sweep=uuid.uuid4())
    Delivery.objects.create(reminder=reminder, channel="email")
    Chase.objects.create(reminder=reminder, person=cast.head, key="x:1")
    WorkdayException.objects.create(date=now.date(), is_workday=True)
    FormerName.objects.create(organization=cast.branch, name="旧名", short="旧名", until="2020-01-01")
    Roster.objects.create(organization=cast.college, file=file, filename="x", rows=1, uploaded_by=cast.head)
    return {
        "top": cast.committee.pk, "college": cast.college.pk, "branch": cast.branch.pk, "direct": cast.direct_branch.pk,
        "outsider": cast.outsider.pk, "auditor": cast.auditor.pk, "file": file.pk,
        "post": cast.branch_secretary.appointments.get().pk, "organizer": cast.college_organizer.appointments.get().pk,
        "true": "true" if connection.vendor == "postgresql" else "1",
    }  # fmt: skip


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses(ids, statement):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(**ids))


def empty(table):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM accounts_{table}")
        connection.check_constraints()


@pytest.mark.parametrize("table", ["organization", "person", "storedfile"])
def test_nothing_goes_that_something_else_rests_on(ids, table):
    with pytest.raises(IntegrityError):
        empty(table)
