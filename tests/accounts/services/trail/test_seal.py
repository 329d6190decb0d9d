import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry, Seal
from accounts.services.trail import audit
from accounts.services.trail.head import current_head, head_path
from accounts.services.trail.seal import seal_trail
from accounts.services.trail.verification import verify_trail
from tests.accounts.trail import sealed
from tests.race import together

pytestmark = pytest.mark.django_db


def verdict():
    return verify_trail(now=timezone.now()).verdict


def test_a_seal_covers_what_was_written_since_the_last(cast):
    ids = sealed(cast, 3, 2)
    first, second = Seal.objects.order_by("number")
    assert (first.count, second.count) == (len(ids) - 2, 2)
    assert (second.previous, second.first_id, second.last_id) == (first.digest, first.last_id + 1, ids[-1])
    assert current_head().digest == second.digest


def test_where_nothing_was_written_there_is_no_seal(cast):
    sealed(cast, 3)
    assert (seal_trail(now=timezone.now()), Seal.objects.count()) == (0, 1)


def test_a_long_backlog_gets_several_seals(cast, monkeypatch):
    monkeypatch.setattr("accounts.services.trail.seal.MOST", 4)
    ids = sealed(cast, 10)
    assert (Seal.objects.count(), verdict().faults) == (-(-len(ids) // 4), [])


def test_a_rolled_back_line_leaves_a_gap_that_is_nobodys_fault(cast):
    sealed(cast, 2)
    AuditEntry.objects.bulk_create([audit.entry_for(cast.head, "登录", cast.head)])
    AuditEntry.objects.latest("pk").delete()
    audit.record(cast.department, "登录", cast.department)
    seal_trail(now=timezone.now())
    assert (verdict().faults, verdict().unsealed) == ([], 0)


def test_a_line_that_was_committed_late_is_sealed_late(cast):
    sealed(cast, 2)
    late, early = (audit.record(cast.head, "登录", cast.head) for _ in range(2))
    AuditEntry.objects.filter(pk=late.pk).delete()
    seal_trail(now=timezone.now())
    AuditEntry.objects.bulk_create([late])
    assert (verdict().unsealed, verdict().faults) == (1, [])
    seal_trail(now=timezone.now())
    last = Seal.objects.order_by("-number").first()
    assert (last.late, last.count, last.last_id) == ([late.pk], 1, early.pk)
    assert (verdict().unsealed, verdict().faults, seal_trail(now=timezone.now())) == (0, [], 0)


def test_many_late_lines_get_several_seals(cast, monkeypatch):
    monkeypatch.setattr("accounts.services.trail.seal.MOST", 4)
    late = [audit.record(cast.head, "登录", cast.head) for _ in range(11)]
    audit.record(cast.head, "退出", cast.head)
    AuditEntry.objects.filter(verb="登录").delete()
    seal_trail(now=timezone.now())
    AuditEntry.objects.bulk_create(late)
    assert (seal_trail(now=timezone.now()), verdict().unsealed, verdict().faults) == (11, 0, [])


def test_a_late_line_that_is_taken_away_again_is_named(cast):
    late, _ = (audit.record(cast.head, "登录", cast.head) for _ in range(2))
    AuditEntry.objects.filter(pk=late.pk).delete()
    seal_trail(now=timezone.now())
    AuditEntry.objects.bulk_create([late])
    seal_trail(now=timezone.now())
    AuditEntry.objects.filter(pk=late.pk).delete()
    assert [fault.place for fault in verdict().faults] == [f"accounts.auditentry {late.pk}"]


def test_a_crash_before_the_head_file_is_made_good_by_the_next_seal(cast):
    sealed(cast, 2, 2)
    lines = head_path().read_text().splitlines()
    head_path().write_text(f"{lines[0]}\n{lines[1][:20]}")
    sealed(cast, 1)
    assert (current_head().number, verdict().faults) == (3, [])


def test_a_seal_is_made_in_constant_queries(cast):
    sealed(cast, 1)
    needed = []
    for count in (1, 300):
        audit.record_all(audit.entry_for(None, "登录", cast.head) for _ in range(count))
        with CaptureQueriesContext(connection) as queries:
            seal_trail(now=timezone.now())
        needed.append(len(queries))
    assert (needed[0] == needed[1], needed[0] <= 16) == (True, True)


@pytest.fixture
def gap(cast):
    """A line that was still under way when its neighbour was sealed two days ago."""
    late, _ = (audit.record(cast.head, "登录", cast.head) for _ in range(2))
    AuditEntry.objects.filter(pk=late.pk).delete()
    seal_trail(now=timezone.now() - timedelta(days=2))
    return late


def test_gaps_of_long_ago_are_not_looked_at_again(gap, cast, monkeypatch):
    monkeypatch.setattr("accounts.services.trail.seal.RECENT", 1)
    sealed(cast, 1)
    AuditEntry.objects.bulk_create([gap])
    assert (seal_trail(now=timezone.now()), verdict().unsealed) == (0, 1)


@pytest.mark.parametrize("days", [0, -1000, 1000])
def test_a_gap_is_looked_at_again_however_long_nothing_was_sealed(gap, days):
    AuditEntry.objects.bulk_create([gap])
    assert (seal_trail(now=timezone.now() + timedelta(days=days)), verdict().unsealed) == (1, 0)


def test_a_clock_that_is_set_back_seals_nothing_twice(gap, cast):
    AuditEntry.objects.bulk_create([gap])
    seal_trail(now=timezone.now() - timedelta(days=9))
    for _ in range(2):
        audit.record(cast.head, "登录", cast.head)
        seal_trail(now=timezone.now() - timedelta(days=2))
    assert (verdict().faults, verdict().unsealed) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_writers_and_sealers_at_once_leave_nothing_out(cast):
    def write():
        for _ in range(10):
            with transaction.atomic():
                audit.record(cast.head, "登录", cast.head)

    def seal():
        return seal_trail(now=timezone.now())

    outcomes = together(write, seal, write, seal, write, seal)
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    seal_trail(now=timezone.now())
    result = verdict()
    assert (result.faults, result.unsealed, AuditEntry.objects.filter(verb="登录").count()) == ([], 0, 30)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_takes_its_time_is_sealed_when_it_is_done(cast):
    written, sealed_meanwhile = threading.Event(), threading.Event()

    def slowly():
        with transaction.atomic():
            entry = audit.record(cast.head, "登录", cast.head)
            written.set()
            sealed_meanwhile.wait()
        return entry.pk

    def quickly():
        written.wait()
        audit.record(cast.department, "登录", cast.department)
        seal_trail(now=timezone.now())
        sealed_meanwhile.set()

    slow, _ = together(slowly, quickly)
    assert (verdict().unsealed, verdict().faults) == (1, [])
    seal_trail(now=timezone.now())
    assert (Seal.objects.order_by("-number").first().late, verdict().unsealed, verdict().faults) == ([slow], 0, [])
