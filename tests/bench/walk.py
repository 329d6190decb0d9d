"""All the other addresses that open in a province, each as the first who may open it there.

Django must be set up before this is imported.
"""

from collections.abc import Collection, Iterator
from itertools import product

from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from accounts.models import Appointment, Organization, Person
from rectification.models import Item, Ledger
from reviews.models import Cycle, Round, Statement
from tests.bench.pages import YEAR, Page, entered

OK, NOT_ALLOWED = 200, 405
# These draw the organizations below, until they are too many for a sheet: as many questions, but more boxes.
GROWING = {"accounts:organization_chart", "accounts:organization_chart_file"}
WRITTEN_LATER = "accounts:roster_export"  # of a large tree long work writes it, and the address only leads there


def others(pages: list[Page], opened: Collection[str] = ()) -> list[Page]:
    """Return a page of every address that opens, apart from those in ``pages``.

    ``opened`` are the names of those that opened in another province: no more doors are tried than these, if any.
    """
    top = Organization.objects.get(parent=None)
    below = Organization.objects.filter(parent=top).in_order()[0]
    people, there = _people(top, below), {page.path for page in pages}
    found = []
    for name, path in _paths(below):
        tried = {who: client for who, client in people.items() if not opened or f"{name} as {who}" in opened}
        who = _first(tried, path)
        if who and path not in there:
            found.append(Page(f"{name} as {who}", people[who], path, 0))
    return found


def _first(people: dict[str, Client], path: str) -> str | None:
    """Return who opens the door first; what is only sent to opens to nobody."""
    for who, client in people.items():
        status = ask(client, path).status_code
        if status in {OK, NOT_ALLOWED}:
            return who if status == OK else None
    return None


def ask(client: Client, path: str, *, follow: bool = False) -> HttpResponseBase:
    """Ask for a page, or for a file to its last byte."""
    response = client.get(path, follow=follow)
    if response.streaming:
        b"".join(response.streaming_content)
    return response


def _people(top: Organization, below: Organization) -> dict[str, Client]:
    """Return who tries the doors, by the names that the measurements tell."""
    leaf = Organization.objects.filter(kind=Organization.Kind.BRANCH).latest("pk")
    posts = {
        "department": (top, "organizer"),
        "organizer": (below, "organizer"),
        "head": (top, "secretary"),
        "college secretary": (below, "secretary"),
        "secretary": (leaf, "secretary"),
        "auditor": (top, "auditor"),
        "system administrator": (top, "system_administrator"),
        "security administrator": (top, "security_administrator"),
    }
    return {who: entered(*post) for who, post in posts.items()}


def _paths(below: Organization) -> Iterator[tuple[str, str]]:
    """Yield the name and the path of every address of ours: of those that name an object the one of ``below``."""
    objects = _objects(below)
    for name, route in _routes(get_resolver()):
        if name == WRITTEN_LATER:
            continue
        places: list[tuple[int, ...]] = (
            [()] if "<" not in route else [(pk,) for pk in objects.get(route.split("/")[0], ())]
        )
        for place, year in product(places, [(), (YEAR - 1,)]):
            try:
                yield name, reverse(name, args=[*place, *year])
            except NoReverseMatch:
                continue


def _objects(below: Organization) -> dict[str, list[int]]:
    """Return the keys of what ``below`` has, by the first word of its addresses."""
    post = Appointment.objects.filter(organization=below, role="secretary")
    found = {
        "organizations": Organization.objects.filter(pk=below.pk),
        "supervision": Organization.objects.filter(pk=below.pk),
        "appointments": post,
        "people": Person.objects.filter(appointments__in=post),
        "factors": Person.objects.filter(appointments__in=post),
        "rights": Appointment.objects.filter(role="auditor")[:1],
        "cycles": Cycle.objects.filter(year=YEAR),
        "rounds": Round.objects.filter(organization=below, cycle__year=YEAR),
        "statements": Statement.objects.filter(organization=below, round__cycle__year=YEAR),
        "ledgers": Ledger.objects.filter(organization=below, cycle__year=YEAR - 1),
        "items": Item.objects.filter(ledger__organization=below).order_by("pk")[:1],
    }
    return {word: list(rows.values_list("pk", flat=True)) for word, rows in found.items()}


def _routes(resolver: URLResolver, before: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name and the route of every address in a namespace."""
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _routes(one, route, one.namespace or space)
        elif isinstance(one, URLPattern) and space and one.name:
            yield f"{space}:{one.name}", route
