"""What organizations still have to put right: one list to which every app contributes (DESIGN §3).

Word check, comment sheet, evidence and handover read it here, so that they need not know rectification.
"""

from collections.abc import Callable, Sequence
from datetime import date

from accounts.models import Organization
from accounts.rules.duty.outstanding import Outstanding, by_due
from accounts.rules.house.offer import OfferList

OutstandingOffer = Callable[[Sequence[Organization], date], list[Outstanding]]
outstanding: OfferList[OutstandingOffer] = OfferList()


def gather_outstanding(organizations: Sequence[Organization], today: date) -> list[Outstanding]:
    """Return what ``organizations`` have open, the most urgent first; one pass over the offers for all of them."""
    return by_due([one for offer in outstanding for one in offer(organizations, today)])
