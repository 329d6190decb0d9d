"""What two rows must never say together is refused by the database itself, whoever writes: raw SQL, both databases."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.models import Appointment
from accounts.models.people.facts import FACTS
from accounts.services.people.appointment import appoint
from accounts.services.people.ending import end_organization
from accounts.services.people.facts import FactsBroken, hold, hold_after_migrate, lift, lift_before_migrate
from accounts.services.people.organization import move_organization
from tests.accounts.trail import run

pytestmark = pytest.mark.django_db
ON_POSTGRESQL = connection.vendor == "postgresql"
DAY = date(2026, 5, 31)
POST = "INSERT INTO accounts_appointment (person_id, organization_id, role, starts, ends) VALUES "
ORGANIZATION = "INSERT INTO accounts_organization (id, parent_id, path, kind, name, short, position, search, ended_on, ending) VALUES "
MOVE = "UPDATE accounts_organization SET parent_id = {other}, path = '/{top}/{other}/{branch}/' WHERE id = {branch}"
END = "UPDATE accounts_organization SET ended_on = '2026-05-31', ending = '{{}}' WHERE id = "
FREE = "UPDATE accounts_appointment SET ends = '2026-03-31' WHERE id = {post};"
REFUSED = {
    "organization_path_follows_its_parent": [
        "UPDATE accounts_organization SET path = '/{branch}/' WHERE id = {branch}",
        "UPDATE accounts_organization SET path = '/{top}/{college}/0/' WHERE id = {branch}",
        "UPDATE accounts_organization SET parent_id = {other} WHERE id = {branch}",
        "UPDATE accounts_organization SET parent_id = {branch} WHERE id = {college}",
        "UPDATE accounts_organization SET parent_id = {other}, path = '/{top}/{other}/{college}/' WHERE id = {college}",
        ORGANIZATION + "(999, {college}, '/{top}/{other}/999/', 'branch', '新', '新', 0, '', NULL, NULL)",
    ],
    "organization_lives_below_the_living": [
        "UPDATE accounts_appointment SET ends = '2026-05-31' WHERE organization_id = {college};" + END + "{college}",
        FREE + END + "{branch};" + ORGANIZATION
        + "(999, {branch}, '/{top}/{college}/{branch}/999/', 'branch', '新', '新', 0, '', NULL, NULL)",
    ],
    "appointment_ends_with_its_organization": [
        END + "{branch}",
        FREE + END + "{branch}; UPDATE accounts_appointment SET ends = NULL WHERE id = {post}",
        FREE + END + "{branch}; UPDATE accounts_appointment SET ends = '2026-06-01' WHERE id = {post}",
        FREE + END + "{branch};" + POST + "({outsider}, {branch}, 'member', '2026-06-01', NULL)",
    ],
    "appointment_guards_at_the_top": [
        POST + "({outsider}, {college}, 'auditor', '2026-01-01', NULL)",
        "UPDATE accounts_appointment SET organization_id = {college} WHERE person_id = {auditor}",
        "UPDATE accounts_appointment SET role = 'auditor' WHERE id = {post}",
    ],
    "appointment_guards_apart": [
        POST + "({auditor}, {branch}, 'organizer', '2026-04-01', NULL)",
        POST + "({secretary}, {top}, 'auditor', '2026-04-01', '2026-04-01')",
        FREE + POST + "({secretary}, {top}, 'auditor', '2026-03-31', NULL)",
        POST + "({auditor}, {top}, 'system_administrator', '2026-04-01', '2026-04-01')",
    ],
    "appointment_leads_alone": [
        POST + "({outsider}, {branch}, 'secretary', '2026-04-01', '2026-04-30')",
        POST + "({outsider}, {branch}, 'deputy_in_charge', '2026-04-01', '2026-04-01')",
        FREE + POST + "({outsider}, {branch}, 'secretary', '2026-03-30', NULL)",
        FREE + POST + "({outsider}, {branch}, 'secretary', '2026-03-31', '2026-12-31'); "
        "UPDATE accounts_appointment SET ends = NULL WHERE id = {post}",
        POST + "({outsider}, {branch}, 'organizer', '2026-04-01', '2026-04-30'); "
        "UPDATE accounts_appointment SET role = 'secretary' WHERE person_id = {outsider}",
    ],
    "appointment_held_once": [
        POST + "({outsider}, {branch}, 'member', '2026-01-01', NULL), ({outsider}, {branch}, 'member', '2026-04-01', '2026-04-30')",
        POST + "({outsider}, {branch}, 'member', '2026-04-01', '2026-04-01'), ({outsider}, {branch}, 'member', '2026-04-01', '2026-04-01')",
    ],
}  # fmt: skip
TAKEN = [
    MOVE,
    "UPDATE accounts_organization SET path = '/{branch}/' WHERE id = {branch};" + MOVE,  # mended in time
    ORGANIZATION + "(999, 998, '/{top}/998/999/', 'branch', '孙', '孙', 0, '', NULL, NULL), "
    "(998, {top}, '/{top}/998/', 'branch', '子', '子', 0, '', NULL, NULL)",
    FREE + END + "{branch};" + END + "{college}; UPDATE accounts_appointment SET ends = '2026-05-31' WHERE organization_id = {college}",
    FREE + END + "{branch};" + POST + "({outsider}, {branch}, 'member', '2026-01-01', '2026-05-31')",
    POST + "({outsider}, {top}, 'auditor', '2026-01-01', NULL)",
    FREE + POST + "({secretary}, {top}, 'auditor', '2026-04-01', NULL)",
    POST + "({auditor}, {branch}, 'member', '2026-01-01', NULL)",
    FREE + POST + "({outsider}, {branch}, 'secretary', '2026-03-31', NULL)",
    FREE + POST + "({outsider}, {branch}, 'secretary', '2026-03-31', '2026-03-31')",
    POST + "({outsider}, {branch}, 'member', '2026-01-01', '2026-04-01'), ({outsider}, {branch}, 'member', '2026-04-01', NULL)",
    POST + "({outsider}, {branch}, 'secretary', '2026-04-01', '2026-04-30'); DELETE FROM accounts_appointment WHERE person_id = {outsider}",
]  # fmt: skip


@pytest.fixture
def ids(cast):
    """The ids that the statements name; the post of the branch's secretary is open since January."""
    post = cast.branch_secretary.appointments.get()
    Appointment.objects.filter(pk=post.pk).update(starts="2026-01-01")
    return {
        "top": cast.committee.pk, "college": cast.college.pk, "branch": cast.branch.pk, "other": cast.other_college.pk,
        "outsider": cast.outsider.pk, "auditor": cast.auditor.pk, "secretary": cast.branch_secretary.pk, "post": post.pk,
    }  # fmt: skip


def write(statements, ids):
    with connection.cursor() as cursor:
        for statement in statements.format(**ids).split(";"):
            cursor.execute(statement)


def doubted():
    """Return the facts that SQLite is in doubt about."""
    if ON_POSTGRESQL:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT fact FROM accounts_doubt")
        return {fact for (fact,) in cursor.fetchall()}


def refused_by(statements, ids):
    """Return the facts that refuse, at the latest when the transaction ends, as ``check_constraints`` tries."""
    doubts = set()
    try:
        with transaction.atomic():
            write(statements, ids)
            doubts = doubted()
            connection.check_constraints()
    except IntegrityError as error:
        return {error.__cause__.diag.constraint_name} if ON_POSTGRESQL else doubts
    return set()


@pytest.mark.parametrize(("fact", "statements"), [(fact, one) for fact, some in REFUSED.items() for one in some])
def test_the_database_refuses(ids, fact, statements):
    assert fact in refused_by(statements, ids)
    lift()
    assert refused_by(statements, ids) == set()


@pytest.mark.parametrize("statements", TAKEN)
def test_the_database_takes(ids, statements):
    assert refused_by(statements, ids) == set()


def test_every_fact_is_tried():
    assert {fact.name for fact in FACTS} == set(REFUSED)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_rows_of_before_that_break_a_fact_are_named_and_nothing_is_held(ids, fact):
    lift()
    write(REFUSED[fact.name][0], ids)
    with pytest.raises(FactsBroken, match=rf"{fact.says}。不合的{fact.noun}编号：\d+"), transaction.atomic():
        hold()
    connection.check_constraints()


def test_they_are_held_again_after_they_were_lifted(ids):
    lift()
    hold()
    hold()
    fact, (statements, *_) = next(iter(REFUSED.items()))
    assert refused_by(statements, ids) == {fact}


def test_what_is_to_be_applied_finds_nothing_in_its_way_and_what_is_not_changes_nothing(ids):
    fact, (statements, *_) = next(iter(REFUSED.items()))
    lift_before_migrate(plan=[])
    assert refused_by(statements, ids) == {fact}
    lift_before_migrate(plan=["a migration"])
    with transaction.atomic():
        assert refused_by(statements, ids) == set()
        transaction.set_rollback(True)
    hold_after_migrate()
    assert refused_by(statements, ids) == {fact}


@pytest.mark.skipif(not ON_POSTGRESQL, reason="roles are PostgreSQL's")
def test_the_applications_own_role_gives_posts_and_moves_and_ends(cast):
    run("CREATE ROLE facts_test_app")
    call_command("protect_audit", app_role="facts_test_app")
    run("SET LOCAL ROLE facts_test_app")
    appoint(cast.outsider, organization=cast.committee, role="auditor", starts=DAY)
    move_organization(cast.branch, parent=cast.other_college, actor=cast.department)
    end_organization(cast.branch, on=DAY, today=DAY, actor=cast.department)
    connection.check_constraints()
    with pytest.raises(DatabaseError, match="must be owner"), transaction.atomic():
        lift()
