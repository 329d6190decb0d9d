"""A province in a database and a process of its own, whose pages are asked for on command.

``python -m tests.bench.province ORGANIZATIONS YEARS`` fills one, prints a line of JSON that tells of its pages, then
answers each line that names a page with the seconds it took; it throws the province away when no more lines come.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass

import django
from django.apps import apps

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, get_runner
from django.urls import reverse

from accounts.models import Appointment, Organization, Person
from rectification.models import Ledger
from reviews.models import Round, Statement

YEAR, OK = 2026, 200
BARE = "bare"
DETAIL, LIST = 8, 15


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked for, and as whom; ``bar`` is how many bare pages it may take, 0 where nothing is promised."""

    name: str
    client: Client
    path: str
    bar: int


def seed(organizations: int, years: int) -> None:
    """Build a province whose latest year is YEAR."""
    call_command("seed_scale", organizations=organizations, years=years, last_year=YEAR)


def settle() -> None:
    """Have done what PostgreSQL does by itself within minutes: what the filling leaves to do is not to be measured."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")


def pages() -> list[Page]:
    """Return the main pages of the province that stands in the database: what everybody opens, and the administrators' own."""
    top = Organization.objects.get(parent=None)
    below = Organization.objects.filter(parent=top).in_order()[0]
    leaf = Organization.objects.filter(kind=Organization.Kind.BRANCH).latest("pk")
    department, organizer, secretary = (
        _entered(top, "organizer"),
        _entered(below, "organizer"),
        _entered(leaf, "secretary"),
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
    auditor, system = _entered(top, "auditor"), _entered(top, "system_administrator")
    security = _entered(top, "security_administrator")
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


def _entered(organization: Organization, role: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(appointments=Appointment.objects.get(organization=organization, role=role)))
    return client


def queries_of(page: Page) -> int:
    """Ask for a page until it is warm, and count its queries."""
    for _ in range(2):
        response = page.client.get(page.path, follow=True)
        if response.status_code != OK:
            raise RuntimeError(f"{page.name}: {page.path} answered {response.status_code}")
    with CaptureQueriesContext(connection) as queries:
        page.client.get(page.path, follow=True)
        return len(queries)


def main(organizations: int, years: int) -> None:
    """Fill a province, tell of its pages, and time them one by one as the lines of the standard input ask."""
    with redirect_stdout(sys.stderr), built(organizations, years):  # what commands print is no answer
        there = {page.name: page for page in pages()}
        say({name: {"queries": queries_of(page), "bar": page.bar} for name, page in there.items()})
        for line in sys.stdin:
            page = there[json.loads(line)]
            start = time.perf_counter()
            page.client.get(page.path, follow=True)
            say(time.perf_counter() - start)


@contextmanager
def built(organizations: int, years: int) -> Iterator[None]:
    """Keep a province while the block runs, in a database named after its size."""
    connection.settings_dict["TEST"]["NAME"] = (
        f"bench_{organizations}_{years}" if connection.vendor == "postgresql" else None
    )
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        call_command("createcachetable")
        seed(organizations, years)
        settle()
        yield
    finally:
        runner.teardown_databases(databases)


def say(what: object) -> None:
    """Write a line for the process that asks."""
    print(json.dumps(what, ensure_ascii=False), file=sys.__stdout__, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
