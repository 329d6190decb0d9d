"""What stands around a statement: what its organization still has to put right, its meeting, its field research."""

from collections.abc import Sequence
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


def around(person: Person, statement: Statement, open_items: Sequence[Outstanding]) -> dict[str, Any]:
    """Return what ``person`` may know of all this; what is not released stays with those who review."""
    about = statement.is_own_of(person) or statement.person.pk == person.pk
    reviews = statement.round.organization_id in reviews_at(person) and not about
    return {
        "feedback": own_feedback(person, statement),
        "said": shown_comments(person, statement),
        "visited": shown_visits(person, statement),
        "pointed_out": shown_problems(person, statement) if statement.round.stage in CONCLUDED else [],
        "open_items": open_items[:SHOWN],
        "open_count": len(open_items),
        "meeting": _meeting(person, statement),
        "reviews": reviews,
        "today": timezone.localdate(),
    }


def items_open_to(person: Person, statement: Statement) -> list[Outstanding]:
    """Return what the organization has open, for its own and for those above it; not for who has left the post."""
    if not _is_own_or_overseen(person, statement):
        return []
    return gather_outstanding([statement.organization], timezone.localdate())


def _meeting(person: Person, statement: Statement) -> Meeting | None:
    """Return its meeting to who may know of it; only about who has left the post the database must be asked."""
    speech = getattr(statement, "speech", None)
    if speech is None or _is_own_or_overseen(person, statement):
        return speech and speech.meeting
    return Meeting.objects.visible_to(person).filter(pk=speech.meeting_id).first()


def _is_own_or_overseen(person: Person, statement: Statement) -> bool:
    path = statement.round.organization.path
    oversees = any(
        post.role in Appointment.OVERSEEING_ROLES and path.startswith(post.organization.path) for post in person.posts
    )
    return oversees or statement.is_own_of(person)
