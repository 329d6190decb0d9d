import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry, Organization, Person
from accounts.models.house.bulk import insert_rows, reserve_ids
from accounts.rules.trail.audit import is_genuine
from accounts.services.trail import audit
from accounts.services.trail.audit import written

NAMES = ("id", "staff_number", "name", "mobile", "password_issued_at", "password")
BRIEF = ("id", "staff_number", "name", "password")
pytestmark = pytest.mark.django_db


def test_rows_come_back_as_they_were_given_with_defaults_for_the_rest():
    at = timezone.now()
    (pk,) = reserve_ids(Person, 1)
    insert_rows(Person, NAMES, [(pk, "020001", "白\t石\\\n", None, at, "!x")])
    person = Person.objects.get(pk=pk)
    assert (person.staff_number, person.name, person.mobile, person.password_issued_at) == (
        "020001",
        "白\t石\\\n",
        None,
        at,
    )
    assert (person.is_active, person.must_change_password, person.email) == (True, False, None)


def test_reserved_ids_are_given_to_nobody_else():
    ids = list(reserve_ids(Person, 2))
    insert_rows(Person, BRIEF, [(pk, f"02{pk}", "甲", "!x") for pk in ids])
    later = Person.objects.create_person(staff_number="030001", name="乙")
    assert later.pk > max(ids)
    assert not set(reserve_ids(Person, 3)) & {*ids, later.pk}


def test_no_rows_write_nothing():
    insert_rows(Person, NAMES, [])
    assert not Person.objects.exists()


def test_what_the_database_refuses_is_raised_as_ever():
    rows = [(pk, "020001", "甲", "!x") for pk in reserve_ids(Person, 2)]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(Person, BRIEF, rows)
    assert not Person.objects.exists()


def test_a_forbidden_row_is_refused_by_its_constraint():
    row = (*reserve_ids(Organization, 1), None, "no-path", "branch", "甲", "甲", 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(Organization, ("id", "parent", "path", "kind", "name", "short", "position"), [row])


def test_lines_of_the_trail_written_in_bulk_are_genuine(cast):
    lines = [
        ("新建人员", "accounts.person", 7, audit.label_of("甲\x00乙"), {}, {"staff_number": "02", "mobile": None})
    ] * 2
    audit.record_rows(cast.department, lines)
    entries = AuditEntry.objects.filter(verb="新建人员", object_id=7)
    assert [is_genuine(audit.audit_key(), written(entry)) for entry in entries] == [True, True]
    assert entries[0].actor == cast.department
