"""What a post passes on when it changes hands: the sheet that both sign."""

from copy import copy
from dataclasses import dataclass, replace
from datetime import date

from accounts.models import Appointment, Person
from accounts.rules.duty.matter import Matter
from accounts.rules.duty.outstanding import Outstanding
from accounts.services.duty.matter import gather_matters
from accounts.services.duty.outstanding import gather_outstanding


@dataclass(frozen=True, slots=True)
class Handover:
    """A post, who follows in it if somebody does, and what it owes on ``day``: to do, and to put right."""

    post: Appointment
    successor: Appointment | None
    matters: list[Matter]
    outstanding: list[Outstanding]
    day: date

    @property
    def is_done(self) -> bool:
        """Whether another holds the post by now."""
        return self.successor is not None and self.successor.starts <= self.day


def handover_of(post: Appointment, *, reader: Person, today: date) -> Handover:
    """Return what ``post`` owes today, whoever holds it: duties are the post's, and pass on with it (DESIGN §4).

    Who has left it reads what they left alone: see ``_as_left``.
    """
    matters = gather_matters([_holder(post, today)], today)
    owed = gather_outstanding([post.organization], today) if post.leads else []
    found = Handover(post, successor_of(post), matters, owed, today)
    return _as_left(found, post.ends) if post.ends and post.ends < today and reader.pk == post.person_id else found


def _as_left(found: Handover, last: date) -> Handover:
    """Leave out the problems noted after the ``last`` day, and the words about the rest.

    Why a thing came back, and how it stands today, is told to whoever holds the post.
    """
    later = {one.key for one in found.outstanding if one.since and one.since > last}
    return replace(
        found,
        matters=[replace(one, reason="") for one in found.matters if one.key not in later],
        outstanding=[replace(one, state="") for one in found.outstanding if one.key not in later],
    )


def successor_of(post: Appointment) -> Appointment | None:
    """Return the appointment that followed ``post``, or None while it lasts and where nobody has followed."""
    if post.ends is None:
        return None
    return Appointment.objects.following(post).for_pages().first()


def _holder(post: Appointment, today: date) -> Person:
    """Return somebody who holds ``post`` and nothing else, and is nobody: what a person has to do does not pass on.

    A person may hold several posts, and each passes on its own.
    """
    acting, holder = copy(post), Person(pk=0)
    acting.starts, acting.ends = min(post.starts, today), None
    vars(holder)["posts"] = [acting]
    return holder
