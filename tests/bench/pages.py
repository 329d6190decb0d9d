"""The pages of a province that people open all day, and the administrators' own; each as whoever opens it there.

Django must be set up before this is imported.
"""

from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from accounts.models import Appointment, Organization, Person
from rectification.models import Ledger
from reviews.models import Round, Statement

YEAR = 2026
BARE = "bare"
DETAIL, LIST = 8, 15


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked for, and as whom; ``bar`` is how many bare pages it may take, 0 where nothing is promised."""

    name: str
    client: Client
    path: str
    bar: int


def pages() -> list[Page]:
    """Return them for the province that stands in the database, a bare one first."""
    top = Organization.objects.get(parent=None)
    below = Organization.objects.filter(parent=top).in_order()[0]
    leaf = Organization.objects.filter(kind=Organization.Kind.BRANCH).latest("pk")
    department, organizer, secretary = (
        entered(top, "organizer"),
        entered(below, "organizer"),
        entered(leaf, "secretary"),
    )
    return [
        *_homes(department, organizer, secretary),
        *_tree(department, top, below),
        *_reviews(department, secretary, top, below),
        *_ledgers(department, organizer, secretary, top, below),
        *_administrators(top),
    ]


def _homes(department: Client, organizer: Client, secretary: Client) -> list[Page]:
    return [
        Page(BARE, department, reverse("accounts:health"), 0),
        Page("home of the department", department, reverse("accounts:home"), LIST),
        Page("home of an organizer", organizer, reverse("accounts:home"), LIST),
        Page("home of a secretary", secretary, reverse("accounts:home"), LIST),
    ]


def _tree(department: Client, top: Organization, below: Organization) -> list[Page]:
    return [
        Page("tree", department, reverse("accounts:organizations"), LIST),
        Page("search of a name", department, reverse("accounts:organizations") + "?q=S0000042", LIST),
        Page("organization", department, reverse("accounts:organization", args=[below.pk]), LIST),
        Page("roster, before the upload", department, reverse("accounts:roster_upload", args=[top.pk]), DETAIL),
    ]


def _reviews(department: Client, secretary: Client, top: Organization, below: Organization) -> list[Page]:
    round_ = Round.objects.get(organization=top, cycle__year=YEAR)
    statement = Statement.objects.get(organization=below, round__cycle__year=YEAR)
    return [
        Page("rounds", department, reverse("reviews:rounds"), LIST),
        Page("board of a round", department, reverse("reviews:round", args=[round_.pk]), LIST),
        Page("statement", department, reverse("reviews:statement", args=[statement.pk]), DETAIL),
        Page("statements of a secretary", secretary, reverse("reviews:statements"), LIST),
    ]


def _ledgers(
    department: Client, organizer: Client, secretary: Client, top: Organization, below: Organization
) -> list[Page]:
    before = YEAR - 1
    ledger = Ledger.objects.get(organization=below, cycle__year=before)
    overseen, beneath = (reverse("rectification:supervision", args=[one.pk, before]) for one in (top, below))
    return [
        Page("ledger", department, reverse("rectification:ledger", args=[ledger.pk]), DETAIL),
        Page("ledgers of a secretary", secretary, reverse("rectification:ledgers"), LIST),
        Page("supervision", department, overseen, LIST),
        Page("supervision of an organizer", organizer, beneath, LIST),
    ]


def _administrators(top: Organization) -> list[Page]:
    auditor, system = entered(top, "auditor"), entered(top, "system_administrator")
    security = entered(top, "security_administrator")
    return [
        Page("audit trail", auditor, reverse("accounts:audit"), LIST),
        Page("audit trail of a name", auditor, reverse("accounts:audit") + "?who=欧阳守一", LIST),
        Page("accounts", system, reverse("accounts:accounts"), LIST),
        Page("accounts of a name", system, reverse("accounts:accounts") + "?q=欧阳", LIST),
        Page("accounts without a password", system, reverse("accounts:accounts") + "?state=none", LIST),
        Page("rights", security, reverse("accounts:rights"), LIST),
        Page("rights of a name", security, reverse("accounts:rights") + "?q=欧阳", LIST),
        Page("rights of the administrators", security, reverse("accounts:rights") + "?kind=guarding", LIST),
        Page("second factors", security, reverse("accounts:factors"), LIST),
    ]


def entered(organization: Organization, role: str) -> Client:
    """Return a client in which whoever holds that post is logged in."""
    client = Client()
    client.force_login(Person.objects.get(appointments=Appointment.objects.get(organization=organization, role=role)))
    return client
