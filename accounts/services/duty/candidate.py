"""Where problems for the ledger are drawn from: every app offers what it knows of one organization's year (N3.5a).

An offer gives only what the organization itself may already read: nothing of grades, opinions, comments or
remarks before their release. A source that has nothing returns an empty list.
"""

from collections.abc import Callable

from accounts.models import Organization
from accounts.rules.duty.candidate import Candidate, Source
from accounts.rules.house.offer import OfferList

CandidateOffer = Callable[[Organization, int], list[Candidate]]
candidates: OfferList[CandidateOffer] = OfferList()


def gather_candidates(organization: Organization, year: int) -> list[Candidate]:
    """Return what was found of ``organization`` in the review of ``year``, in the notice's order of sources."""
    found = [candidate for offer in candidates for candidate in offer(organization, year)]
    return sorted(found, key=lambda candidate: list(Source).index(candidate.source))
