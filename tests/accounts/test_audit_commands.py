import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.services.trail.protection import protect
from accounts.services.trail.seal import seal_trail
from tests.accounts.trail import ENTRIES, dump, restore, run, sealed

pytestmark = pytest.mark.django_db
LONG_AGO = (timezone.localdate() - timedelta(days=200)).isoformat()


def said(capsys):
    return capsys.readouterr().out.splitlines()


def test_verify_says_how_much_was_checked_and_how_fast(cast, capsys):
    count = len(sealed(cast, 3))
    protect()
    call_command("verify_audit")
    (line,) = said(capsys)
    assert re.fullmatch(rf"{count} entries and 1 seals checked in [\d.]+ s \(\d+ entries/s\), 0 faults", line)


def test_verify_names_the_row_and_fails(cast, capsys):
    ids = sealed(cast, 3)
    run(f"DELETE FROM {ENTRIES} WHERE id = %s", ids[-2])
    with pytest.raises(CommandError) as failed:
        call_command("verify_audit")
    first, *_, last = said(capsys)
    assert (failed.value.returncode, first[: len(f"accounts.auditentry {ids[-2]}:")]) == (
        1,
        f"accounts.auditentry {ids[-2]}:",
    )
    assert last.endswith(" 1 faults")


def test_verify_warns_where_nothing_protects_and_something_waits(cast, capsys):
    call_command("verify_audit")
    unprotected, waiting, _ = said(capsys)
    assert ("run protect_audit" in unprotected, "are not sealed yet" in waiting) == (True, True)


def test_sealing_by_hand_says_how_many(cast, capsys):
    count = AuditEntry.objects.count()
    call_command("seal_audit")
    call_command("seal_audit")
    assert said(capsys) == [f"{count} audit entries sealed", "0 audit entries sealed"]


def test_a_restored_backup_is_accepted_with_its_reason(cast, capsys):
    sealed(cast, 2)
    old = dump()
    sealed(cast, 2)
    restore(old)
    with pytest.raises(CommandError, match="--after-restore"):
        call_command("seal_audit")
    with pytest.raises(CommandError, match="say why"):
        call_command("seal_audit", after_restore=" ")
    call_command("seal_audit", after_restore="换了硬盘")
    call_command("verify_audit")
    assert AuditEntry.objects.latest("pk").after["reason"] == "换了硬盘"


@pytest.mark.parametrize("before", [[f"--before={LONG_AGO}"], []])  # without a day: what the retention allows
def test_purging_says_what_would_go_and_then_what_went(cast, capsys, before):
    count = AuditEntry.objects.count()
    seal_trail(now=timezone.now() - timedelta(days=400))
    call_command("purge_audit", *before, "--dry-run")
    call_command("purge_audit", *before)
    assert said(capsys) == [
        f"{count} audit entries would be deleted, up to seal 1",
        f"{count} audit entries deleted, up to seal 1",
    ]


def test_purging_refuses_what_must_be_kept(cast):
    with pytest.raises(CommandError, match="至少保留 183 天"):
        call_command("purge_audit", f"--before={timezone.localdate()}")
