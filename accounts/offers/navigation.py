"""What accounts adds to the letterhead."""

from django.urls import reverse

from accounts.models import Appointment, Person, Reminder
from accounts.models.reach import audits_all
from accounts.rules.navigation import NavigationItem
from accounts.services.navigation import entries


@entries.register
def home(person: Person) -> list[NavigationItem]:
    """Offer the home page; the letterhead adds how much waits there."""
    return [NavigationItem("我的待办", reverse("accounts:home"))]


@entries.register
def organizations(person: Person) -> list[NavigationItem]:
    """Offer the tree to whoever organizes, or leads an organization to which others report."""
    if any(post.role in Appointment.OVERSEEING_ROLES and post.organization.may_review for post in person.posts):
        return [NavigationItem("党组织与人员", reverse("accounts:organizations"))]
    return []


@entries.register
def audit(person: Person) -> list[NavigationItem]:
    """Offer the trail to the auditor alone."""
    return [NavigationItem("审计", reverse("accounts:audit"))] if audits_all(person) else []


@entries.register
def reminders(person: Person) -> list[NavigationItem]:
    """Offer the reminders, with how many are unread."""
    unread = Reminder.objects.visible_to(person).unread().count()
    return [NavigationItem("提醒", reverse("accounts:reminders"), unread)]
