"""What accounts adds to the home page: what my organization still has to put right, and that 应急后台 is open."""

from datetime import date

from django.conf import settings

from accounts.models import Appointment, Person
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
def emergency(person: Person, today: date) -> list[Panel]:
    """Tell who may enter it, and who reads the trail of it, while it is open."""
    may_enter = administers_all(person)
    if not settings.EMERGENCY_ADMIN or not (may_enter or audits_all(person)):
        return []
    return [Panel("accounts/home/_emergency.html", {"may_enter": may_enter}, Place.ASIDE)]
