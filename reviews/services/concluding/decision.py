"""Entering what the body has decided, and confirming it by a second person, at which it counts (N3.4b–d)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import Person
from accounts.services.house.stored_file import store_file
from accounts.services.trail import audit
from reviews.models import Consequence, Decision, Feedback, Outcome, Round, Statement
from reviews.rules.concluding.decision import due_of
from reviews.rules.hearing.grade import consequences_of
from reviews.services.preparing.stage import advance

CORRECTED_IN = (Round.Stage.DECIDED, Round.Stage.FED_BACK, Round.Stage.PUBLISHED)
FACTS = ("body", "held_on", "present", "stood_aside", "result", "minutes_number", "scope", "reason")


class DecisionRefused(Exception):
    """A rule of the office forbids it; the message says which and who may instead, in Chinese."""


class DecisionOvertaken(Exception):
    """Somebody else was faster; the message says who and when, in Chinese."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the body says of one secretary."""

    statement_id: int
    grade: str
    praise: str
    problems: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """The file of the minutes as it was uploaded."""

    data: bytes
    filename: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision as typed; ``minutes`` None leaves what is there."""

    body: str
    held_on: date
    present: str
    result: str
    scope: str
    verdicts: Sequence[Verdict]
    stood_aside: str = ""
    minutes_number: str = ""
    minutes: Minutes | None = None
    reason: str = ""


@transaction.atomic
def save_decision(round_: Round, *, entry: Entry, seen: int, person: Person, now: datetime) -> Decision:
    """Keep an entry, ``seen`` being the version on the page (0: there was none); the same again is no change.

    Raises DecisionOvertaken where somebody else has saved or confirmed, DecisionRefused where it may not be.
    """
    fresh = _locked(round_)
    decision = fresh.decisions.filter(confirmed_at=None).select_related("changed_by").first()
    if decision and seen in {decision.version, 0} and decision.changed_by == person and _is_same(decision, entry):
        return decision
    if (decision.version if decision else 0) != seen:
        raise DecisionOvertaken(_who_was_faster(fresh, decision))
    decision = decision or Decision(
        round=fresh, number=_next_number(fresh), entered_by=person, entered_at=now, version=0
    )
    _refuse_wrong_people(fresh, decision, entry, person)
    for name in FACTS:
        setattr(decision, name, getattr(entry, name))
    if entry.minutes:
        decision.minutes_file, decision.minutes_filename = store_file(entry.minutes.data), entry.minutes.filename
    decision.changed_by, decision.changed_at, decision.version = person, now, decision.version + 1
    decision.save()
    _write_outcomes(decision, entry.verdicts)
    verb = "登记研究结果" if decision.version == 1 else "修改研究结果"
    audit.record(person, verb, decision, after={"number": decision.number, "version": decision.version})
    return decision


@transaction.atomic
def confirm_decision(decision: Decision, *, seen: int, person: Person, reason: str = "", now: datetime) -> Decision:
    """Confirm version ``seen`` of an entry that somebody else wrote last: from now on it counts.

    In one transaction the outcomes become current, consequences and feedback arise, and the first decision moves the
    round on. Raises DecisionOvertaken, DecisionRefused, and what ``advance`` raises (NotReady asks for a reason).
    """
    round_ = _locked(decision.round)
    fresh = Decision.objects.for_pages().filter(pk=decision.pk).first()
    if fresh is None:
        raise DecisionOvertaken("这份登记刚才已经撤回，没有可以确认的内容。")
    if fresh.is_confirmed and fresh.confirmed_by == person:
        return fresh
    _refuse_confirming(fresh, person)
    waiting = Decision.objects.filter(pk=fresh.pk, version=seen, confirmed_at=None).exclude(changed_by=person)
    if not waiting.update(confirmed_by=person, confirmed_at=now):
        raise DecisionOvertaken(_who_was_faster(round_, fresh))
    _take_effect(fresh)
    audit.record(person, "核对确认研究结果", fresh, after={"number": fresh.number, "version": seen})
    if not fresh.is_correction:
        advance(round_, to=Round.Stage.DECIDED, person=person, reason=reason, now=now)
    return Decision.objects.for_pages().get(pk=fresh.pk)


@transaction.atomic
def drop_decision(decision: Decision, *, seen: int, person: Person) -> None:
    """Take back an entry that nobody has confirmed; raises DecisionOvertaken where it is no longer what was seen."""
    round_ = _locked(decision.round)
    fresh = Decision.objects.for_pages().filter(pk=decision.pk).first()
    if fresh is None:
        return
    if fresh.is_confirmed or fresh.version != seen:
        raise DecisionOvertaken(_who_was_faster(round_, fresh))
    audit.record(person, "撤回研究结果登记", fresh, after={"number": fresh.number})
    fresh.outcomes.all().delete()
    fresh.delete()


def may_enter(round_: Round) -> bool:
    """Whether a first decision may be entered, or changed, now."""
    return round_.stage == Round.Stage.EVALUATING


def may_correct(round_: Round) -> bool:
    """Whether a correcting decision may be entered now."""
    return round_.stage in CORRECTED_IN


def _locked(round_: Round) -> Round:
    Round.objects.select_for_update().get(pk=round_.pk)
    return Round.objects.latest_first().get(pk=round_.pk)


def _next_number(round_: Round) -> int:
    return (round_.decisions.aggregate(last=Max("number"))["last"] or 0) + 1


def _refuse_wrong_people(round_: Round, decision: Decision, entry: Entry, person: Person) -> None:
    """Raise DecisionRefused unless the entry is for exactly whom it may be for, and not for its writer."""
    _refuse_stage(round_, decision)
    asked = {verdict.statement_id for verdict in entry.verdicts}
    reporting = _reporting(round_)
    if decision.is_correction:
        if not asked or not asked <= reporting:
            raise DecisionRefused("请勾选要更正的书记。")
        if not entry.reason:
            raise DecisionRefused("更正要写明原因。")
    elif asked != reporting:
        raise DecisionRefused("述职名单刚刚有变动，请对照现在的名单再存。")
    _refuse_oneself(asked, person)


def _reporting(round_: Round) -> set[int]:
    return set(round_.statements.reporting().values_list("pk", flat=True))


def _refuse_stage(round_: Round, decision: Decision) -> None:
    if not (may_correct(round_) if decision.is_correction else may_enter(round_)):
        raise DecisionRefused(f"本轮现在在“{round_.get_stage_display()}”阶段，不能登记研究结果。")


def _refuse_oneself(statements: set[int], person: Person) -> None:
    mine = Statement.objects.owed_or_written_by(person).filter(pk__in=statements)
    if mine.exists():
        raise DecisionRefused("研究结果里有您本人或您所在的党组织，请由其他人登记、核对。")


def _refuse_confirming(decision: Decision, person: Person) -> None:
    if decision.is_confirmed:
        raise DecisionOvertaken(_who_was_faster(decision.round, decision))
    if decision.changed_by == person:
        raise DecisionRefused("最后改动的是您本人，要由另一人核对确认。")
    _refuse_stage(decision.round, decision)
    decided = set(decision.outcomes.values_list("statement", flat=True))
    if not decision.is_correction and decided != _reporting(decision.round):
        raise DecisionRefused("登记以后述职名单有变动，请先修改登记，再核对。")
    _refuse_oneself(decided, person)


def _is_same(decision: Decision, entry: Entry) -> bool:
    facts = all(getattr(decision, name) == getattr(entry, name) for name in FACTS)
    kept = set(decision.outcomes.values_list("statement", "grade", "praise", "problems"))
    asked = {(one.statement_id, one.grade, one.praise, one.problems) for one in entry.verdicts}
    return facts and entry.minutes is None and kept == asked


def _write_outcomes(decision: Decision, verdicts: Sequence[Verdict]) -> None:
    """Replace what stood in the entry; nothing refers to an outcome before it is confirmed."""
    decision.outcomes.all().delete()
    Outcome.objects.bulk_create(
        Outcome(
            decision=decision, statement_id=one.statement_id, grade=one.grade, praise=one.praise, problems=one.problems
        )
        for one in verdicts
    )


def _take_effect(decision: Decision) -> None:
    """Let the outcomes count, draw the consequences (N3.4c, N3.4d), and prepare the feedback."""
    outcomes = list(decision.outcomes.all())
    earlier = Outcome.objects.filter(statement__in=[one.statement_id for one in outcomes], is_current=True)
    earlier.update(is_current=False)
    decision.outcomes.update(is_current=True)
    Consequence.objects.bulk_create(
        Consequence(outcome=outcome, kind=kind, due=due_of(kind, decision.held_on))
        for outcome in outcomes
        for kind in consequences_of(outcome.grade)
    )
    Feedback.objects.bulk_create(Feedback(outcome=outcome) for outcome in outcomes)


def _who_was_faster(round_: Round, decision: Decision | None) -> str:
    if decision is None or decision.confirmed_by:
        last = decision or round_.decisions.confirmed().select_related("confirmed_by").order_by("-number").first()
        who = last.confirmed_by if last else None
        if last is None or who is None or last.confirmed_at is None:
            return "原来的登记刚才已经撤回。您写的还在框里，再存一次就重新登记。"
        return f"{who.name}在 {timezone.localtime(last.confirmed_at):%H:%M} 已经核对确认，不能再改。要改，请用“更正”。"
    at = timezone.localtime(decision.changed_at)
    return f"{decision.changed_by.name}在 {at:%H:%M} 改过这份登记。请对照现在的内容再办。"
