"""Telling everybody their own, hearing objections and answering them (N3.4b); the talk comes first for 一般 and 差."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.services.trail import audit
from reviews.models import Feedback, Round
from reviews.rules.concluding.feedback import objection_until

GIVEN_IN = (Round.Stage.DECIDED, Round.Stage.FED_BACK, Round.Stage.PUBLISHED)


class FeedbackRefused(Exception):
    """It may not be done now; the message says why and what instead, in Chinese."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of opening: how many were told, and the names of those to whom somebody must talk first."""

    count: int
    talk_first: list[str]


@transaction.atomic
def open_feedback(round_: Round, *, ids: Collection[int], person: Person, now: datetime) -> Opened:
    """Give these letters; what is given already stays as it is. Raises FeedbackRefused outside the stage."""
    fresh = Round.objects.select_for_update().get(pk=round_.pk)
    if fresh.stage not in GIVEN_IN:
        raise FeedbackRefused("现在不是反馈的时候：要在研究确定以后、归档以前。")
    waiting = Feedback.objects.editable_by(person).current().unopened().filter(outcome__decision__round=fresh)
    found = list(waiting.filter(pk__in=ids).for_pages().in_order())
    ready = [one for one in found if one.talked_on or not one.outcome.asks_for_a_talk]
    until = objection_until(timezone.localdate(now), round_.cycle.objection_days)
    for one in ready:
        Feedback.objects.filter(pk=one.pk, opened_at=None).update(
            opened_at=now, opened_by=person, objection_until=until
        )
    audit.record_all([
        audit.entry_for(person, "反馈综合评价意见", one, after={"until": until.isoformat()}, label=str(one))
        for one in ready
    ])  # fmt: skip
    return Opened(len(ready), [one.outcome.statement.person.name for one in found if one not in ready])


@transaction.atomic
def note_talk(feedback: Feedback, *, talked_on: date, talked_by: str, person: Person) -> Feedback:
    """Note that somebody has talked to the person; the trail does not say so, it would tell the grade (DESIGN §4)."""
    fresh = _locked(feedback)
    if fresh.is_open:
        raise FeedbackRefused("已经反馈本人，谈话登记不能再改。")
    if talked_on < fresh.outcome.decision.held_on:
        raise FeedbackRefused("谈话日期早于研究确定的日期，请核对。")
    fresh.talked_on, fresh.talked_by = talked_on, talked_by
    fresh.save(update_fields=["talked_on", "talked_by"])
    audit.record(person, "反馈前的登记", fresh.outcome.decision.round)
    return fresh


@transaction.atomic
def acknowledge(feedback: Feedback, *, person: Person, now: datetime) -> Feedback:
    """Note 我已阅知, once; a second click changes nothing."""
    fresh = _locked(feedback)
    if not fresh.is_open:
        raise FeedbackRefused("这份意见还没有反馈给您。")
    if Feedback.objects.filter(pk=fresh.pk, acknowledged_at=None).update(acknowledged_at=now, acknowledged_by=person):
        audit.record(person, "阅知反馈意见", fresh)
    return Feedback.objects.for_pages().get(pk=fresh.pk)


@transaction.atomic
def object_to(feedback: Feedback, *, text: str, person: Person, now: datetime) -> Feedback:
    """Take an objection, once, within its days; the same text again is no change. Raises FeedbackRefused."""
    fresh = _locked(feedback)
    if fresh.objection == text:
        return fresh
    if fresh.objection:
        raise FeedbackRefused("您已经提出过异议，等答复就行。要补充，请直接联系组织员。")
    if not fresh.outcome.is_current:
        raise FeedbackRefused("这份意见已经更正，请对新的意见提出。")
    until = fresh.objection_until
    if until is None or timezone.localdate(now) > until:
        raise FeedbackRefused(late_text(fresh))
    fresh.objection, fresh.objected_at = text, now
    fresh.save(update_fields=["objection", "objected_at"])
    audit.record(person, "对反馈意见提出异议", fresh)
    return fresh


@transaction.atomic
def answer(feedback: Feedback, *, text: str, person: Person, now: datetime) -> Feedback:
    """Answer an objection, once; the same text again is no change. Raises FeedbackRefused."""
    fresh = _locked(feedback)
    if fresh.answer == text:
        return fresh
    if not fresh.objection:
        raise FeedbackRefused("本人没有提出异议，不用答复。")
    if fresh.answered_by:
        raise FeedbackRefused(f"{fresh.answered_by.name}已经答复，本人看得到，不能再改。")
    fresh.answer, fresh.answered_at, fresh.answered_by = text, now, person
    fresh.save(update_fields=["answer", "answered_at", "answered_by"])
    audit.record(person, "答复异议", fresh)
    return fresh


def late_text(feedback: Feedback) -> str:
    """Say that the days are over, and whom to turn to."""
    until, round_ = feedback.objection_until, feedback.outcome.decision.round
    last = f"（{until.month}月{until.day}日）" if until else ""
    return f"提出异议的期限{last}已过，这里不能再提。仍有不同意见，请当面或书面向{turn_to(round_)}反映。"


def turn_to(round_: Round) -> str:
    """Return whom one turns to: at the top the organization department."""
    return "党委组织部" if round_.organization.parent_id is None else f"{round_.organization_short}组织员"


def _locked(feedback: Feedback) -> Feedback:
    Feedback.objects.select_for_update().get(pk=feedback.pk)
    return Feedback.objects.for_pages().get(pk=feedback.pk)
