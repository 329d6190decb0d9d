"""What must not be missing before a round is decided, fed back, circulated and archived (N3.4b)."""

from datetime import date, datetime

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from reviews.models import Feedback, Outcome, Round
from reviews.rules.concluding.decision import decision_missing
from reviews.rules.concluding.feedback import feedback_missing
from reviews.rules.concluding.grades import set_missing, set_problems
from reviews.rules.concluding.publication import publication_missing
from reviews.rules.preparing.stage import Missing
from reviews.services.concluding.proposal import has_own_organizer, limits_of
from reviews.services.concluding.publication import waiting
from reviews.services.preparing.stage import preflights

NAME = "outcome__statement__appointment__person__name"


@preflights["evaluating"].register
def decided(round_: Round, now: datetime) -> list[Missing]:
    """Everybody is decided on, by a decision that a second person has confirmed; the grades differ (N3.4a)."""
    where = reverse("reviews:round_decision", args=[round_.pk])
    if round_.decisions.filter(confirmed_at=None).exists():
        return decision_missing(undecided=[], waits=True, where=where)
    outcomes = Outcome.objects.current().filter(statement__round=round_)
    undecided = round_.statements.reporting().exclude(pk__in=outcomes.values("statement")).in_order()
    if undecided:
        names = list(undecided.values_list("appointment__person__name", flat=True))
        return decision_missing(undecided=names, waits=False, where=where)
    problems = set_problems(list(outcomes.values_list("grade", flat=True)), limits_of(round_.cycle))
    return set_missing(problems, has_own=has_own_organizer(round_), where=where)


@preflights["decided"].register
@preflights["fed_back"].register
@preflights["published"].register
def corrections(round_: Round, now: datetime) -> list[Missing]:
    """A correction that has been entered is confirmed or taken back before the round goes on."""
    waits = round_.decisions.filter(confirmed_at=None).exists()
    return decision_missing(undecided=[], waits=waits, where=reverse("reviews:round_decision", args=[round_.pk]))


@preflights["decided"].register
def fed_back(round_: Round, now: datetime) -> list[Missing]:
    """Everybody has heard their own; who has not read it, or may still object, is named."""
    all_of_it = Feedback.objects.filter(outcome__decision__round=round_).order_by(
        "outcome__statement__organization__position", "pk"
    )
    current = all_of_it.current()
    return feedback_missing(
        unopened=list(current.unopened().values_list(NAME, flat=True)),
        unread=list(current.filter(opened_at__isnull=False, acknowledged_at=None).values_list(NAME, flat=True)),
        unanswered=list(all_of_it.unanswered().values_list(NAME, flat=True)),
        until=_last_day(round_),
        today=timezone.localdate(now),
        where=reverse("reviews:round_feedback", args=[round_.pk]),
    )


def _last_day(round_: Round) -> date | None:
    current = Feedback.objects.current().filter(outcome__decision__round=round_)
    found: date | None = current.aggregate(last=Max("objection_until"))["last"]
    return found


@preflights["fed_back"].register
def published(round_: Round, now: datetime) -> list[Missing]:
    """The circulation has gone out, after everybody on it has heard their own."""
    return _circulation(round_)


@preflights["published"].register
def archived(round_: Round, now: datetime) -> list[Missing]:
    """Nothing is asked but that a correction has been told and circulated too, and its objections are answered."""
    where = reverse("reviews:round_feedback", args=[round_.pk])
    unanswered = Feedback.objects.of_round(round_).unanswered().values_list(NAME, flat=True)
    open_ = feedback_missing(
        unopened=[], unread=[], unanswered=list(unanswered), until=None, today=timezone.localdate(now), where=where
    )
    return _circulation(round_) + open_


def _circulation(round_: Round) -> list[Missing]:
    if Feedback.objects.current().unopened().of_round(round_).exists():
        where = reverse("reviews:round_feedback", args=[round_.pk])
        return publication_missing(unopened=True, issued=False, where=where)
    where = reverse("reviews:round_publication", args=[round_.pk])
    return publication_missing(unopened=False, issued=waiting(round_) is None, where=where)
