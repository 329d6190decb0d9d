"""Closing a poll: what was live is counted, shuffled, sealed and wiped (DESIGN §7, PROMISES §0 and §2)."""

import json
import logging
import secrets
from datetime import datetime

from django.db import DatabaseError, connection, transaction
from django.utils.crypto import salted_hmac

from accounts.models import Person
from accounts.services.trail import audit
from reviews.models import Door, Jotting, Poll, Remark, Sheet, Slip, Tally
from reviews.rules.hearing.poll import count
from reviews.services.collecting.report import Overtaken
from reviews.services.hearing.meeting import NotNow

logger = logging.getLogger(__name__)
LIVE = (Slip, Sheet, Jotting, Door)


@transaction.atomic
def close_poll(poll: Poll, *, person: Person, now: datetime) -> Poll:
    """Close ``poll`` and freeze its tally; raises Overtaken or NotNow.

    Reading every slip for update waits for whoever is handing in; the sheets are read after that, so that accepted
    and counted are the same. Then all live rows go: a row that is not there has no order and no version to betray.
    """
    # Without its key, which the sheets being handed in refer to: a full lock and their commit would wait in a circle.
    locked = Poll.objects.select_for_update(no_key=True).get(pk=poll.pk)
    if locked.is_closed:
        raise Overtaken("刚才已经收票，下面就是结果。")
    if locked.is_preparing:
        raise NotNow("测评还没有开始，不用收票；不做的话请撤销。")
    used = list(Slip.objects.select_for_update().filter(poll=locked).values_list("is_used", flat=True))
    sheets = list(Sheet.objects.filter(poll=locked).values_list("choices", "is_void"))
    secrets.SystemRandom().shuffle(sheets)
    if sum(used) != len(sheets):
        raise NotNow(f"已用的票签 {sum(used)} 张，测评票 {len(sheets)} 张，对不上。请不要再收，联系系统管理员。")
    _freeze(locked, sheets, issued=len(used))
    _shuffle_remarks(locked)
    for model in LIVE:
        model.objects.filter(poll=locked).delete()
    locked.state, locked.closed_by, locked.closed_at = Poll.State.CLOSED, person, now
    locked.save()
    totals = ("issued", "valid", "void", "unused")
    audit.record(person, "收票结束", locked, after={name: getattr(locked, name) for name in totals})
    transaction.on_commit(lambda: clean(locked.pk))
    return locked


def _freeze(poll: Poll, sheets: list[tuple[dict[str, str], bool]], *, issued: int) -> None:
    valid = [choices for choices, is_void in sheets if not is_void]
    poll.issued, poll.valid, poll.void = issued, len(valid), len(sheets) - len(valid)
    poll.unused = issued - len(sheets)
    poll.sealed = json.dumps(valid, separators=(",", ":"), sort_keys=True)
    poll.seal = seal_of(poll)
    Tally.objects.bulk_create(
        Tally(
            poll=poll, statement_id=pk, blank=found.blank, valid=found.valid,
            best=found.grades[0], second=found.grades[1], third=found.grades[2], last=found.grades[3],
        )
        for pk, found in count(valid, poll.statements).items()
    )  # fmt: skip


def seal_of(poll: Poll) -> str:
    """Return the keyed hash over the sealed copy and its totals: who has only the database cannot forge it."""
    text = f"{poll.pk}|{poll.issued}|{poll.valid}|{poll.void}|{poll.statements}|{poll.sealed}"
    return salted_hmac("reviews.poll.seal", text, algorithm="sha256").hexdigest()


def _shuffle_remarks(poll: Poll) -> None:
    found = list(Jotting.objects.filter(poll=poll).values_list("statement", "text"))
    secrets.SystemRandom().shuffle(found)
    Remark.objects.bulk_create(Remark(poll=poll, statement_id=pk, text=text) for pk, text in found)


def clean(pk: int) -> bool:
    """Sweep what deleting leaves in the database's files; return whether it could. Call it outside a transaction.

    The live tables hold open polls alone, hence rewriting them takes moments however many years there are.
    """
    if connection.in_atomic_block:
        return False
    try:
        if connection.vendor == "sqlite":
            _sweep_sqlite()
        else:
            for model in LIVE:  # a table at a time, so that nobody who hands in waits in a circle
                _rewrite(connection.ops.quote_name(model._meta.db_table))
    except DatabaseError:
        logger.warning("The files of the database could not be swept after a poll; its page offers to try again.")
        return False
    Poll.objects.filter(pk=pk).update(is_clean=True)
    return True


def _sweep_sqlite() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if cursor.fetchone()[0]:
            raise DatabaseError("a reader holds the log")


def _rewrite(table: str) -> None:
    """Give ``table`` a new file: the rows of other open polls are put back shuffled, in one transaction.

    VACUUM FULL would keep what any older transaction may still see, an autovacuum's too (measured: all of 350 codes).
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '5s'")
        cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        cursor.execute("CREATE TEMP TABLE kept ON COMMIT DROP AS TABLE " + table)
        cursor.execute(f"TRUNCATE {table}")
        cursor.execute(f"INSERT INTO {table} SELECT * FROM kept ORDER BY random()")  # noqa: S608 - a name of ours
