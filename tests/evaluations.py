"""Evaluations for tests: a round brought to a stage, and what somebody writes in it."""

from django.utils import timezone

from accounts.models import Person
from reviews.models import Evaluation, Round, Statement
from reviews.services.concluding.evaluation import Writing, save_evaluation

WHOLE = {"praise": "支部工作抓得实。", "problems": "支委会缺了3次。", "grade": "second"}


def bring(round_: Round, stage: str) -> Round:
    """Put ``round_`` into ``stage`` and return it as pages load it."""
    Round.objects.filter(pk=round_.pk).update(stage=stage)
    return Round.objects.latest_first().get(pk=round_.pk)


def evaluate(statement: Statement, person: Person, *, version: int = 0, **fields: str) -> Evaluation:
    """Write fields of an evaluation as somebody who saw ``version``; without any, a whole one."""
    writing = Writing(**(fields or WHOLE))
    return save_evaluation(statement, writing=writing, version=version, person=person, now=timezone.now())


def fresh(statement: Statement) -> Statement:
    """Return the statement as pages load it, with its round as it stands now."""
    return Statement.objects.for_pages().get(pk=statement.pk)
