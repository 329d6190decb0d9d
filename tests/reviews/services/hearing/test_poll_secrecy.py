"""With everything that is left after closing, nobody leads a sheet back to its slip (DESIGN §7, PROMISES §0 and §2)."""

import json
import logging
import os
import random
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from reviews.models import Poll, Remark, Sheet, Slip, Statement
from reviews.rules.hearing.grade import GRADES
from reviews.services.hearing.poll_closing import LIVE
from tests import cast as casting
from tests import poll as polling

pytestmark = pytest.mark.django_db(transaction=True)
SHEETS = 1000 if os.environ.get("PROVE") else 300
SEEDS = range(5) if os.environ.get("PROVE") else range(2)
NOISE = 4 / SHEETS**0.5  # what a shuffled order's correlation stays under, but for one time in 16,000
CANARY = "金丝雀在第三排"


@pytest.fixture
def hall():
    cast = casting.assemble()
    return cast, polling.hall_of_three(cast, casting.open_year(cast))


def correlation(first, second):
    """Pearson's ρ of two lists."""
    mean_1, mean_2 = sum(first) / len(first), sum(second) / len(second)
    upper = sum((a - mean_1) * (b - mean_2) for a, b in zip(first, second, strict=True))
    spread = (sum((a - mean_1) ** 2 for a in first) * sum((b - mean_2) ** 2 for b in second)) ** 0.5
    return upper / spread


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sealed_order_tells_nothing_of_the_order_of_handing_in(hall, seed):
    cast, meeting = hall
    poll = polling.begun(meeting, cast.department, slips=SHEETS)
    draw = random.Random(seed)
    grades = sorted(draw.choices(range(4), k=SHEETS))  # the early ones all 好, the late ones all 差
    for ticket, grade in zip(polling.phones(poll), grades, strict=True):
        polling.cast_sheet(poll, ticket.key, GRADES[grade])
    polling.closed(poll, cast.department)
    sealed = [GRADES.index(one[str(poll.statements[0])]) for one in json.loads(Poll.objects.get().sealed)]
    assert sorted(sealed) == grades
    assert abs(correlation(list(range(SHEETS)), sealed)) < NOISE


def test_remarks_lie_in_no_order_and_beside_no_sheet(hall):
    cast, meeting = hall
    poll = polling.begun(meeting, cast.department, slips=SHEETS, asks_remarks=True)
    for number, ticket in enumerate(polling.phones(poll)):
        polling.cast_sheet(poll, ticket.key, "best", remarks={poll.statements[0]: f"{number}"})
    polling.closed(poll, cast.department)
    columns, order = ("xmin::text", "ctid") if connection.vendor == "postgresql" else ("0", "rowid")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT text, {columns} FROM {Remark._meta.db_table} ORDER BY {order}")
        rows = cursor.fetchall()
    stored = [int(row[0]) for row in rows]
    assert abs(correlation(list(range(SHEETS)), stored)) < NOISE
    assert len({row[1] for row in rows}) == 1  # one transaction wrote them all


def raw_files():
    """Return what lies on disk of the database, as bytes; of PostgreSQL the pages of the live tables."""
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        return b"".join(Path(name + end).read_bytes() for end in ("", "-wal") if Path(name + end).exists())
    with connection.cursor() as cursor:
        tables = [model._meta.db_table for model in LIVE]
        cursor.execute("SELECT pg_relation_filepath(name) FROM unnest(%s::text[]) AS name", [tables])
        paths = [row[0] for row in cursor.fetchall()]
        cursor.execute("CHECKPOINT")
        found = []
        for path in paths:
            cursor.execute("SELECT pg_read_binary_file(%s)", [path])
            found.append(bytes(cursor.fetchone()[0]))
    return b"".join(found)


def test_no_burnt_code_and_no_receipt_is_left_in_the_files(hall):
    cast, meeting = hall
    poll = polling.begun(meeting, cast.department, slips=200)
    for ticket in polling.phones(poll)[:150]:
        polling.cast_sheet(poll, ticket.key, "best", "second", "last")
    dead = [*Slip.objects.values_list("key_hash", flat=True), *Sheet.objects.values_list("receipt", flat=True)]
    dead.append(poll.door.salt)
    written = raw_files()
    assert [text for text in dead if text.encode() not in written] == []
    polling.closed(poll, cast.department)
    assert Poll.objects.get().is_clean
    left = raw_files()
    assert [text for text in dead if text.encode() in left] == []


def test_an_older_transaction_does_not_keep_what_is_swept(hall):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's readers make it wait, and the page offers to sweep again")
    cast, meeting = hall
    older = connection.copy()
    older.set_autocommit(False)
    with older.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT count(*) FROM accounts_person")
    poll = polling.begun(meeting, cast.department)
    dead = list(Slip.objects.values_list("key_hash", flat=True))
    polling.closed(poll, cast.department)
    assert Poll.objects.get().is_clean
    left = raw_files()
    older.rollback()
    older.close()
    assert [text for text in dead if text.encode() in left] == []


def test_other_open_polls_keep_their_slips_when_one_is_swept(hall):
    cast, meeting = hall
    below = Statement.objects.get(organization=cast.branch)
    other = polling.begun(polling.hall.hold(below), cast.college_organizer, slips=20)
    polling.cast_sheet(other, polling.phones(other)[0].key, "best")
    polling.closed(polling.begun(meeting, cast.department), cast.department)
    for ticket in polling.phones(other)[1:]:
        polling.cast_sheet(other, ticket.key, "best")
    assert polling.closed(other, cast.college_organizer).valid == 20


def dump():
    """Return every row of every table as text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [f"{table}: {row}" for row in cursor.fetchall()]
    return rows


def test_no_word_of_a_sheet_is_anywhere_but_in_its_table(hall, caplog):
    cast, meeting = hall
    poll = polling.begun(meeting, cast.department, slips=6, asks_remarks=True)
    browser, ticket = Client(), polling.phones(poll)[0]
    browser.force_login(cast.college_secretary)  # logged in on the very phone
    before = AuditEntry.objects.count()
    sessions = [row for row in dump() if row.startswith("django_session")]
    posted = polling.fields(poll, ticket.code, "last", "third") | {f"r{poll.statements[0]}": CANARY}
    with caplog.at_level(logging.DEBUG):
        for name in ("poll_door", "poll_check", "poll_hand_in", "poll_hand_in"):
            browser.post(reverse(f"reviews:{name}"), posted)
    wanted = (CANARY, ticket.code, ticket.key)
    assert [row.split(":")[0] for row in dump() if any(word in row for word in wanted)] == ["reviews_jotting"]
    assert AuditEntry.objects.count() == before
    assert [row for row in dump() if row.startswith("django_session")] == sessions
    assert [record.getMessage() for record in caplog.records if record.name.startswith("django.request")] == []
    assert not any(word in caplog.text for word in (CANARY, ticket.key))
    assert caches["memory"]._cache == {}


def test_no_row_of_an_open_poll_has_a_time_a_person_or_a_row_of_another_kind(hall):
    kinds = {
        field.get_internal_type() + (f" {field.related_model.__name__}" if field.related_model else "")
        for model in (Slip, Sheet)
        for field in model._meta.get_fields()
    }
    assert kinds == {"UUIDField", "ForeignKey Poll", "CharField", "BooleanField", "JSONField"}
