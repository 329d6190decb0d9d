"""What a post passes on when it changes hands: the sheet that both sign."""

from copy import copy
from dataclasses import dataclass
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


def handover_of(post: Appointment, *, today: date) -> Handover:
    """Return what ``post`` owes today, whoever holds it: duties are the post's, and pass on with it (DESIGN §4)."""
    owed = gather_outstanding([post.organization], today) if post.leads else []
    return Handover(post, successor_of(post), gather_matters([_holder(post, today)], today), owed, today)


def successor_of(post: Appointment) -> Appointment | None:
    """Return the appointment that followed ``post``, or None while it lasts and where nobody has followed."""
    if post.ends is None:
        return None
    roles = Appointment.REVIEWED_ROLES if post.leads else (post.role,)
    after = Appointment.objects.filter(organization=post.organization_id, role__in=roles, starts__gte=post.ends)
    return after.exclude(pk=post.pk).for_pages().order_by("starts", "pk").first()


def _holder(post: Appointment, today: date) -> Person:
    """Return somebody who holds ``post`` and nothing else: a person may hold several, and each passes on its own."""
    acting, holder = copy(post), copy(post.person)
    acting.starts, acting.ends = min(post.starts, today), None
    vars(holder).pop("gathered_matters", None)
    vars(holder)["posts"] = [acting]
    return holder
