"""Generates the cells of the table from the addresses themselves and compares every answer."""

import os
from itertools import chain

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.models import AuditEntry
from tests.access.answer import LOGIN, NO, NOT_ALLOWED, WRONG_METHOD, YES
from tests.access.bodies import BODIES, WITHOUT, At
from tests.access.canary import leaks
from tests.access.mirror import writing
from tests.access.objects import build
from tests.access.place import ORGANIZATIONS
from tests.access.relation import CAST, expected, places_of, relation
from tests.access.table import PARTS, TABLE, united

ROLES = ("", *CAST)
TOGETHER = [ROLES[first::4] for first in range(4)]  # roles that share one set of objects: building it takes a second
DONE = {200, 204, 302}  # a form that comes back is a 409 or a 422


def patterns(resolver=None, prefix=""):
    """Yield (name, callback) of every address."""
    for entry in (resolver or get_resolver()).url_patterns:
        if hasattr(entry, "url_patterns"):
            space = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from patterns(entry, space)
        else:
            yield prefix + (entry.name or ""), entry.callback


def answer(response: HttpResponse) -> str:
    """Put a response into the table's words."""
    status = response.status_code
    if status == 401 or (status == 302 and response["Location"].startswith(reverse("account_login") + "?")):
        return LOGIN
    return {404: NO, 405: NOT_ALLOWED}.get(status, YES if status in {200, 204, 302, 409, 422} else f"odd: {status}")


def chosen(kind: str, role: str, turn: int) -> list[str]:
    """Return the organizations whose objects are tried.

    `make prove` tries all; the gate one for every relation in which the role stands to any, another from address to address;
    on PostgreSQL, which is slower, one of those.
    """
    relations: dict[str, list[str]] = {}
    for place in places_of(kind):
        relations.setdefault(relation(kind, role, place), []).append(place)
    if os.environ.get("PROVE"):
        return list(chain(*relations.values()))
    one_each = [places[turn % len(places)] for places in relations.values()]
    return one_each if connection.vendor == "sqlite" else [one_each[turn % len(one_each)]]


def cells(objects, role):
    """Yield every cell of one role: name, kind, organization, method, path, line.

    A wrong method is refused before any object is looked up: one organization shows it.
    """
    for turn, (name, (kind, get, post)) in enumerate(TABLE.items()):
        for first, organization in enumerate(chosen(kind, role, turn)):
            path = reverse(name, args=objects[kind][organization])
            for method, line in (("get", get), ("post", post)):
                if line is not WRONG_METHOD or not first:
                    yield name, kind, organization, method, path, line


@pytest.fixture
def objects(cast, year):
    """One object of every kind, of every organization."""
    return build(cast, year, ORGANIZATIONS)


@pytest.fixture
def visitor(cast):
    """Return a function that gives a fresh client of a role: logged in once, its session for every cell."""
    keys = {}

    def fresh(role):
        client = Client()
        if role and role not in keys:
            client.force_login(getattr(cast, role))
            client.get(reverse("accounts:manual"))  # the session's bookkeeping, once a minute
            keys[role] = {name: one.value for name, one in client.cookies.items()}
        client.cookies.load(keys.get(role, {}))
        return client

    return fresh


def tried(client, method, path, body):
    """Return the answer, and the same in the table's words: what was really sent is done by the right one, and by no other."""
    last = AuditEntry.objects.values_list("pk", flat=True).order_by("-pk").first()
    with writing() as written:
        response = getattr(client, method)(path, body or {})
    found = answer(response)
    if body is not None:
        is_done = bool(written) or AuditEntry.objects.filter(pk__gt=last).exists()
        if found == YES and not (is_done and response.status_code in DONE):
            found = f"not done ({response.status_code})"
        elif found != YES and is_done:
            found += f", and yet done: {written}"
    return response, found


@pytest.mark.parametrize("roles", TOGETHER, ids=lambda roles: "-".join(roles).strip("-"))
def test_every_cell_answers_as_the_table_says(cast, visitor, objects, roles):
    wrong = []
    for role in roles:
        visitor(role)
        for name, kind, organization, method, path, line in cells(objects, role):
            with transaction.atomic():
                sent, body, client = path, None, visitor(role)
                if method == "post" and line is not WRONG_METHOD and name in BODIES:
                    at = At(cast, organization, list(objects[kind][organization]), client, role)
                    body = BODIES[name](at)
                    sent = reverse(name, args=at.args)  # it may have made an object of its own
                response, found = tried(client, method, sent, body)
                wrong += [(role, name, organization, method, "leaks", word) for word in leaks(response, role)]
                transaction.set_rollback(True)
            want = expected(line, kind, role, organization)
            if found != want:
                wrong.append((role, name, organization, method, found, want))
    assert wrong == []


def test_every_address_stands_in_the_table():
    assert {name for name, _ in patterns()} == set(TABLE)


def test_no_address_is_stated_twice():
    assert len(TABLE) == sum(map(len, PARTS))
    with pytest.raises(AssertionError, match="accounts:home"):
        united(PARTS[0], {"accounts:home": PARTS[0]["accounts:home"]})


def test_every_view_states_its_policy():
    assert [name for name, view in patterns() if not hasattr(view, "policy")] == []


def test_the_table_has_enough_cells_to_mean_something(objects):
    assert sum(len(list(cells(objects, role))) for role in ROLES) >= 2000


def test_every_address_that_takes_a_post_is_sent_something():
    taking = {name for name, (_, _, post) in TABLE.items() if post is not WRONG_METHOD}
    assert {*BODIES, *WITHOUT} == taking
    assert BODIES.keys().isdisjoint(WITHOUT)
