"""以…身份查看: the department looks at pages as somebody else sees them, to help them; it changes nothing (DESIGN §4)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from accounts.models import Person
from accounts.rules.house.offer import OfferList
from accounts.services.trail import audit

LONGEST = timedelta(minutes=30)
STARTED, ENDED, OPENED = "开始以他人身份查看", "结束以他人身份查看", "以他人身份打开页面"
REFUSED = "以他人身份被拒绝"

# Names of the pages that may be opened; a page is closed until its app names it here. What is not yet released, the
# 测评 and talks are never named.
openable: OfferList[Callable[[], frozenset[str]]] = OfferList()


@dataclass(frozen=True, slots=True)
class Support:
    """Who is looked as, by whom, until when."""

    subject: Person
    supporter: Person
    until: datetime


def is_openable(view_name: str) -> bool:
    """Whether a page may be opened while looking as somebody else."""
    return any(view_name in offer() for offer in openable)


@transaction.atomic
def start_support(subject: Person, *, supporter: Person, reason: str, now: datetime) -> dict[str, Any]:
    """Begin to look as ``subject``; return what the session keeps of it."""
    audit.record(supporter, STARTED, subject, after={"reason": reason})
    return {"person": subject.pk, "until": (now + LONGEST).isoformat()}


def support_in(supporter: Person, kept: Mapping[str, Any], *, now: datetime) -> Support | None:
    """Return whom the session looks as; None when its time is over or the right is lost."""
    until = datetime.fromisoformat(kept["until"])
    subject = Person.objects.supported_by(supporter).filter(pk=kept["person"]).first() if now < until else None
    return Support(subject, supporter, until) if subject else None


def note_page(support: Support, *, page: str, number: int | None) -> None:
    """Leave a line for a page that is opened, a download too: by its name and its object's number."""
    after: dict[str, Any] = {"page": page} if number is None else {"page": page, "object_id": number}
    audit.record(support.supporter, OPENED, support.subject, after=after)


def note_refusal(support: Support, *, page: str, method: str) -> None:
    """Leave a line for what was tried in vain: an act, or a page that is not opened (PROMISES §8 16.3.2)."""
    audit.record(support.supporter, REFUSED, support.subject, after={"page": page, "method": method})


@transaction.atomic
def end_support(supporter: Person, kept: Mapping[str, Any]) -> Person | None:
    """Note that the look is over; return as whom it was."""
    subject: Person | None = Person.objects.filter(pk=kept["person"]).first()
    if subject:
        audit.record(supporter, ENDED, subject)
    return subject
