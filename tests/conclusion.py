"""The end of a year for tests: rows as the conclusion leaves them behind."""

from datetime import timedelta

from django.utils import timezone

from reviews.models import Consequence, Decision, Feedback, Outcome, Round, Statement
from reviews.rules.hearing.grade import Kind, consequences_of
from tests.hall import runner

PROBLEMS = "对支部工作指导不够。组织生活会记录不全，缺 2 次。"


def decide(statement: Statement, grade: str = "second", *, problems: str = PROBLEMS, due: int = 30) -> Outcome:
    """Decide on one statement, confirmed; what follows from the grade is due in so many days."""
    person, now, today = runner(statement), timezone.now(), timezone.localdate()
    secretary = statement.round.organization.appointments.reviewed().first().person
    decision, _ = Decision.objects.get_or_create(
        round=statement.round,
        number=1,
        defaults={
            "body": "党委常委会", "held_on": today - timedelta(days=3), "present": "张怀远等 7 人", "result": "同意。",
            "entered_by": person, "entered_at": now, "changed_by": person, "changed_at": now,
            "confirmed_by": secretary, "confirmed_at": now,
        },
    )  # fmt: skip
    outcome = Outcome.objects.create(
        decision=decision, statement=statement, grade=grade, praise="抓得紧。", problems=problems, is_current=True
    )
    for kind in consequences_of(grade):
        day = None if kind is Kind.NOT_EXCELLENT else today + timedelta(days=due)
        Consequence.objects.create(outcome=outcome, kind=kind, due=day)
    return outcome


def feed_back(statement: Statement, grade: str = "second", **fields) -> Outcome:
    """Decide, and open the feedback to the person."""
    outcome = decide(statement, grade, **fields)
    Feedback.objects.create(
        outcome=outcome,
        opened_at=timezone.now(),
        opened_by=runner(statement),
        objection_until=timezone.localdate() + timedelta(days=5),
    )
    return outcome


def release(statement: Statement) -> None:
    """Move the round of ``statement`` to where comments and visits are released."""
    Round.objects.filter(pk=statement.round_id).update(stage=Round.Stage.FED_BACK)
    statement.round.refresh_from_db()
