"""What accounts adds to the letterhead."""

from django.urls import reverse

from accounts.models import Appointment, Person, Reminder
from accounts.models.people.reach import GUARDING, administers_all, audits_all, secures_all
from accounts.rules.house.navigation import NavigationItem
from accounts.services.house.navigation import entries


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
def guards(person: Person) -> list[NavigationItem]:
    """Offer the two administrators their own pages alone (DESIGN §4)."""
    found = []
    if secures_all(person):
        found += [NavigationItem("权限", reverse("accounts:rights"))]
    if administers_all(person):
        found += [
            NavigationItem("账号", reverse("accounts:accounts")), NavigationItem("系统状态", reverse("accounts:system"))
        ]  # fmt: skip
    return found


@entries.register
def factors(person: Person) -> list[NavigationItem]:
    """Offer the second factors to the security administrator, who takes a lost phone's away."""
    return [NavigationItem("两步验证", reverse("accounts:factors"))] if secures_all(person) else []


@entries.register
def reminders(person: Person) -> list[NavigationItem]:
    """Offer the reminders, with how many are unread; who only guards has nothing to be reminded of."""
    if person.posts and all(post.role in GUARDING for post in person.posts):
        return []
    unread = Reminder.objects.visible_to(person).unread().count()
    return [NavigationItem("提醒", reverse("accounts:reminders"), unread)]
