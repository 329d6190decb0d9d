import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from accounts.models import AuditEntry, Person
from accounts.services.trail.protection import is_protected, lift, protect
from tests.accounts.trail import ENTRIES, SEALS, found, run, sealed

pytestmark = pytest.mark.django_db
ROLE = "audit_test_app"
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="roles are PostgreSQL's")


@pytest.fixture
def trail(cast):
    """A sealed trail under protection; what the database kept is undone with the test's transaction."""
    ids = sealed(cast, 3)
    protect()
    return ids


def refused(statement):
    """Whether the database refuses ``statement``."""
    try:
        with transaction.atomic():
            run(statement)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {ENTRIES} SET verb = '登录'",
        f"DELETE FROM {ENTRIES}",
        f"UPDATE {SEALS} SET count = 1",
        f"DELETE FROM {SEALS}",
    ],
)
def test_the_database_refuses_to_change_the_trail(trail, statement):
    assert (is_protected(), refused(statement), found()) == (True, True, [])


def test_the_trail_can_still_be_added_to_and_sealed(trail, cast):
    sealed(cast, 2)
    assert AuditEntry.objects.count() == len(trail) + 2


def test_protection_can_be_repeated_and_lifted(trail):
    protect()
    assert is_protected()
    lift()
    assert (is_protected(), refused(f"DELETE FROM {SEALS}")) == (False, False)


@on_postgresql
def test_the_whole_table_cannot_be_emptied(trail):
    assert refused(f"TRUNCATE {ENTRIES}")


@on_postgresql
@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {ENTRIES} SET verb = '登录'",
        f"DELETE FROM {ENTRIES}",
        f"TRUNCATE {ENTRIES}",
        f"DROP TABLE {ENTRIES}",
        f"ALTER TABLE {ENTRIES} DISABLE TRIGGER ALL",
        f"DROP TRIGGER {ENTRIES}_rows ON {ENTRIES}",
        f"DELETE FROM {SEALS}",
        "CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
    ],
)
def test_the_applications_own_role_cannot_touch_the_trail(trail, cast, statement):
    run(f"CREATE ROLE {ROLE}")
    call_command("protect_audit", app_role=ROLE)
    run(f"SET LOCAL ROLE {ROLE}")
    assert refused(statement)
    sealed(cast, 1)
    Person.objects.filter(pk=cast.outsider.pk).update(name="改得动")
    assert (AuditEntry.objects.count(), found()) == (len(trail) + 1, [])


@on_postgresql
def test_a_role_that_nothing_binds_is_refused(trail):
    run(f"CREATE ROLE {ROLE} IN ROLE CURRENT_USER")
    for role in (ROLE, connection.settings_dict["USER"]):
        with pytest.raises(CommandError, match="nothing binds it"):
            call_command("protect_audit", app_role=role)
    with pytest.raises(CommandError, match="there is no role nobody_at_all"):
        call_command("protect_audit", app_role="nobody_at_all")


def test_the_command_installs_and_lifts(cast, capsys):
    call_command("protect_audit")
    assert is_protected()
    call_command("protect_audit", lift=True)
    assert not is_protected()
