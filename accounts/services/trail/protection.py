"""Keeping the audit trail from being changed: triggers in the database, and what its own role may do (PROMISES §6)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from accounts.models import AuditEntry, Seal

TABLES = (AuditEntry._meta.db_table, Seal._meta.db_table)
FUNCTION = """
CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'restrict_violation'; END $$
"""
POSTGRESQL = (
    "CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()",
    "CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()",
)
SQLITE = (
    "CREATE TRIGGER {table}_rows BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
    "CREATE TRIGGER {table}_whole BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
)
REACH = """
SELECT rolsuper OR pg_has_role(rolname, (SELECT relowner FROM pg_class WHERE oid = to_regclass(%s)), 'MEMBER')
FROM pg_roles WHERE rolname = %s
"""
NAMES = [f"{table}_{part}" for table in TABLES for part in ("rows", "whole")]


class RoleRefused(Exception):
    """The application must not connect by this role, or there is none such; the message says why."""


@transaction.atomic
def protect() -> None:
    """Let the database refuse every UPDATE and DELETE on the trail and its seals; harmless to repeat."""
    lift()
    on_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if on_postgresql:
            cursor.execute(FUNCTION)
        for table in TABLES:
            for statement in POSTGRESQL if on_postgresql else SQLITE:
                cursor.execute(statement.format(table=table))


@transaction.atomic
def lift() -> None:
    """Take the protection away; on PostgreSQL only the tables' owner can."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            connection.check_constraints()  # one that waits would keep the tables in use
        for table in TABLES:
            for part in ("rows", "whole"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{part}{on}")


def is_protected() -> bool:
    """Whether all triggers stand."""
    if connection.vendor == "postgresql":
        query = (
            "SELECT count(*) FROM pg_trigger WHERE tgname IN (%s, %s, %s, %s) AND tgenabled = 'O' "
            "AND tgrelid IN (to_regclass(%s), to_regclass(%s))"
        )
        values = [*NAMES, *TABLES]
    else:
        query = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN (%s, %s, %s, %s)"
        values = NAMES
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return bool(cursor.fetchone()[0] == len(NAMES))


@contextmanager
def lifted() -> Iterator[None]:
    """Allow deletions inside the block, in one transaction: others never see the trail without its protection."""
    with transaction.atomic():
        was_protected = is_protected()
        lift()
        yield
        if was_protected:
            protect()


def grant(role: str) -> list[str]:
    """Let ``role``, by which the application connects, write everything but add to the trail alone.

    Return the statements that were carried out; PostgreSQL alone knows roles. Raises RoleRefused.
    """
    _must_be_bound(role)
    name = connection.ops.quote_name(role)
    statements = [
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public TO {name}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {', '.join(TABLES)} FROM {name}",
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    return statements


def _must_be_bound(role: str) -> None:
    """Refuse a role that no grant binds: it could take the triggers away itself, and the owner could purge no more."""
    with connection.cursor() as cursor:
        cursor.execute(REACH, [TABLES[0], role])
        found = cursor.fetchone()
    if found is None:
        raise RoleRefused(f"there is no role {role}: CREATE ROLE {role} LOGIN PASSWORD '…' first")
    if found[0]:
        raise RoleRefused(
            f"{role} owns the tables or is a superuser: nothing binds it. Let the application have another role"
        )
