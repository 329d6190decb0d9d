"""The demo's results: rounds in evaluation brought to their circulation, from texts/results.toml."""

import tomllib
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.models import Appointment, Person
from reviews.models import Cycle, Decision, Evaluation, Feedback, Round
from reviews.rules.concluding.decision import body_of
from reviews.services.concluding.consequence import listed, note_sent
from reviews.services.concluding.decision import Entry, Verdict, confirm_decision, save_decision
from reviews.services.concluding.feedback import acknowledge, note_talk, open_feedback
from reviews.services.concluding.publication import issue_publication, list_mark, save_publication, told_by, waiting
from reviews.services.preparing.stage import NotReady, advance

TEXTS = Path(__file__).parent / "texts" / "results.toml"


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))


def conclude_rounds(cycle: Cycle, today: date) -> None:
    """Bring the rounds that results.toml names to their circulation."""
    for round_ in Round.objects.filter(cycle=cycle, organization__name__in=_texts()["organizations"]):
        conclude(round_, today)


def conclude(round_: Round, today: date) -> None:
    """Decide, tell, hear and circulate a round in evaluation whose evaluations are complete; two people do it."""
    organizer, secretary = _people(round_)
    _decide(round_, organizer, secretary, today)
    _tell(round_, organizer, secretary, today)
    read = _at(_ago(today, "read"), 16)
    _go_on(round_, Round.Stage.FED_BACK, organizer, read)
    now = _at(_ago(today, "published"), 9)
    draft = save_publication(_fresh(round_), text=_texts()["demand"].strip(), seen=0, person=organizer, now=now)
    next_ = waiting(_fresh(round_))
    assert next_ is not None
    issue_publication(draft, seen=draft.version, shown=list_mark(told_by(next_)), person=organizer, now=now)
    rows = [one.pk for one in listed(_fresh(round_), organizer).unsent]
    note_sent(_fresh(round_), ids=rows, sent_on=now.date(), receipt=_texts()["receipt"], person=organizer)


def _decide(round_: Round, organizer: Person, secretary: Person, today: date) -> Decision:
    held = _ago(today, "decided")
    evaluations = Evaluation.objects.filter(statement__round=round_).order_by("statement__organization__position")
    entry = Entry(
        body=body_of(round_.organization.kind),
        held_on=held,
        present=_texts()["present"],
        result=_texts()["result"],
        scope=Decision.Scope.SUBTREE,
        minutes_number=f"〔{held.year}〕{held.month}号",
        verdicts=[Verdict(one.statement_id, one.grade, one.praise, one.problems) for one in evaluations],
    )
    entered = save_decision(_fresh(round_), entry=entry, seen=0, person=organizer, now=_at(held, 17))
    now = _at(_ago(today, "confirmed"), 9)
    try:
        return confirm_decision(entered, seen=1, person=secretary, now=now)
    except NotReady:
        return confirm_decision(entered, seen=1, person=secretary, reason=_texts()["reason"], now=now)


def _tell(round_: Round, organizer: Person, secretary: Person, today: date) -> None:
    """Talk first where the grade asks for it, give all letters, and let everybody read theirs."""
    waiting_ = list(Feedback.objects.current().of_round(round_).for_pages().in_order())
    for one in waiting_:
        if one.outcome.asks_for_a_talk:
            note_talk(one, talked_on=_ago(today, "confirmed"), talked_by=secretary.name, person=organizer)
    told = _at(_ago(today, "confirmed"), 15)
    open_feedback(_fresh(round_), ids=[one.pk for one in waiting_], person=organizer, now=told)
    for place, one in enumerate(waiting_):
        now = _at(_ago(today, "read"), 8 + place % 8)
        acknowledge(one, person=one.outcome.statement.person, now=now)


def _go_on(round_: Round, stage: str, person: Person, now: datetime) -> None:
    try:
        advance(_fresh(round_), to=stage, person=person, now=now)
    except NotReady:
        advance(_fresh(round_), to=stage, person=person, reason=_texts()["reason"], now=now)


def _people(round_: Round) -> tuple[Person, Person]:
    """Return organizer and secretary of the organization that reviews."""
    posts = round_.organization.appointments.select_related("person").order_by("pk")
    organizer = posts.filter(role=Appointment.Role.ORGANIZER)[0]
    return organizer.person, posts.reviewed().get().person


def _fresh(round_: Round) -> Round:
    return Round.objects.latest_first().get(pk=round_.pk)


def _ago(today: date, what: str) -> date:
    return today - timedelta(days=_texts()[f"{what}_days_ago"])


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, 20)))
