"""Results for tests: rounds brought to evaluation, decided, fed back and circulated through the services."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Appointment, Person
from reviews.models import Consequence, Decision, Evaluation, Feedback, Outcome, Publication, Round
from reviews.services.concluding.decision import Entry, Verdict, confirm_decision, save_decision
from reviews.services.concluding.feedback import note_talk, open_feedback
from reviews.services.concluding.publication import (
    issue_publication,
    list_mark,
    save_publication,
    told_by,
    waiting,
)
from reviews.services.preparing.stage import advance

TEXT = "一、总体情况\n已经研究确定。"


def fresh(round_: Round) -> Round:
    """Return the round as it stands now."""
    return Round.objects.latest_first().get(pk=round_.pk)


def chiefs(round_: Round) -> tuple[Person, Person]:
    """Return organizer and secretary of the round's organization."""
    posts = Appointment.objects.filter(organization=round_.organization_id)
    return posts.get(role="organizer").person, posts.reviewed().get().person


def evaluating(round_: Round, *grades: str) -> Round:
    """Bring a round to its evaluation, everybody proposed for ``grades`` in 规定序 (the last one for the rest)."""
    grades = grades or ("best", "second")
    Round.objects.filter(pk=round_.pk).update(stage="evaluating")
    writer = chiefs(round_)[0]
    for place, statement in enumerate(round_.statements.reporting().in_order()):
        Evaluation.objects.create(
            statement=statement, praise="抓得实。", problems="支委会记录不全。",
            grade=grades[min(place, len(grades) - 1)], written_by=writer, written_at=timezone.now(),
        )  # fmt: skip
    return fresh(round_)


def entry(round_: Round, *grades: str, **facts) -> Entry:
    """Return an entry that decides ``grades`` in 规定序, as proposed where none are given."""
    statements = list(round_.statements.reporting().in_order())
    proposed = dict(Evaluation.objects.filter(statement__round=round_).values_list("statement", "grade"))
    chosen = grades or [proposed[one.pk] for one in statements]
    verdicts = [
        Verdict(one.pk, grade, f"{one.pk}号抓得实。", f"{one.pk}号支委会记录不全。")
        for one, grade in zip(statements, chosen, strict=True)
    ]
    usual = {
        "body": "党委常委会", "held_on": timezone.localdate(), "present": "张怀远等 9 人", "result": "研究同意。",
        "scope": "reviewed", "verdicts": verdicts,
    }  # fmt: skip
    return Entry(**usual | facts)


def entered(round_: Round, *grades: str, seen: int = 0, person: Person | None = None, **facts) -> Decision:
    """Enter a decision as the organizer."""
    what = entry(round_, *grades, **facts)
    return save_decision(fresh(round_), entry=what, seen=seen, person=person or chiefs(round_)[0], now=timezone.now())


def confirmed(
    decision: Decision, *, person: Person | None = None, reason: str = "会议这样定", seen: int = 0
) -> Decision:
    """Confirm it as the secretary."""
    who = person or chiefs(decision.round)[1]
    return confirm_decision(decision, seen=seen or decision.version, person=who, reason=reason, now=timezone.now())


def decided(round_: Round, *grades: str, **facts) -> Decision:
    """Bring a round all the way to its decision."""
    evaluating(round_, *(grades or ("best", "second")))
    return confirmed(entered(round_, **facts))


def corrected(round_: Round, statement, grade: str, **facts) -> Decision:
    """Correct one grade by a new decision, entered and confirmed."""
    verdict = Verdict(statement.pk, grade, "重新看过，抓得实。", "支委会记录不全。")
    usual = {"verdicts": [verdict], "reason": "统计有误"} | facts
    decision = save_decision(
        fresh(round_), entry=entry(round_, **usual), seen=0, person=chiefs(round_)[0], now=timezone.now()
    )
    return confirmed(decision)


def opened(round_: Round, *, now=None) -> list[Feedback]:
    """Talk to whoever must be talked to, and give all letters."""
    giver = chiefs(round_)[0]
    waiting_ = Feedback.objects.filter(outcome__decision__round=round_, opened_at=None).for_pages()
    for one in waiting_:
        if one.outcome.asks_for_a_talk:
            note_talk(one, talked_on=one.outcome.decision.held_on, talked_by="张怀远", person=giver)
    ids = [one.pk for one in waiting_]
    open_feedback(fresh(round_), ids=ids, person=giver, now=now or timezone.now())
    return list(Feedback.objects.filter(pk__in=ids).for_pages().in_order())


def fed_back(round_: Round) -> Round:
    """Move a decided round on to its circulation."""
    opened(round_)
    advance(fresh(round_), to="fed_back", person=chiefs(round_)[0], reason="都看到了")
    return fresh(round_)


def drafted(round_: Round, text: str = TEXT) -> Publication:
    """Draft the circulation."""
    return save_publication(fresh(round_), text=text, seen=0, person=chiefs(round_)[0], now=timezone.now())


def issued(round_: Round, publication: Publication | None = None) -> Publication:
    """Issue it."""
    draft = publication or drafted(round_)
    shown = list_mark(told_by(waiting(fresh(round_))))
    return issue_publication(
        draft, seen=draft.version, shown=shown, person=chiefs(round_)[0], reason="不等了", now=timezone.now()
    )


def published(round_: Round, *grades: str, **facts) -> Publication:
    """Bring a round all the way to its circulation."""
    decided(round_, *grades, **facts)
    return issued(fed_back(round_))


def kinds(statement) -> list[str]:
    """Return what stands as consequence of a statement."""
    standing = Consequence.objects.standing().filter(outcome__statement=statement)
    return sorted(standing.values_list("kind", flat=True))


def outcome_of(statement) -> Outcome:
    """Return what counts today."""
    return Outcome.objects.current().get(statement=statement)


def in_days(days: int):
    """Return the instant so many days from now."""
    return timezone.now() + timedelta(days=days)
