"""What must not be missing before a round evaluates, and before the body has decided (N3.3c, N3.4a)."""

from datetime import datetime

from django.urls import reverse

from reviews.models import Round
from reviews.rules.concluding.evaluation import comments_lacking, evaluations_missing
from reviews.rules.preparing.stage import Missing
from reviews.services.hearing.comment import comments_missing
from reviews.services.preparing.stage import preflights


@preflights["meeting"].register
def comments(round_: Round, now: datetime) -> list[Missing]:
    """Every comment points at something concrete (N3.3c)."""
    names = [one.statement.person.name for one in comments_missing(round_)]
    return comments_lacking(names, reverse("reviews:comments", args=[round_.pk]))


@preflights["evaluating"].register
def evaluations(round_: Round, now: datetime) -> list[Missing]:
    """Everybody who reports has a whole evaluation (N3.4a); the decided grades as a set are judged with the decision."""
    incomplete = round_.statements.reporting().unevaluated().count()
    return evaluations_missing(incomplete=incomplete, where=reverse("reviews:grades", args=[round_.pk]))
