"""Planning a meeting, drawing its order, and noting what it leaves (N3.3)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Person
from accounts.services.trail import audit
from reviews.models import Meeting, Poll, Round, Speech, Statement
from reviews.rules.hearing.draw import draw
from reviews.services.collecting.report import Overtaken
from reviews.services.hearing.kiosk import new_kiosk_key

OPEN_STAGES = (Round.Stage.COLLECTING, Round.Stage.MEETING)


class NotNow(Exception):
    """A rule of the office forbids it at this point; the message says which, in Chinese."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned of a meeting; ``statements`` in any order, those not on stage are only commented on."""

    title: str
    at: datetime
    place: str
    chair: str
    recorder: Person | None
    expected: int | None
    present: int | None
    statements: Sequence[Statement]


@transaction.atomic
def plan_meeting(round_: Round, *, plan: Plan, person: Person) -> Meeting:
    """Plan a meeting of ``round_`` (N3.3a: one or many); raises NotNow or Overtaken and then nothing is kept."""
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if locked.stage not in OPEN_STAGES:
        raise NotNow("本轮的评议会阶段已经过去，不能再安排会议。")
    meeting = Meeting.objects.create(round=locked, **_facts(plan), **new_kiosk_key())
    _seat(meeting, plan.statements)
    audit.record(person, "安排述职评议会", meeting, after=_audited(plan))
    return meeting


@transaction.atomic
def change_plan(meeting: Meeting, *, plan: Plan, beat: int, person: Person) -> Meeting:
    """Change the plan; who speaks is only changed before the first speech, and the draw then starts anew."""
    locked = beaten(meeting, beat)
    if locked.is_closed:
        raise NotNow("会议已经结束，时间地点不能再改。人数和经过请在会议记录里改。")
    for field, value in _facts(plan).items():
        setattr(locked, field, value)
    wanted = {statement.pk for statement in plan.statements}
    seated = set(locked.speeches.values_list("statement", flat=True))
    if wanted != seated:
        _must_be_silent(locked)
        _must_not_be_polled(locked)
        locked.speeches.all().delete()
        locked.seed, locked.drawn_at = "", None
        _seat(locked, plan.statements)
    locked.save()
    audit.record(person, "修改会议安排", locked, after=_audited(plan))
    return locked


def _facts(plan: Plan) -> dict[str, Any]:
    return {
        "title": plan.title, "at": plan.at, "place": plan.place, "chair": plan.chair,
        "recorder": plan.recorder, "expected": plan.expected, "present": plan.present,
    }  # fmt: skip


def _audited(plan: Plan) -> dict[str, Any]:
    return {
        "at": plan.at.isoformat(), "place": plan.place, "expected": plan.expected, "present": plan.present,
        "statements": sorted(statement.pk for statement in plan.statements),
    }  # fmt: skip


def _seat(meeting: Meeting, statements: Sequence[Statement]) -> None:
    """Give everybody a turn: speakers in 规定序, then those who report in writing."""
    ids = [statement.pk for statement in statements]
    found = list(
        Statement.objects.select_for_update(of=("self",))
        .reporting()
        .filter(pk__in=ids, round=meeting.round_id)
        .select_related("organization", "appointment__person")
        .in_order()
    )
    taken = Speech.objects.filter(statement__in=found).select_related("meeting", "statement__appointment__person")
    if clash := taken.first():
        raise Overtaken(f"{clash.statement.person.name}同志已经安排在“{clash.meeting.title}”，请先从那里取下。")
    if len(found) != len(set(ids)) or not found:
        raise NotNow("选的述职人里有的不在本轮，或本年度不述职。请看一下名单再定。")
    speakers = [one for one in found if one.is_on_stage]
    rest = [one for one in found if not one.is_on_stage]
    Speech.objects.bulk_create(
        Speech(meeting=meeting, statement=one, order=order, spoken=one.is_on_stage)
        for order, one in enumerate([*speakers, *rest], start=1)
    )


@transaction.atomic
def draw_order(
    meeting: Meeting, *, beat: int, person: Person, now: datetime, reason: str = "", seed: str = ""
) -> Meeting:
    """Draw the speakers' order; again only before the first speech and with a reason."""
    locked = beaten(meeting, beat)
    _must_be_silent(locked)
    if locked.seed and not reason.strip():
        raise NotNow("已经抽过签。确需重抽，请写明原因。")
    before = {"seed": locked.seed}
    locked.seed = seed or f"{secrets.randbelow(10**8):08d}"
    locked.drawn_at = now
    locked.save(update_fields=["seed", "drawn_at"])
    speakers = list(locked.speeches.filter(spoken=True).order_by("statement__organization__position", "statement"))
    drawn = draw(locked.seed, speakers)
    # Two passes: an order number stands once a meeting at every moment.
    locked.speeches.filter(spoken=True).update(order=F("order") + 10_000)
    for order, speech in enumerate(drawn, start=1):
        Speech.objects.filter(pk=speech.pk).update(order=order)
    after = {"seed": locked.seed, "reason": reason, "order": [speech.statement_id for speech in drawn]}
    audit.record(person, "抽签排序", locked, before=before, after=after)
    return locked


def _must_be_silent(meeting: Meeting) -> None:
    if meeting.speeches.exclude(step=Speech.Step.WAITING).exists() or not meeting.is_planned:
        raise NotNow("会议已经开始，发言人和顺序不能再变。谁没有到，请在会场直接请下一位。")


def _must_not_be_polled(meeting: Meeting) -> None:
    """Refuse to change who stands on sheets that are out."""
    if Poll.objects.filter(meeting=meeting).exclude(state=Poll.State.PREPARING).exists():
        raise NotNow("民主测评已经开始，票上的述职人不能再变。谁没有到，请在会场直接请下一位。")


def beaten(meeting: Meeting, beat: int) -> Meeting:
    """Take the next beat if ``beat`` is still the last: one of two simultaneous steps wins (PROMISES §3)."""
    if not Meeting.objects.filter(pk=meeting.pk, beat=beat).update(beat=F("beat") + 1):
        raise Overtaken("会议刚才已经往前走了一步，您这一下没有再算。页面已经更新，请看一下再点。")
    return Meeting.objects.for_pages().get(pk=meeting.pk)


@transaction.atomic
def save_minutes(meeting: Meeting, *, text: str, version: int, person: Person) -> Meeting:
    """Keep the minutes if nobody else has saved since ``version``."""
    changed = Meeting.objects.filter(pk=meeting.pk, minutes_version=version).update(
        minutes=text, minutes_version=F("minutes_version") + 1
    )
    if not changed:
        raise Overtaken("会议记录刚才有人存过。您写的还在下面，请先看一眼现在存着的那一份，再存一次。")
    audit.record(person, "保存会议记录", meeting, after={"version": version + 1, "length": len(text)})
    return Meeting.objects.for_pages().get(pk=meeting.pk)


@transaction.atomic
def note_small_meeting(statement: Statement, *, plan: Plan, person: Person) -> Meeting:
    """Note a meeting of one speaker that is over: no draw, no hall (DESIGN §1). The comment is saved beside it."""
    meeting = plan_meeting(statement.round, plan=replace(plan, statements=[statement]), person=person)
    Speech.objects.filter(meeting=meeting).update(step=Speech.Step.DONE)
    Meeting.objects.filter(pk=meeting.pk).update(
        state=Meeting.State.CLOSED, started_at=plan.at, closed_at=max(plan.at, timezone.now()),
        kiosk_salt="", kiosk_hash=None,
    )  # fmt: skip
    meeting.refresh_from_db()
    return meeting
