"""A province in a database and a process of its own, whose pages are asked for on command.

``python -m tests.bench.province ORGANIZATIONS YEARS`` fills one, prints a line of JSON that tells of its pages, then
answers each line that names a page with the seconds it took; it throws the province away when no more lines come.
"""

import json
import os
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, redirect_stdout

import django
from django.apps import apps

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext, get_runner

from tests.bench.pages import YEAR, Page, pages
from tests.bench.walk import OK, ask, others


def seed(organizations: int, years: int) -> None:
    """Build a province whose latest year is YEAR."""
    call_command("seed_scale", organizations=organizations, years=years, last_year=YEAR)


def settle() -> None:
    """Have done what PostgreSQL does by itself within minutes: what the filling leaves to do is not to be measured."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")


def queries_of(page: Page) -> int:
    """Ask for a page until it is warm, and count its queries."""
    for _ in range(2):
        response = ask(page.client, page.path, follow=True)
        if response.status_code != OK:
            raise RuntimeError(f"{page.name}: {page.path} answered {response.status_code}")
    with CaptureQueriesContext(connection) as queries:
        ask(page.client, page.path, follow=True)
        return len(queries)


def all_pages(opened: Collection[str] = ()) -> list[Page]:
    """Return every page of the province that stands in the database, those with a promise of their own first."""
    named = pages()
    return [*named, *others(named, opened)]


def main(organizations: int, years: int) -> None:
    """Fill a province, tell of its pages, and time them one by one as the lines of the standard input ask."""
    with redirect_stdout(sys.stderr), built(organizations, years):  # what commands print is no answer
        there = {page.name: page for page in all_pages()}
        say({name: {"queries": queries_of(page), "bar": page.bar} for name, page in there.items()})
        for line in sys.stdin:
            page = there[json.loads(line)]
            start = time.perf_counter()
            ask(page.client, page.path, follow=True)
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
