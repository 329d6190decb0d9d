"""The papers for the body that decides: their values, and who has fetched them."""

from datetime import date

from django.db import transaction

from accounts.models import Person
from accounts.services.trail import audit
from reviews.documents.concluding.grades import MeetingPapers, ProposalRow
from reviews.models import Round
from reviews.rules.concluding.grades import distribution, seats
from reviews.rules.hearing.grade import GRADES
from reviews.services.concluding.proposal import Proposal, limits_of, proposals_for

COPIES_VERB, TABLE_VERB = "取上会材料", "取等次建议表"


def papers_for(person: Person, round_: Round, today: date) -> MeetingPapers:
    """Return what the papers say, as far as ``person`` sees it: their own proposal is in somebody else's papers."""
    found = proposals_for(person, round_, today)
    limits = limits_of(round_.cycle)
    counted = distribution(found.grades)
    shares = (
        (limits.best_at_most, f"“{limits.names[0]}”", True),
        (limits.lower_at_least, f"“{limits.names[1]}”及以下", False),
    )
    return MeetingPapers(
        organization=round_.organization_name,
        year=round_.cycle.year,
        rows=[_row(one) for one in found.proposals],
        counts=[(name, counted[grade]) for grade, name in zip(GRADES, limits.names, strict=True)],
        limits=[
            f"{name}：{seats(found.people, share, limits.rounding, at_most=at_most).sentence}"
            for share, name, at_most in shares
            if share
        ],
        incomplete=sum(not one.is_complete for one in found.proposals),
        hidden=found.hidden,
    )


def _row(proposal: Proposal) -> ProposalRow:
    statement, evaluation = proposal.statement, proposal.evaluation
    return ProposalRow(
        organization=statement.organization_name,
        name=statement.person.name,
        mode=statement.get_mode_display(),
        grade=proposal.grade_name,
        grade_reason=evaluation.grade_reason if evaluation else "",
        praise=evaluation.praise if evaluation else "",
        problems=evaluation.problems if evaluation else "",
        remarks=[one.text for one in proposal.contradictions],
    )


@transaction.atomic
def record_fetched(round_: Round, *, person: Person, copies: int | None) -> None:
    """Note who took the papers, ``copies`` of them, or the table (None); numbers are counted anew each time."""
    verb = TABLE_VERB if copies is None else COPIES_VERB
    audit.record(person, verb, round_, after={} if copies is None else {"copies": copies})
