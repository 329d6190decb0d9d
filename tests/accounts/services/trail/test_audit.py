import hmac
import json
import os
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry, Organization
from accounts.rules.trail.audit import is_genuine
from accounts.services.trail import audit
from accounts.services.trail.seal import seal_trail
from accounts.services.trail.verification import verify_trail
from tests.accounts.trail import ENTRIES, run, sealed
from tests.cpu import cpu_seconds

pytestmark = pytest.mark.django_db
PROVE = os.environ.get("PROVE")
ROWS = 100_000 if PROVE else 5_000
TIMES_BARE = 2.5  # 1.2 on a quiet machine, where 100,000 lines take 1.5 s


def is_read_back(entry):
    return is_genuine(audit.audit_key(), audit.written(AuditEntry.objects.get(pk=entry.pk)))


@pytest.mark.parametrize(
    "value", [1, -1.5, 2.0, 1e22, 0.1, None, True, "甲\n\U0001f600\u2028", [1, [2.0]], {"b": 1, "a": {}}]
)
def test_every_value_reads_back_as_it_was_marked(cast, value):
    assert is_read_back(audit.record(None, "修改人员", cast.head, {"x": value}, {3: value, "x": value}))


@pytest.mark.parametrize("address", [None, "10.0.0.1", "2001:db8::1", "::ffff:102:304", "::ffff:1.2.3.4", "::"])
def test_every_address_reads_back_as_it_was_marked(cast, address):
    token = audit.origin.set(address)
    assert is_read_back(audit.record(None, "登录", cast.head))
    audit.origin.reset(token)


def test_a_time_of_another_zone_reads_back(cast):
    entry = audit.entry_for(None, "登录", cast.head)
    entry.at = datetime(1988, 6, 1, 12, 0, 0, 999999, tzinfo=UTC)
    entry.mark = audit.new_mark(audit.audit_key(), audit.written(entry))
    entry.save()
    assert is_read_back(entry)


def test_a_long_label_is_marked_as_it_is_kept(cast):
    entry = audit.record(None, "登录", Organization(pk=1, name="长" * 300))
    assert (len(entry.object_label), is_read_back(entry)) == (200, True)


def test_a_line_break_in_a_name_is_a_blank_in_the_trail(cast):
    entry = audit.record(None, "登录", Organization(pk=1, name="甲\r\n乙\x00丙"))
    assert entry.object_label == "甲 乙 丙"


def test_a_branch_whose_name_tells_no_college_is_named_with_it(cast):
    cast.branch.name = cast.branch.short = "学生第一党支部"
    assert audit.record(None, "修改党组织", cast.branch).object_label == "机电工程学院学生第一党支部"


def test_two_lines_alike_have_marks_of_their_own(cast):
    first, second = (audit.entry_for(None, "登录", cast.head) for _ in range(2))
    assert first.mark != second.mark


def test_a_copy_of_a_line_is_refused_by_the_database(cast):
    *_, last = sealed(cast, 1)
    columns = "actor_id, address, verb, object_type, object_id, object_label, before, after, at, mark"
    with pytest.raises(IntegrityError), transaction.atomic():
        run(f"INSERT INTO {ENTRIES} ({columns}) SELECT {columns} FROM {ENTRIES} WHERE id = %s", last)


def test_a_hundred_thousand_lines_are_checked_in_five_seconds(cast):
    audit.record_all(audit.entry_for(cast.head, "修改人员", cast.outsider, {"name": "甲"}, {}) for _ in range(ROWS))
    seal_trail(now=timezone.now())
    bare, checked = [], []
    for _ in range(3):  # by turns, and the best of them: what else the machine does is nobody's fault here
        bare.append(cpu_seconds(read_and_mark, tries=1))
        checked.append(cpu_seconds(lambda: verify_trail(now=timezone.now()), tries=1))
    verdict = verify_trail(now=timezone.now()).verdict
    within = min(checked) <= 5 if PROVE else min(checked) <= TIMES_BARE * min(bare)
    assert (verdict.entries >= ROWS, verdict.faults, within) == (True, [], True)


def read_and_mark():
    """Do the least that a check must: read every line and make one keyed hash of it."""
    for line in AuditEntry.objects.values_list().iterator():
        hmac.digest(b"key", json.dumps(line, default=str).encode(), "sha256")
