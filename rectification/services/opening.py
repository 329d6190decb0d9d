"""What follows the feedback by itself: ledgers opened (N3.5a), and talks for 一般 and 差 (N3.4d). Harmless to repeat."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Person
from rectification.models import Ledger
from rectification.services.ledger import loosen_ledger, open_ledger
from rectification.services.talk import open_talks
from reviews.models import Consequence, Outcome, Round
from reviews.rules.hearing.grade import Kind


@dataclass(frozen=True, slots=True)
class Opened:
    """How many ledgers and talks were not there before, and how many ledgers the superior ticks from now on."""

    ledgers: int
    tightened: int
    talks: int


def open_after_feedback(round_: Round | None = None, *, person: Person | None, now: datetime) -> Opened:
    """Open what the feedback of ``round_``, or of all rounds, asks for: a click, or at night with ``person`` None.

    Every ledger is a transaction of its own, so that a run that breaks off has done what it has done.
    """
    ledgers = tightened = 0
    for outcome in _unserved(round_).order_by("pk"):
        cycle, place = outcome.statement.round.cycle, outcome.statement.organization
        was_there = Ledger.objects.filter(organization=place, cycle=cycle).exists()
        limited = outcome.is_limited  # type: ignore[attr-defined]
        open_ledger(place, cycle=cycle, person=person, now=now, tick_by=Ledger.TickBy.SUPERIOR if limited else "")
        ledgers, tightened = ledgers + (not was_there), tightened + was_there
    for ledger in _too_strict(round_).order_by("pk"):
        loosen_ledger(ledger, person=person)
    return Opened(ledgers, tightened, open_talks(round_, person=person, now=now))


def _too_strict(round_: Round | None) -> QuerySet[Ledger]:
    """Return the ledgers whose 限期整改 a later decision has taken away, once that has been told."""
    told = Outcome.objects.filter(
        statement__organization=OuterRef("organization"), statement__round__cycle=OuterRef("cycle")
    )
    if round_ is not None:
        told = told.filter(statement__round=round_)
    limited = Consequence.objects.of_kind(Kind.RECTIFICATION).filter(outcome=OuterRef("pk"))
    now_free = told.current().filter(~Exists(limited), feedback__opened_at__isnull=False)
    once_limited = told.filter(Exists(limited), is_current=False)
    strict = Ledger.objects.filter(tick_by=Ledger.TickBy.SUPERIOR, cycle__ticked_by=Ledger.TickBy.OWN)
    return strict.filter(Exists(now_free), Exists(once_limited)).select_related("cycle")


def _unserved(round_: Round | None) -> QuerySet[Outcome]:
    """Return the outcomes that were fed back and have no ledger yet, or one that is too lenient for 限期整改."""
    limited = Consequence.objects.standing().of_kind(Kind.RECTIFICATION).filter(outcome=OuterRef("pk"))
    ledgers = Ledger.objects.filter(
        organization=OuterRef("statement__organization"), cycle=OuterRef("statement__round__cycle")
    )
    fed_back = Outcome.objects.current().for_pages().filter(feedback__opened_at__isnull=False)
    if round_ is not None:
        fed_back = fed_back.filter(statement__round=round_)
    lenient = Exists(ledgers.filter(tick_by=Ledger.TickBy.OWN))
    return fed_back.annotate(is_limited=Exists(limited)).filter(~Exists(ledgers) | lenient & Q(is_limited=True))
