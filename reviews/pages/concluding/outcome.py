"""What a statement's own page shows of its outcome."""

from accounts.models import Person
from reviews.models import Outcome, Statement
from reviews.rules.hearing.sentence import sentences


def shown_problems(person: Person, statement: Statement) -> list[str]:
    """Return what the opinion points out, sentence by sentence, to those who may read it once it is fed back."""
    outcomes = Outcome.objects.visible_to(person).current().filter(feedback__opened_at__isnull=False)
    outcome = outcomes.filter(statement=statement).first()
    return sentences(outcome.problems) if outcome else []
