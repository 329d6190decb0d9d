"""What must hold in the year, from the rounds to what was heard; the conclusion's rules stand beside it."""

from collections.abc import Iterable
from itertools import groupby

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.services.house.invariant import invariants
from reviews.models import Attempt, Comment, Cycle, Report, Round, Speech, StageChange, Statement, Visit
from reviews.rules.collecting.report import DECIDING_STAGES
from reviews.rules.preparing.stage import TRANSITIONS, move, since


@invariants.register
def stages_are_the_last_of_their_history() -> QuerySet[Round]:
    """A round stands where its last move led, or still prepares."""
    last = StageChange.objects.filter(round=OuterRef("pk")).order_by("-pk").values("to_stage")[:1]
    return Round.objects.annotate(last=Coalesce(Subquery(last), Value("preparing"))).exclude(stage=F("last"))


@invariants.register
def moves_follow_the_table() -> Iterable[StageChange]:
    """A round moves only as the table of stages says, from where it stood."""
    changes = StageChange.objects.order_by("round", "pk")
    for _, history in groupby(changes.iterator(), key=lambda change: change.round_id):
        stands = next(iter(TRANSITIONS))
        for change in history:
            if change.from_stage != stands or move(change.from_stage, change.to_stage) is None:
                yield change
            stands = change.to_stage


@invariants.register
def statements_name_a_post_of_their_organization() -> QuerySet[Statement]:
    """A statement names an appointment of the organization that reports, to a post that reports."""
    fits = Q(appointment__organization=F("organization"), appointment__role__in=["secretary", "deputy_in_charge"])
    return Statement.objects.exclude(fits)


@invariants.register
def versions_count_from_one() -> QuerySet[Statement]:
    """A statement's versions are numbered without a gap."""
    counted = Statement.objects.annotate(versions=Count("reports"), last=Max("reports__number"))
    return counted.filter(versions__gt=0).exclude(last=F("versions"))


@invariants.register
def current_versions_are_the_last() -> QuerySet[Statement]:
    """A statement's current report is the last of its own."""
    last = Report.objects.filter(statement=OuterRef("pk")).order_by("-number").values("pk")[:1]
    found = Statement.objects.annotate(last=Subquery(last))
    return found.filter(
        Q(last__isnull=True, current_report__isnull=False)
        | Q(last__isnull=False) & (Q(current_report__isnull=True) | ~Q(current_report=F("last")))
    )


@invariants.register
def earlier_versions_are_settled() -> QuerySet[Report]:
    """Only a current report can be accepted."""
    return Report.objects.filter(state=Report.State.ACCEPTED).exclude(statement__current_report=F("pk"))


@invariants.register
def years_go_by_the_last_version_of_their_limits() -> QuerySet[Cycle]:
    """A year's limits number is that of its last version; without versions it is the first."""
    return Cycle.objects.annotate(last=Coalesce(Max("limits_versions__number"), Value(1))).exclude(
        last=F("limits_number")
    )


@invariants.register
def checks_were_made_with_limits_that_exist() -> QuerySet[Report]:
    """No report was checked by a version of limits that its year does not have yet."""
    return Report.objects.filter(limits_number__gt=F("statement__round__cycle__limits_number"))


@invariants.register
def delays_belong_to_their_statement() -> QuerySet[Statement]:
    """The delay that counts is the statement's own, and not withdrawn."""
    counts = Q(current_delay__statement=F("pk"), current_delay__withdrawn_at__isnull=True)
    return Statement.objects.filter(current_delay__isnull=False).exclude(counts)


@invariants.register
def speakers_belong_to_the_meetings_round() -> QuerySet[Speech]:
    """Who speaks at a meeting reports in its round, and does report this year."""
    fits = Q(statement__round=F("meeting__round")) & ~Q(statement__mode=Statement.Mode.NOT_THIS_YEAR)
    return Speech.objects.exclude(fits)


@invariants.register
def marked_problems_stand_in_their_text() -> Iterable[Comment | Visit]:
    """A marked problem is a sentence of the comment or the visit that it is marked in."""
    for model in (Comment, Visit):
        for one in model.objects.exclude(problems=[]).order_by("pk").iterator():
            if any(problem not in one.text for problem in one.problems):
                yield one


@invariants.register
def everybody_is_commented_on_before_the_evaluation() -> QuerySet[Statement]:
    """一述一评: past the meeting, who reports has a primary comment that names a problem (N3.3c)."""
    heard = Comment.objects.primary().exclude(Q(text="") | Q(problems=[]))
    reporting = Statement.objects.reporting().filter(round__stage__in=since("evaluating"))
    return reporting.exclude(pk__in=heard.values("statement"))


@invariants.register
def what_was_not_taken_waits_no_longer_than_reports_are() -> QuerySet[Attempt]:
    """A file that was not taken goes at the latest when the round goes on to the evaluation."""
    return Attempt.objects.exclude(statement__round__stage__in=DECIDING_STAGES)
