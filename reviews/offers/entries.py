"""What a round does besides when it comes to a stage."""

from reviews.models import Attempt, Round, Statement
from reviews.services.collecting.attempt import forget_attempts
from reviews.services.preparing.stage import entries


@entries["evaluating"].register
def attempts(round_: Round) -> None:
    """No report is taken any more: what was not taken has waited long enough."""
    # An upload that is under way ends first; one that comes later finds the new stage.
    list(Statement.objects.select_for_update(of=("self",)).filter(round=round_).order_by("pk").values_list("pk"))
    forget_attempts(Attempt.objects.filter(statement__round=round_))
