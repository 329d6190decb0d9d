"""What must not be missing before a round evaluates, and before the body has decided (N3.3c, N3.4a)."""

from datetime import datetime

from django.urls import reverse

from reviews.models import Evaluation, Round
from reviews.rules.concluding.evaluation import comments_lacking, evaluations_missing
from reviews.rules.concluding.grades import set_missing, set_problems
from reviews.rules.preparing.stage import Missing
from reviews.services.concluding.proposal import has_own_organizer, limits_of
from reviews.services.hearing.comment import comments_missing
from reviews.services.preparing.stage import preflights


@preflights["meeting"].register
def comments(round_: Round, now: datetime) -> list[Missing]:
    """Every comment points at something concrete (N3.3c)."""
    names = [one.statement.person.name for one in comments_missing(round_)]
    return comments_lacking(names, reverse("reviews:comments", args=[round_.pk]))


@preflights["evaluating"].register
def evaluations(round_: Round, now: datetime) -> list[Missing]:
    """Everybody who reports has a whole evaluation, and the grades are told apart (N3.4a)."""
    where = reverse("reviews:grades", args=[round_.pk])
    incomplete = round_.statements.reporting().unevaluated().count()
    if incomplete:
        return evaluations_missing(incomplete=incomplete, where=where)
    grades = list(
        Evaluation.objects.filter(statement__in=round_.statements.reporting()).values_list("grade", flat=True)
    )
    problems = set_problems(grades, limits_of(round_.cycle))
    return set_missing(problems, has_own=has_own_organizer(round_), where=where)
