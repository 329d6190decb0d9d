"""Six kinds of tampering by raw SQL, each found (PROMISES §6)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry, Job, Seal
from accounts.services.house.job import run_job, start_job
from accounts.services.trail import audit
from accounts.services.trail.head import head_path
from accounts.services.trail.seal import SealRefused, accept_restored, seal_trail
from accounts.services.trail.verification import CHECKED, VERIFY, verify_trail
from tests.accounts.trail import ENTRIES, SEALS, dump, found, places, restore, run, sealed

pytestmark = pytest.mark.django_db
COPIED = "actor_id, address, verb, object_type, object_id, object_label, before, after, at"


def test_a_trail_that_nobody_touched_agrees(cast):
    ids = sealed(cast, 3, 2)
    verdict = verify_trail(now=timezone.now()).verdict
    assert (verdict.entries, verdict.seals, verdict.unsealed, verdict.faults) == (len(ids), 2, 0, [])


def test_an_empty_trail_agrees(db):
    assert found() == []


@pytest.mark.parametrize(
    "change",
    [
        "verb = '登录'",
        "object_label = '别人'",
        "actor_id = NULL",
        "address = '10.0.0.1'",
        "object_id = object_id + 1",
        "after = '{}'",
        "mark = 'x'",
    ],
)
def test_an_edited_line_is_named(cast, change):
    ids = sealed(cast, 5)
    run(f"UPDATE {ENTRIES} SET {change} WHERE id = %s", ids[-3])
    assert places()[0] == f"accounts.auditentry {ids[-3]}"


def test_an_edited_time_is_found(cast):
    ids = sealed(cast, 5)
    AuditEntry.objects.filter(pk=ids[2]).update(at=timezone.now() - timedelta(days=1))
    assert places() == [f"accounts.auditentry {ids[2]}"]


def test_a_deleted_line_is_named(cast):
    ids = sealed(cast, 5, 5)
    run(f"DELETE FROM {ENTRIES} WHERE id = %s", ids[2])
    assert found() == [(f"accounts.auditentry {ids[2]}", "不见了，第 1 号封存时还在")]


def test_an_inserted_line_is_named(cast):
    ids = sealed(cast, 5)
    run(f"INSERT INTO {ENTRIES} ({COPIED}, mark) SELECT {COPIED}, 'made up' FROM {ENTRIES} WHERE id = %s", ids[2])
    assert places() == [f"accounts.auditentry {AuditEntry.objects.latest('pk').pk}"]


def test_a_line_inserted_before_the_first_is_named(cast):
    ids = sealed(cast, 5)
    columns = f"{COPIED}, id, mark"
    run(f"INSERT INTO {ENTRIES} ({columns}) SELECT {COPIED}, -7, 'made up' FROM {ENTRIES} WHERE id = %s", ids[2])
    assert places() == ["accounts.auditentry -7"]


def test_a_seal_that_counts_wrongly_is_named(cast):
    sealed(cast, 5, 5)
    run(f"UPDATE {SEALS} SET count = count + 1 WHERE number = 2")
    assert places() == ["accounts.seal 2"]


def test_a_copied_line_is_refused_by_the_database_and_found_where_it_is_not(cast):
    ids = sealed(cast, 5)
    columns = f"{COPIED}, mark"
    with pytest.raises(IntegrityError), transaction.atomic():
        run(f"INSERT INTO {ENTRIES} ({columns}) SELECT {columns} FROM {ENTRIES} WHERE id = %s", ids[2])
    changed = columns.replace("mark", "substr(mark, 1, 15) || 'x' || substr(mark, 17)")
    run(f"INSERT INTO {ENTRIES} ({columns}) SELECT {changed} FROM {ENTRIES} WHERE id = %s", ids[2])
    assert places() == [f"accounts.auditentry {AuditEntry.objects.latest('pk').pk}"]


def test_two_lines_that_changed_places_are_found(cast):
    ids = sealed(cast, 5)
    for old, new in ((ids[1], -1), (ids[3], ids[1]), (-1, ids[3])):
        run(f"UPDATE {ENTRIES} SET id = %s WHERE id = %s", new, old)
    assert places() == ["accounts.seal 1"]


def test_a_tail_cut_off_is_found_even_with_its_seals(cast):
    ids = sealed(cast, 5, 5)
    run(f"DELETE FROM {ENTRIES} WHERE id > %s", ids[-6])
    assert places() == [f"accounts.auditentry {one}" for one in ids[-5:]]
    run(f"DELETE FROM {SEALS} WHERE number = 2")
    ((place, text),) = found()
    assert (place, text) == ("audit head", "登记到第 2 号，数据库里只到第 1 号：末尾被截去，或换上了旧的数据库")


def test_an_old_dump_put_in_place_is_found_and_not_sealed_over(cast):
    sealed(cast, 5)
    old = dump()
    sealed(cast, 5, 5)
    restore(old)
    assert places() == ["audit head"]
    with pytest.raises(SealRefused, match="登记到第 3 号，数据库里只到第 1 号"):
        seal_trail(now=timezone.now())


def test_another_database_with_as_many_seals_is_found(cast):
    sealed(cast, 5)
    old = dump()
    sealed(cast, 5)
    head = head_path().read_text()
    restore(old)
    head_path().write_text(head.splitlines()[0] + "\n")
    sealed(cast, 2)
    head_path().write_text(head)
    assert places() == ["audit head"]


def test_a_backup_that_was_restored_openly_agrees_and_stays_on_record(cast):
    sealed(cast, 5)
    old = dump()
    sealed(cast, 5, 5)
    restore(old)
    assert accept_restored(reason="换了硬盘", now=timezone.now())
    assert AuditEntry.objects.latest("pk").after == {"head": 3, "restored": 1, "reason": "换了硬盘"}
    sealed(cast, 4)
    assert (found(), accept_restored(reason="又一次", now=timezone.now())) == ([], False)


def test_a_backup_from_before_the_first_seal_can_be_accepted(cast):
    old = dump()
    sealed(cast, 5, 5)
    restore(old)
    assert accept_restored(reason="从头来过", now=timezone.now())
    assert found() == []


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        (f"DELETE FROM {SEALS} WHERE number = 2", "accounts.seal 2"),
        (f"UPDATE {SEALS} SET digest = previous || '' WHERE number = 1", "accounts.seal 1"),
        (f"UPDATE {SEALS} SET at = '2020-01-01 00:00:00+00:00' WHERE number = 2", "accounts.seal 2"),
        (f"UPDATE {SEALS} SET last_id = 900000000000 WHERE number = 3", "accounts.seal 3"),
        (f"UPDATE {SEALS} SET first_id = first_id - 1 WHERE number = 3", "accounts.seal 3"),
        (f"DELETE FROM {SEALS} WHERE number = 1", "accounts.seal 2"),
    ],
)
def test_a_changed_or_missing_seal_is_named(cast, statement, place):
    sealed(cast, 2, 2, 2)
    run(statement)
    assert place in places()


def test_a_lost_or_shortened_head_file_is_found(cast):
    sealed(cast, 2, 2)
    first, _ = head_path().read_text().splitlines()
    head_path().write_text(f"{first}\n")
    assert (places(), places(later=timedelta(minutes=3))) == ([], ["audit head"])
    head_path().unlink()
    assert places(later=timedelta(minutes=3)) == ["audit head"]
    with pytest.raises(SealRefused, match="封存登记不见了"):
        seal_trail(now=timezone.now())


def test_what_is_not_sealed_is_counted_and_edits_in_it_are_found(cast):
    sealed(cast, 2)
    entry = audit.record(cast.department, "修改人员", cast.outsider)
    assert (verify_trail(now=timezone.now()).verdict.unsealed, found()) == (1, [])
    run(f"UPDATE {ENTRIES} SET verb = '登录' WHERE id = %s", entry.pk)
    assert places() == [f"accounts.auditentry {entry.pk}"]


def test_another_key_finds_every_line(cast, settings):
    ids = sealed(cast, 2)
    settings.AUDIT_KEY = "another key"
    assert len(found()) == len(ids) + 1


def test_the_auditors_check_seals_what_waits_and_notes_its_result(cast):
    audit.record(cast.department, "修改人员", cast.outsider)
    job = start_job(cast.auditor, kind=VERIFY, subject=1, title="核对审计记录")
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message[-5:], job.file) == ("done", "全部相符。", None)
    assert AuditEntry.objects.get(verb=CHECKED).after["faults"] == 0
    assert Seal.objects.count() == 1


def test_the_auditors_check_hands_over_what_it_found(cast):
    ids = sealed(cast, 3)
    run(f"DELETE FROM {ENTRIES} WHERE id = %s", ids[1])
    run_job(start_job(cast.auditor, kind=VERIFY, subject=1, title="核对审计记录").pk)
    job = Job.objects.get()
    assert ("1 处对不上" in job.message, job.filename) == (True, "审计核对发现.xlsx")
