"""What accounts adds to the home page: what my organization still has to put right."""

from datetime import date

from accounts.models import Appointment, Person
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
