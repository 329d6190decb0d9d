"""What rectification adds to the letterhead: one entry, whatever the person does there."""

from django.urls import reverse

from accounts.models import Appointment, Person
from accounts.rules.house.navigation import NavigationItem
from accounts.services.house.navigation import entries


@entries.register
def ledgers(person: Person) -> list[NavigationItem]:
    """Offer secretaries below somebody their ledger, those who review others the supervision of theirs."""
    if any(post.role in Appointment.REVIEWED_ROLES and post.organization.parent_id for post in person.posts):
        return [NavigationItem("整改台账", reverse("rectification:ledgers"))]
    if any(post.role in Appointment.OVERSEEING_ROLES for post in person.posts):
        return [NavigationItem("整改督查", reverse("rectification:supervisions"))]
    return []
