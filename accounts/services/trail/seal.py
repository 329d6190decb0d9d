"""Sealing the audit trail: what has been committed since the last seal is bound together (PROMISES §6).

Writers take no lock and know nothing of seals. A line that was not committed yet when its neighbours were sealed has
left a gap in their seal; the next seal after its commit lists it as late.
"""

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.models import AuditEntry, Seal
from accounts.rules.trail.seal import GENESIS, MOST, Head, Range, Sealed, digest_of, gaps_between, still_open
from accounts.rules.trail.verification import RESTORED
from accounts.services.trail import audit
from accounts.services.trail.head import append_head, current_head, held_head

logger = logging.getLogger(__name__)
RECENT = 24 * 60  # seals whose gaps are looked at again: a day of minutes, for what was under way that long
CHUNK = 200  # ranges asked for at once
MEND = "先核对（verify_audit）；确实是从备份恢复的，运行 seal_audit --after-restore 写明原因，再继续封存。"


class SealRefused(Exception):
    """Nothing was sealed: database and head file do not belong together; the message says what to do."""


def seal_trail(*, now: datetime) -> int:
    """Seal all that is committed; return how many lines. Raises SealRefused."""
    done = 0
    with held_head() as file:
        last = last_seal()
        _catch_up(file, last, current_head())
        while seal := _seal_next(last, now=now):
            append_head(file, seal.number, seal.digest)
            logger.info("audit trail sealed: %s %s", seal.number, seal.digest)
            last, done = seal, done + seal.count
    return done


def last_seal() -> Seal | None:
    """Return the newest seal."""
    return Seal.objects.order_by("-number").first()


def _catch_up(file: BinaryIO, last: Seal | None, head: Head | None) -> None:
    """Write what a crash kept from the head file; refuse to go on where it knows more than the database."""
    number = last.number if last else 0
    known = head.number if head else 0
    if head is None and number > 1:
        raise SealRefused(f"数据库外的封存登记不见了。{MEND}")
    if known > number:
        raise SealRefused(f"登记到第 {known} 号，数据库里只到第 {number} 号。{MEND}")
    if head and Seal.objects.filter(number=known).exclude(digest=head.digest).exists():
        raise SealRefused(f"登记的第 {known} 号与数据库里的不是同一个。{MEND}")
    for seal in Seal.objects.filter(number__gt=known).order_by("number"):
        append_head(file, seal.number, seal.digest)


@transaction.atomic
def _seal_next(last: Seal | None, *, now: datetime) -> Seal | None:
    after = last.last_id if last else 0
    late = _late(last) if last else []
    new = _marks(Q(pk__gt=after), most=MOST - len(late))
    if not late and not new:
        return None
    ids = [one for one, _ in new]
    value = Sealed(
        number=last.number + 1 if last else 1,
        at=now,
        first_id=after + 1,
        last_id=ids[-1] if ids else after,
        gaps=gaps_between(ids, first=after + 1),
        late=tuple(one for one, _ in late),
        previous=last.digest if last else GENESIS,
    )
    return _keep(value, digest_of(audit.audit_key(), value, [*late, *new]))


def _keep(value: Sealed, digest: str) -> Seal | None:
    """Write the seal; None where another machine without our head file has been faster."""
    try:
        with transaction.atomic():
            return Seal.objects.create(
                number=value.number,
                at=value.at,
                first_id=value.first_id,
                last_id=value.last_id,
                gaps=value.gaps,
                late=value.late,
                count=value.count,
                previous=value.previous,
                digest=digest,
            )
    except IntegrityError:
        logger.warning("seal %s was made by somebody else: do two machines have head files of their own?", value.number)
        return None


def _marks(condition: Q, *, most: int) -> list[tuple[int, str]]:
    return list(AuditEntry.objects.filter(condition).order_by("pk").values_list("pk", "mark")[:most])


def _late(newest: Seal) -> list[tuple[int, str]]:
    """Return the lines that have turned up in gaps of recent seals since, MOST at most.

    Recent is told by number, not by time. Where nothing was sealed for a weekend, what had been under way at its
    beginning is still looked for; and a clock that is set back hides no seal between a gap and its late line, which would
    be sealed twice.
    """
    recent = Seal.objects.filter(number__gt=newest.number - RECENT).exclude(gaps=[], late=[])
    gaps: list[Range] = []
    sealed: list[int] = []
    for ranges, late in recent.order_by("number").values_list("gaps", "late"):
        gaps += ranges
        sealed += late
    found: list[tuple[int, str]] = []
    for some in _batched(still_open(gaps, sealed), CHUNK):
        condition = Q(pk__in=())
        for first, last in some:
            condition |= Q(pk__range=(first, last))
        found += _marks(condition, most=MOST - len(found))
    return found


def _batched(ranges: list[Range], size: int) -> Iterator[list[Range]]:
    """Yield ``ranges`` in pieces: SQLite does not take a thousand conditions at once."""
    for start in range(0, len(ranges), size):
        yield ranges[start : start + size]


def accept_restored(*, reason: str, now: datetime) -> bool:
    """Go on after a restored backup, leaving a line in the trail that says so; return whether there was need to.

    The head file keeps what it knew: only this line, which carries our mark, explains it to a later check.
    """
    with held_head() as file:
        last, head = last_seal(), current_head()
        try:
            _catch_up(file, last, head)
        except SealRefused:
            append_head(file, last.number if last else 0, last.digest if last else GENESIS)
        else:
            return False
        with transaction.atomic():
            after = {"head": head.highest if head else 0, "restored": last.number if last else 0, "reason": reason}
            audit.record(None, RESTORED, last or Seal(number=0), after=after)
    seal_trail(now=now)
    return True
