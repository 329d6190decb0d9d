"""Letting the database itself refuse what two rows must never say together: ``accounts.models.people.facts``.

Every ``migrate`` that applies something begins with ``lift``, and every one ends with ``hold``; so whoever changes a fact
adds a migration, be it an empty one.
"""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError
from django.db import connection, transaction

from accounts.models.people.facts import APPOINTMENT, FACTS, ORGANIZATION, Fact, Watch

SHOWN = 20  # rows in a message
REFUSE = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  {lock};
  IF EXISTS ({pairs}) THEN
    RAISE EXCEPTION '{says}' USING ERRCODE = 'check_violation', CONSTRAINT = '{fact}', TABLE = '{table}';
  END IF;
  RETURN NULL;
END $$
"""
# Planned anew each time: what is best for one post is not for a hundred thousand.
REFUSE_MANY = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  broken boolean;
BEGIN
  {lock};
  EXECUTE $pairs$SELECT EXISTS ({pairs})$pairs$ INTO broken;
  IF broken THEN
    RAISE EXCEPTION '{says}' USING ERRCODE = 'check_violation', CONSTRAINT = '{fact}', TABLE = '{table}';
  END IF;
  RETURN NULL;
END $$
"""
ROWS = """
CREATE CONSTRAINT TRIGGER {name} AFTER {events} ON {table} DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW {when} EXECUTE FUNCTION {name}()
"""
STATEMENT = """
CREATE TRIGGER {name}_{event} AFTER {event} ON {table} REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION {name}()
"""
EXCLUSION = "ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist {excludes} DEFERRABLE INITIALLY DEFERRED"
# Numbers begin with 1, so that 0 is nobody's.
DOUBTS = """
CREATE TABLE IF NOT EXISTS accounts_doubt (
  id INTEGER PRIMARY KEY, fact TEXT NOT NULL, one INTEGER NOT NULL, other INTEGER,
  settled INTEGER NOT NULL DEFAULT 0 REFERENCES accounts_doubt (id) DEFERRABLE INITIALLY DEFERRED
)
"""
FORGET = "DELETE FROM accounts_doubt WHERE fact = '{fact}' AND {doubts};"
DOUBT = "INSERT INTO accounts_doubt (fact, one, other) SELECT '{fact}', pair.* FROM ({pairs}) AS pair;"
SQLITE = "CREATE TRIGGER {name}_{event} AFTER {event} {of} ON {table} BEGIN {does} END"


WATCHED = [(fact, watch) for fact in FACTS for watch in fact.watches]
HELD_ON_POSTGRESQL = "SELECT conname FROM pg_constraint UNION SELECT tgname FROM pg_trigger"
HELD_ON_SQLITE = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


class FactsBroken(CommandError):
    """Rows that stand already break a rule; the message names them, in Chinese."""


def hold_after_migrate(**kwargs: Any) -> None:
    """Let the database hold the facts again; of a state of the tables before there were any, nothing."""
    if {ORGANIZATION, APPOINTMENT} <= set(connection.introspection.table_names()):
        hold()


def lift_before_migrate(*, plan: list[Any], **kwargs: Any) -> None:
    """Take the facts out of the way of what is to be applied, afterwards they are held as they are stated by then.

    SQLite makes no table anew that a trigger of another one names, PostgreSQL changes no column that one watches.
    """
    if plan:
        lift()


@transaction.atomic
def hold() -> None:
    """Let the database refuse whatever breaks a fact; harmless to repeat.

    Raises FactsBroken, with nothing changed, where rows stand that do.
    """
    held = _held()
    missing = [(fact, watch) for fact, watch in WATCHED if name_of(fact, watch) not in held]
    if not missing:
        return
    _refuse_broken()
    on_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if not on_postgresql:
            cursor.execute(DOUBTS)
        for fact, watch in missing:
            for statement in _on_postgresql(fact, watch) if on_postgresql else _on_sqlite(fact, watch):
                cursor.execute(statement)


@transaction.atomic
def lift() -> None:
    """Let the database take everything again; on PostgreSQL only the tables' owner can."""
    on_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if on_postgresql:
            connection.check_constraints()  # one that waits would keep the tables in use
        for fact, watch in WATCHED:
            name = name_of(fact, watch)
            if not on_postgresql:
                for event in ("insert", "update", "delete"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}_{event}")
            elif fact.excludes:
                cursor.execute(f"ALTER TABLE IF EXISTS {watch.table} DROP CONSTRAINT IF EXISTS {name}")
            else:
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")


def name_of(fact: Fact, watch: Watch) -> str:
    """Return what the database calls it: by the fact, and where its rows' own table is not the one, by that too."""
    return fact.name if watch == fact.watches[0] else f"{fact.name}_there"


def _held() -> set[str]:
    """Return the names of those that stand."""
    with connection.cursor() as cursor:
        cursor.execute(HELD_ON_POSTGRESQL if connection.vendor == "postgresql" else HELD_ON_SQLITE)
        return {name.removesuffix("_insert") for (name,) in cursor.fetchall()}


def _refuse_broken() -> None:
    """Raise FactsBroken where rows of before are not as they must be."""
    found = [f"{fact.says}。不合的{fact.noun}编号：{rows}。" for fact in FACTS if (rows := _broken(fact))]
    if found:
        raise FactsBroken("数据库里有前后矛盾的记录，请先改正，再重新运行 migrate。\n" + "\n".join(found))


def _broken(fact: Fact) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT one FROM ({fact.pairs}) AS pair ORDER BY one LIMIT {SHOWN + 1}")  # noqa: S608
        rows = [str(one) for (one,) in cursor.fetchall()]
    return "、".join(rows[:SHOWN]) + (" 等" if len(rows) > SHOWN else "")


def _on_postgresql(fact: Fact, watch: Watch) -> Iterator[str]:
    """Yield what makes an exclusion, a trigger that looks at a statement's posts, or one that waits for the end."""
    name, many = name_of(fact, watch), watch.table == APPOINTMENT
    if fact.excludes:
        yield EXCLUSION.format(table=watch.table, name=name, excludes=fact.excludes)
        return
    only = watch.pairs.replace("= NEW.id", "IN (SELECT id FROM changed)") if many else watch.pairs
    yield (REFUSE_MANY if many else REFUSE).format(
        name=name, lock=watch.lock, pairs=f"{fact.pairs} AND {only}", says=fact.says, fact=fact.name,
        table=watch.table,
    )  # fmt: skip
    if many:
        yield from (STATEMENT.format(name=name, event=event, table=watch.table) for event in ("insert", "update"))
        return
    events = f"{'INSERT OR ' if watch.inserts else ''}UPDATE OF {watch.columns}"
    when = f"WHEN ({watch.when})" if watch.when else ""
    yield ROWS.format(name=name, events=events, table=watch.table, when=when)


def _on_sqlite(fact: Fact, watch: Watch) -> Iterator[str]:
    """Yield the triggers that note a doubt, and forget it when it is mended."""
    forget = FORGET.format(fact=fact.name, doubts=watch.doubts)
    does = forget + DOUBT.format(fact=fact.name, pairs=f"{fact.pairs} AND {watch.pairs}")
    named = {"name": name_of(fact, watch), "table": watch.table}
    yield SQLITE.format(event="insert", of="", does=does, **named)
    yield SQLITE.format(event="update", of=f"OF {watch.columns}", does=does, **named)
    yield SQLITE.format(event="delete", of="", does=forget.replace("NEW.", "OLD."), **named)
