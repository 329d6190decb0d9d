import gc
import os
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.test import Client

from accounts.services.people.facts import lift
from config.celery import app
from tests import cast as casting


def pytest_collection_modifyitems(config, items):
    """With ONLY=database leave out what would find the same as on SQLite, where `.ci/run` has just run it."""
    if os.environ.get("ONLY") != "database":
        return
    asking = [one for one in items if _asks_the_database(one)]
    config.hook.pytest_deselected(items=[one for one in items if one not in set(asking)])
    items[:] = asking


def _asks_the_database(item) -> bool:
    """Whether ``item`` tries a database: of the walks through pages only those through the whole house."""
    fixtures = {"db", "transactional_db", "live_server"}
    asks = bool(fixtures & {*item.fixturenames} or item.get_closest_marker("django_db"))
    return asks and ("browser" not in item.keywords or "journey" in item.keywords)


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """What is imported here stays to the end: the garbage collector need not look through it, now or later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


@pytest.fixture(autouse=True)
def _files_of_its_own(tmp_path_factory):
    """Every test keeps its files, and the head of its audit trail, in a folder of its own, made when it is needed."""
    before = django_settings.FILES_DIR, django_settings.AUDIT_HEAD
    # Not tmp_path: it looks through all the folders of the tests before, thousands in a whole run.
    folder = tmp_path_factory.getbasetemp() / uuid4().hex
    django_settings.FILES_DIR, django_settings.AUDIT_HEAD = folder / "files", folder / "audit-head"
    yield
    django_settings.FILES_DIR, django_settings.AUDIT_HEAD = before


@pytest.fixture(autouse=True)
def _nothing_in_mind():
    """What a process keeps in memory of one test, as who mistyped a code, is nothing to the next."""
    yield
    caches["memory"].clear()


@pytest.fixture
def cast(db):
    return casting.assemble()


@pytest.fixture
def lifted(db):
    """Let the database take what it would refuse, so that a test can see it found."""
    lift()


@pytest.fixture
def year(cast):
    return casting.open_year(cast)


@pytest.fixture
def work_at_once():
    """Do what a view hands to a worker at once, also where a broker answers: no worker listens to the tests."""
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


@pytest.fixture
def enter():
    """Return a client that is logged in as the person given."""

    def enter_as(person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return enter_as
