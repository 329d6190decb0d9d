"""Moving a round from stage to stage: one verb for every move of the table (DESIGN §5)."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.rules.house.offer import OfferList
from accounts.services.trail import audit
from reviews.models import Round, StageChange
from reviews.rules.preparing.stage import TRANSITIONS, Missing, Move, may_go, move

Preflight = Callable[[Round, datetime], list[Missing]]
Entry = Callable[[Round], None]

# What each way on asks, by the stage that it leaves; ``offers/preflights.py`` of any app registers here.
preflights: dict[str, OfferList[Preflight]] = {stage: OfferList() for stage in TRANSITIONS}
# What a round does besides when it comes to a stage, within the same transaction; ``offers/entries.py`` registers here.
entries: dict[str, OfferList[Entry]] = {stage: OfferList() for stage in Round.Stage.values}


class NoSuchMove(Exception):
    """The table knows no such move; the message says so in Chinese."""


class Moved(Exception):
    """The round no longer stands where the person saw it; the message says who moved it, in Chinese."""


class NotReady(Exception):
    """Something is missing; ``missing`` lists what, and ``needs_reason`` that a reason would do."""

    def __init__(self, missing: list[Missing]) -> None:
        self.missing = missing
        self.needs_reason = not any(one.must for one in missing)
        super().__init__("请写明原因，再进入下一步。" if self.needs_reason else "还缺几样，补齐后才能进入下一步。")


def missing_before(round_: Round, step: Move, now: datetime) -> list[Missing]:
    """Return the pre-flight list of ``step``; a step back asks for a reason alone."""
    if step.back:
        return []
    return [one for check in preflights[round_.stage] for one in check(round_, now)]


@transaction.atomic
def advance(
    round_: Round, *, to: str, person: Person | None, reason: str = "", now: datetime | None = None
) -> StageChange:
    """Move ``round_``, standing where the person saw it, to the stage ``to``, and write the history.

    Raises NoSuchMove, Moved where somebody was faster, and NotReady where the pre-flight list forbids it
    or asks for a reason.
    """
    now = now or timezone.localtime()
    Round.objects.select_for_update().get(pk=round_.pk)
    fresh = Round.objects.latest_first().get(pk=round_.pk)
    if fresh.stage != round_.stage:
        raise Moved(_who_moved(fresh))
    step = move(fresh.stage, to)
    if step is None:
        raise NoSuchMove(f"“{fresh.get_stage_display()}”之后没有这一步。")
    if step.back and not reason.strip():
        raise NoSuchMove("退回上一步，请写明原因。")
    missing = missing_before(fresh, step, now)
    if not may_go(missing, reason):
        raise NotReady(missing)
    return record_move(fresh, step, person=person, reason=reason.strip(), missing=missing, now=now)


def record_move(
    round_: Round, step: Move, *, person: Person | None, reason: str, missing: list[Missing], now: datetime
) -> StageChange:
    """Write a move whose conditions have been settled, with its history; call it inside a transaction."""
    Round.objects.filter(pk=round_.pk, stage=round_.stage).update(stage=step.to)
    for enter in entries[step.to]:
        enter(round_)
    change = StageChange.objects.create(
        round=round_,
        from_stage=round_.stage,
        to_stage=step.to,
        at=now,
        moved_by=person,
        note=reason,
        missing=[one.what for one in missing],
    )
    after = {"stage": step.to}
    if round_.stage != Round.Stage.EVALUATING:  # a reason there speaks of grades, which the trail does not know yet
        after["reason"] = reason
    audit.record(person, step.verb, round_, before={"stage": round_.stage}, after=after)
    return change


def _who_moved(round_: Round) -> str:
    last = round_.stage_changes.select_related("moved_by").order_by("-pk").first()
    now = round_.get_stage_display()
    if last is None or last.moved_by is None:
        return f"这一轮现在在“{now}”，您的操作没有生效。"
    return f"{last.moved_by.name}在 {timezone.localtime(last.at):%H:%M} 已把这一轮转到“{now}”，您的操作没有生效。"
