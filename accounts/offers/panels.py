"""What accounts adds to the home page: what is to be put right, what changed hands, and that 应急后台 is open."""

from datetime import date, timedelta

from django.conf import settings

from accounts.models import Appointment, Person
from accounts.models.people.appointment import HANDOVER_DAYS
from accounts.models.people.reach import administers_all, audits_all
from accounts.rules.house.panel import Panel, Place
from accounts.services.duty.outstanding import gather_outstanding
from accounts.services.house.panel import panels

SHOWN = 5


@panels.register
def outstanding(person: Person, today: date) -> list[Panel]:
    """Show secretaries what is open in their own organizations."""
    own = [post.organization for post in person.posts if post.role in Appointment.REVIEWED_ROLES]
    found = gather_outstanding(own, today) if own else []
    if not found:
        return []
    context = {"outstanding": found[:SHOWN], "count": len(found), "today": today}
    return [Panel("accounts/home/_outstanding.html", context, Place.ASIDE)]


@panels.register
def handovers(person: Person, today: date) -> list[Panel]:
    """Show the sheets that both sign to who left a post or took one over: most see no page of the organization."""
    new = any(post.starts >= today - timedelta(days=HANDOVER_DAYS) for post in person.posts)
    if not new and len(person.post_ids) == len(person.posts):
        return []  # nothing has changed, and nothing is asked
    found = list(Appointment.objects.handed_lately(person, today).for_pages().order_by("-ends", "-pk"))
    return [Panel("accounts/home/_handovers.html", {"posts": found}, Place.ASIDE)] if found else []


@panels.register
def emergency(person: Person, today: date) -> list[Panel]:
    """Tell who may enter it, and who reads the trail of it, while it is open."""
    may_enter = administers_all(person)
    if not settings.EMERGENCY_ADMIN or not (may_enter or audits_all(person)):
        return []
    return [Panel("accounts/home/_emergency.html", {"may_enter": may_enter}, Place.ASIDE)]
