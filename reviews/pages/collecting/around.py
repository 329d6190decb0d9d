"""What stands around a statement: what its organization still has to put right, its meeting, its field research."""

from typing import Any

from django.utils import timezone

from accounts.models import Appointment, Person
from accounts.rules.duty.outstanding import Outstanding
from accounts.services.duty.outstanding import gather_outstanding
from reviews.models import Meeting, Round, Statement
from reviews.models.hearing.comment import RELEASED
from reviews.models.relation import reviews_at
from reviews.pages.concluding.feedback import own_feedback
from reviews.pages.concluding.outcome import shown_problems
from reviews.pages.hearing.comment import shown_comments
from reviews.pages.hearing.visit import shown_visits

SHOWN = 5  # open items; the ledger holds the rest
CONCLUDED = (Round.Stage.DECIDED, *RELEASED)


def around(person: Person, statement: Statement) -> dict[str, Any]:
    """Return what ``person`` may know of all this; what is not released stays with those who review."""
    about = statement.is_own_of(person) or statement.person.pk == person.pk
    reviews = statement.round.organization_id in reviews_at(person) and not about
    items = open_items(person, statement)
    return {
        "feedback": own_feedback(person, statement),
        "said": shown_comments(person, statement),
        "visited": shown_visits(person, statement),
        "pointed_out": shown_problems(person, statement) if statement.round.stage in CONCLUDED else [],
        "open_items": items[:SHOWN],
        "open_count": len(items),
        "meeting": Meeting.objects.visible_to(person).filter(speeches__statement=statement).only("at").first(),
        "reviews": reviews,
        "today": timezone.localdate(),
    }


def open_items(person: Person, statement: Statement) -> list[Outstanding]:
    """Return what the organization has open, for its own and for those above it; not for who has left the post."""
    path = statement.round.organization.path
    above = any(
        post.role in Appointment.OVERSEEING_ROLES and path.startswith(post.organization.path) for post in person.posts
    )
    if not above and not statement.is_own_of(person):
        return []
    return gather_outstanding([statement.organization], timezone.localdate())
