"""What must hold from the evaluation to the publication (N3.4)."""

from collections.abc import Iterable

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from accounts.services.house.invariant import invariants
from reviews.models import Consequence, Decision, Evaluation, Feedback, Outcome, Publication, Round, Statement
from reviews.rules.hearing.grade import TALKED_TO, consequences_of
from reviews.rules.preparing.stage import since

DECIDED, TOLD, OUT = since("decided"), since("fed_back"), since("published")


@invariants.register
def who_does_not_report_is_not_evaluated() -> QuerySet[Evaluation]:
    """Who does not report this year gets no evaluation."""
    return Evaluation.objects.filter(statement__mode=Statement.Mode.NOT_THIS_YEAR)


@invariants.register
def decided_rounds_have_a_decision() -> QuerySet[Round]:
    """A round that is decided has a confirmed decision."""
    confirmed = Decision.objects.confirmed().filter(round=OuterRef("pk"))
    return Round.objects.filter(~Exists(confirmed), stage__in=DECIDED)


@invariants.register
def everybody_has_one_outcome() -> QuerySet[Statement]:
    """In a decided round, who reports has a current outcome."""
    current = Outcome.objects.current().filter(statement=OuterRef("pk"))
    return Statement.objects.reporting().filter(~Exists(current), round__stage__in=DECIDED)


@invariants.register
def outcomes_belong_to_their_round() -> QuerySet[Outcome]:
    """An outcome is of a statement of the decision's own round."""
    return Outcome.objects.exclude(statement__round=F("decision__round"))


@invariants.register
def current_outcomes_are_the_last_decided() -> QuerySet[Outcome]:
    """The current outcome is that of the last confirmed decision on the person."""
    last = Max("statement__outcomes__decision__number", filter=_confirmed("statement__outcomes__decision__"))
    numbered = Outcome.objects.annotate(last=last)
    wrong = ~_confirmed("decision__") | ~Q(decision__number=F("last"))
    return numbered.filter(wrong, is_current=True)


def _confirmed(decision: str) -> Q:
    return Q(**{f"{decision}confirmed_at__isnull": False})


@invariants.register
def consequences_are_those_of_the_grade() -> Iterable[Outcome]:
    """Exactly what the notice draws from a grade follows from a confirmed outcome (N3.4c, N3.4d)."""
    decided = Outcome.objects.filter(_confirmed("decision__")).prefetch_related("consequences").order_by("pk")
    for outcome in decided.iterator(chunk_size=1000):
        if {one.kind for one in outcome.consequences.all()} != set(consequences_of(outcome.grade)):
            yield outcome


@invariants.register
def nothing_follows_before_the_confirmation() -> Iterable[Consequence | Feedback]:
    """Consequences and feedback wait for the confirmation of the decision."""
    early = Q(outcome__decision__confirmed_at__isnull=True)
    yield from Consequence.objects.filter(early)
    yield from Feedback.objects.filter(early)


@invariants.register
def grave_feedback_follows_a_talk() -> QuerySet[Feedback]:
    """一般 and 差 are told face to face before the page opens."""
    return Feedback.objects.filter(outcome__grade__in=TALKED_TO, opened_at__isnull=False, talked_on__isnull=True)


@invariants.register
def everybody_is_told_before_the_round_goes_on() -> QuerySet[Outcome]:
    """In a round that has fed back, every current outcome is open to its person (反馈 before 通报)."""
    told = Q(feedback__opened_at__isnull=False)
    return Outcome.objects.current().filter(decision__round__stage__in=TOLD).exclude(told)


@invariants.register
def published_rounds_have_an_issued_publication() -> QuerySet[Round]:
    """A published round has a publication that went out, and none goes out before."""
    issued = Publication.objects.filter(decision__round=OuterRef("pk"), issued_at__isnull=False)
    return Round.objects.annotate(out=Exists(issued)).filter(
        Q(out=False, stage__in=OUT) | Q(out=True) & ~Q(stage__in=OUT)
    )
