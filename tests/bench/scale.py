"""Pages of a small province and of a large one: the same number of queries, and about the same time (PROMISES §7).

Both are ``seed_scale``'s, ten organizations below each, so that a page shows as many rows in both. Pages are asked for
in the same process, through every middleware, with a session; ``bare`` is ``/health`` asked for in the same way.
"""

import sys
import time
from dataclasses import dataclass
from statistics import quantiles

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, get_runner
from django.urls import reverse

from accounts.models import Appointment, Organization, Person
from rectification.models import Ledger
from reviews.models import Round, Statement

SMALL, YEAR, OK = 100, 2026, 200
SAME, DETAIL, LIST = 1.5, 8, 15
ROUNDS, WARM, PATIENCE = 60, 5, 15  # a page is asked for so often, or for so many seconds
Row = tuple[str, float, float]


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked for, and as whom; ``bar`` is how many bare pages it may take, 0 where nothing is promised."""

    name: str
    client: Client
    path: str
    bar: int


@dataclass(frozen=True, slots=True)
class Measured:
    """Queries and seconds (p95) of a page."""

    queries: int
    seconds: float


def rows(organizations: int, years: int) -> list[Row]:
    """Measure a small and a large province in a database of its own, and throw it away."""
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        call_command("createcachetable")
        few = measured(SMALL, years)
        many = measured(organizations, years)
    finally:
        runner.teardown_databases(databases)
    title = f"{organizations:,} organizations × {years} years"
    bare = many.pop("bare")[1].seconds
    few.pop("bare")
    found: list[Row] = []
    for name, (page, big) in many.items():
        small = few[name][1]
        sys.stdout.write(
            f"     {name:<32} {small.queries:3} → {big.queries:3} queries, {small.seconds * 1000:6.1f} → {big.seconds * 1000:6.1f} ms\n"
        )
        found.append((f"{name}: queries more than with {SMALL}", big.queries - small.queries, 0))
        found.append((f"{name}: p95 in {title} / in {SMALL}", big.seconds / max(small.seconds, 0.001), SAME))
        if page.bar:
            found.append((f"{name}: p95 / bare page", big.seconds / bare, page.bar))
    return found


def measured(organizations: int, years: int) -> dict[str, tuple[Page, Measured]]:
    """Build a province and return what each page takes in it."""
    call_command("flush", interactive=False, verbosity=0)
    seed(organizations, years)
    settle()
    return {page.name: (page, measure(page)) for page in pages()}


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
    """Return the main pages of the province that stands in the database."""
    top = Organization.objects.get(parent=None)
    below = Organization.objects.filter(parent=top).in_order()[0]
    leaf = Organization.objects.filter(kind=Organization.Kind.BRANCH).latest("pk")
    department, organizer = _entered(top, "organizer"), _entered(below, "organizer")
    secretary, auditor = _entered(leaf, "secretary"), _entered(top, "auditor")
    now, before = YEAR, YEAR - 1
    round_ = Round.objects.get(organization=top, cycle__year=now)
    statement = Statement.objects.get(organization=below, round__cycle__year=now)
    ledger = Ledger.objects.get(organization=below, cycle__year=before)
    return [
        Page("bare", department, reverse("accounts:health"), 0),
        Page("home of the department", department, reverse("accounts:home"), LIST),
        Page("home of an organizer", organizer, reverse("accounts:home"), LIST),
        Page("home of a secretary", secretary, reverse("accounts:home"), LIST),
        Page("tree", department, reverse("accounts:organizations"), LIST),
        Page("search of a name", department, reverse("accounts:organizations") + "?q=S0000042", LIST),
        Page("organization", department, reverse("accounts:organization", args=[below.pk]), LIST),
        Page("roster, before the upload", department, reverse("accounts:roster_upload", args=[top.pk]), DETAIL),
        Page("rounds", department, reverse("reviews:rounds"), LIST),
        Page("board of a round", department, reverse("reviews:round", args=[round_.pk]), LIST),
        Page("statement", department, reverse("reviews:statement", args=[statement.pk]), DETAIL),
        Page("statements of a secretary", secretary, reverse("reviews:statements"), LIST),
        Page("ledger", department, reverse("rectification:ledger", args=[ledger.pk]), DETAIL),
        Page("ledgers of a secretary", secretary, reverse("rectification:ledgers"), LIST),
        Page("supervision", department, reverse("rectification:supervision", args=[top.pk, before]), LIST),
        Page(
            "supervision of an organizer",
            organizer,
            reverse("rectification:supervision", args=[below.pk, before]),
            LIST,
        ),
        Page("audit trail", auditor, reverse("accounts:audit"), LIST),
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


def measure(page: Page) -> Measured:
    """Count a page's queries, and time it."""
    count, times = queries_of(page), []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        page.client.get(page.path, follow=True)
        times.append(time.perf_counter() - start)
        if sum(times) > PATIENCE:
            break
    return Measured(count, quantiles(times[WARM:] or times * 2, n=20)[-1])
