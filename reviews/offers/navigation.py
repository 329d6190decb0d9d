"""What reviews adds to the letterhead."""

from django.urls import reverse

from accounts.models import Appointment, Person
from accounts.rules.house.navigation import NavigationItem
from accounts.services.house.navigation import entries
from reviews.models import Cycle


@entries.register
def statements(person: Person) -> list[NavigationItem]:
    """Offer whoever is reviewed by somebody their statements."""
    if any(post.role in Appointment.REVIEWED_ROLES and post.organization.parent_id for post in person.posts):
        return [NavigationItem("我的述职", reverse("reviews:statements"))]
    return []


@entries.register
def rounds(person: Person) -> list[NavigationItem]:
    """Offer whoever reviews somebody the rounds."""
    if any(post.role in Appointment.OVERSEEING_ROLES and post.organization.may_review for post in person.posts):
        return [NavigationItem("本轮评议", reverse("reviews:rounds"))]
    return []


@entries.register
def cycles(person: Person) -> list[NavigationItem]:
    """Offer the top organization's organizers the years."""
    if Cycle.objects.may_be_made_by(person):
        return [NavigationItem("年度设置", reverse("reviews:cycles"))]
    return []
