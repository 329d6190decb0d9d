"""What a poll has come to: told to those who may know, recounted before witnesses (DESIGN §7, N3.4a)."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.crypto import constant_time_compare

from accounts.models import Person
from accounts.services.trail import audit
from reviews.models import Poll, Recount, Remark, Statement, Tally
from reviews.rules.hearing.poll import FLOOR, SHOWN_FROM, count
from reviews.services.collecting.report import Overtaken
from reviews.services.hearing.meeting import NotNow
from reviews.services.hearing.poll_closing import seal_of


@dataclass(frozen=True, slots=True)
class Result:
    """A secretary's result: ``grades`` in the order of GRADES; all nothing where too few sheets came in.

    ``meeting_id`` is whose poll it was.
    """

    meeting_id: int
    grades: tuple[int, ...]
    blank: int
    valid: int
    is_shown: bool

    @property
    def is_mostly_best(self) -> bool | None:
        """Whether more than half of the valid sheets say the best grade; None where nothing is shown."""
        return 2 * self.grades[0] > self.valid if self.is_shown else None


def tally_of(statement: Statement) -> Result | None:
    """Return the result of ``statement`` (loaded ``with_tallies``), None where there was no poll or it is not closed.

    One reference among several, for those who see what is not released: who calls it has asked who is looking.
    """
    tally: Tally | None = getattr(statement, "tally", None)
    if tally is None:
        return None
    if not tally.poll.is_shown:
        return Result(tally.poll.meeting_id, (), 0, tally.valid, is_shown=False)
    return Result(tally.poll.meeting_id, tally.counts.grades, tally.blank, tally.valid, is_shown=True)


@transaction.atomic
def recount(poll: Poll, *, witnesses: tuple[str, str], person: Person, now: datetime) -> Recount:
    """Count the sealed copy anew before two 监票人 and note whether it agrees with the frozen tally."""
    locked = Poll.objects.select_for_update().get(pk=poll.pk)
    if not locked.is_closed:
        raise NotNow("还没有收票，没有可复核的。")
    intact = constant_time_compare(seal_of(locked), locked.seal)
    found = count(json.loads(locked.sealed), locked.statements) if intact else {}
    frozen = {tally.statement_id: tally.counts for tally in Tally.objects.filter(poll=locked)}
    names = "、".join(witnesses)
    made = Recount.objects.create(poll=locked, witnesses=names, agrees=intact and found == frozen, by=person, at=now)
    audit.record(person, "复核民主测评", locked, after={"witnesses": names, "agrees": made.agrees})
    return made


@transaction.atomic
def lower_threshold(poll: Poll, *, reason: str, person: Person) -> Poll:
    """Show a poll of three or four valid sheets, under the name of who wants it so."""
    locked = Poll.objects.select_for_update().get(pk=poll.pk)
    if not locked.is_closed or not FLOOR <= (locked.valid or 0) < SHOWN_FROM:
        raise NotNow(f"只有收票后有效票为 {FLOOR} 至 {SHOWN_FROM - 1} 张的，才可以放宽。")
    if locked.shown_from < SHOWN_FROM:
        raise Overtaken("刚才已经放宽，结果就在下面。")
    locked.shown_from, locked.shown_reason, locked.shown_by = FLOOR, reason, person
    locked.save(update_fields=["shown_from", "shown_reason", "shown_by"])
    audit.record(person, "放宽测评结果的显示", locked, after={"shown_from": FLOOR, "reason": reason})
    return locked


@transaction.atomic
def sort_remark(remark: Remark, *, state: str, seen: str, person: Person) -> None:
    """Say whether a remark is passed on to whom it concerns; ``seen`` is the state that the page showed."""
    if not Remark.objects.filter(pk=remark.pk, state=seen).update(state=state):
        raise Overtaken("这一条刚才已有人处理过，下面是现在的样子。")
    audit.record(person, "处理文字意见", remark.poll)  # neither which nor how: it is not released
