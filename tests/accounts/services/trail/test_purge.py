from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEntry, Seal
from accounts.rules.trail.verification import PURGED
from accounts.services.trail import audit
from accounts.services.trail.protection import is_protected, protect
from accounts.services.trail.purge import PurgeRefused, plan_purge, purge
from accounts.services.trail.seal import seal_trail
from tests.accounts.trail import ENTRIES, SEALS, found, run

pytestmark = pytest.mark.django_db
NOW = timezone.now()
BEFORE = timezone.localdate(NOW) - timedelta(days=200)


@pytest.fixture
def years(cast):
    """Three lines sealed 400 days ago, two 300 days ago, one today; nothing else."""
    AuditEntry.objects.all().delete()
    for days, count in ((400, 3), (300, 2), (0, 1)):
        for _ in range(count):
            audit.record(cast.head, "登录", cast.head)
        seal_trail(now=NOW - timedelta(days=days))


def test_what_is_old_goes_and_the_rest_still_agrees(years):
    done = purge(BEFORE, now=NOW)
    assert (done.entries, found()) == (5, [])
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == ["登录", PURGED]
    assert list(Seal.objects.order_by("number").values_list("number", flat=True)) == [2, 3, 4]


def test_what_was_taken_away_stands_in_the_trail(years):
    anchor = Seal.objects.get(number=2)
    purge(BEFORE, now=NOW)
    entry = AuditEntry.objects.get(verb=PURGED)
    assert entry.after == {
        "seal": 2,
        "digest": anchor.digest,
        "last_id": anchor.last_id,
        "count": 5,
        "before": BEFORE.isoformat(),
    }


def test_a_second_purge_goes_on_from_the_first(years):
    purge(timezone.localdate(NOW) - timedelta(days=350), now=NOW)
    assert (purge(BEFORE, now=NOW).entries, found()) == (2, [])
    assert purge(BEFORE, now=NOW).entries == 0


def test_a_dry_run_deletes_nothing(years):
    assert plan_purge(BEFORE, today=timezone.localdate(NOW)).entries == 5
    assert AuditEntry.objects.count() == 6


def test_half_a_year_is_kept_whatever_is_asked(years):
    with pytest.raises(PurgeRefused, match="至少保留 183 天"):
        purge(timezone.localdate(NOW) - timedelta(days=182), now=NOW)
    with pytest.raises(PurgeRefused):
        plan_purge(date(2999, 1, 1), today=timezone.localdate(NOW))


def test_a_trail_that_does_not_agree_is_evidence_and_not_purged(years):
    run(f"DELETE FROM {ENTRIES} WHERE id = (SELECT min(id) FROM {ENTRIES})")
    with pytest.raises(PurgeRefused, match="1 处对不上"):
        purge(BEFORE, now=NOW)


def test_the_triggers_stand_again_afterwards(years):
    protect()
    purge(BEFORE, now=NOW)
    assert (is_protected(), AuditEntry.objects.filter(verb="登录").count()) == (True, 1)


def test_a_purge_that_nobody_registered_is_found(years):
    run(f"DELETE FROM {ENTRIES} WHERE id <= (SELECT last_id FROM {SEALS} WHERE number = 2)")
    run(f"DELETE FROM {SEALS} WHERE number < 2")
    assert len(found()) == 3


def test_a_late_line_stays_with_the_seal_that_lists_it(years, cast):
    late, _ = (audit.record(cast.head, "登录", cast.head) for _ in range(2))
    AuditEntry.objects.filter(pk=late.pk).delete()
    seal_trail(now=NOW)
    AuditEntry.objects.bulk_create([late])
    seal_trail(now=NOW)
    today = NOW + timedelta(days=190)
    Seal.objects.filter(number=5).update(at=today)  # what it covers is young
    assert plan_purge(timezone.localdate(NOW) + timedelta(days=1), today=timezone.localdate(today)).entries == 7
