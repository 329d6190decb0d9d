"""How a person stands toward a ledger, beside what reviews knows already (DESIGN §4)."""

from django.db.models import Q

from accounts.models import Appointment, Person
from reviews.models.relation import organizing, overseeing, own

__all__ = ["listed", "organizing", "overseeing", "own", "presiding", "supervising", "ticking"]


def presiding(person: Person, organization: str) -> Q:
    """What belongs to the very organizations that ``person`` is secretary of (or deputy in charge)."""
    ids = [post.organization_id for post in person.posts if post.role in Appointment.REVIEWED_ROLES]
    return Q(**{f"{organization}__in": ids})


def listed(person: Person, organization: str) -> Q:
    """What an organization tells those below it: the secretaries of its direct subordinates."""
    led = [post.organization for post in person.posts if post.role in Appointment.REVIEWED_ROLES]
    return Q(**{f"{organization}__in": [one.parent_id for one in led if one.parent_id]})


def supervising(person: Person, organization: str) -> Q:
    """What belongs to the organizations that ``person`` organizes or leads: who traces the effects (N3.5c)."""
    return organizing(person, organization) | presiding(person, organization)


def ticking(person: Person, ledger: str = "") -> Q:
    """The ledgers in which ``person`` sets the √: the cycle chooses who (DESIGN §6)."""
    by_own = Q(**{f"{ledger}tick_by": "own"}) & own(person, ledger)
    return by_own | Q(**{f"{ledger}tick_by": "superior"}) & supervising(person, f"{ledger}organization__parent")
