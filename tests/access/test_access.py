"""Generates the cells of the table from the addresses themselves and compares every answer."""

import os
import uuid
from copy import deepcopy
from functools import partial

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from accounts.models import Appointment, Job, Reminder, Roster, WorkdayException
from accounts.services.house.stored_file import store_file
from reviews.models import Cycle, RoundReport
from reviews.services.collecting.report import hand_in_report
from reviews.services.hearing.kiosk import key_of
from tests import cast as casting
from tests import docx, hall
from tests.access.audit import add_audit, audit_relation
from tests.access.canary import hide, leaks
from tests.access.evaluation import EVALUATION
from tests.access.factor import add_factor, factor_relation
from tests.access.guards import GUARDS, HOLDERS, add_guards, guard_relation
from tests.access.poll import POLL, POLL_TABLE, add_poll
from tests.access.rectification import RECTIFICATION, add_rectification
from tests.access.result import RESULT, RESULT_LEVELS, RESULT_TABLE, add_result
from tests.access.similarity import SIMILARITY, add_similarity
from tests.access.table import (
    CAST,
    LOGIN,
    NO,
    NOT_ALLOWED,
    ORGANIZATIONS,
    PEOPLE,
    TREE,
    TREE_KINDS,
    WRONG_METHOD,
    YES,
)
from tests.access.table import TABLE as PLAIN_TABLE

TABLE = {**PLAIN_TABLE, **GUARDS, **EVALUATION, **POLL_TABLE, **RESULT_TABLE, **SIMILARITY}
# The gate looks at a college and a branch, on PostgreSQL at one college; `make prove` at all of the cast's.
CHECKED = ORGANIZATIONS if os.environ.get("PROVE") else ORGANIZATIONS[: 2 if connection.vendor == "sqlite" else 1]


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


@pytest.fixture
def objects(cast, year):
    """The arguments of every kind of address, by organization."""
    found = {kind: {} for kind, _, _ in TABLE.values()}
    found["workday"] = {ORGANIZATIONS[0]: [WorkdayException.objects.create(date="2026-12-13", is_workday=True).pk]}
    for one in (year.top, year.below, year.other):
        RoundReport.objects.create(round=one, text="一", filed_by=cast.department, filed_at=timezone.now())
    rounds = {"branch": year.below, "other_branch": year.other}
    file = store_file(b"x")
    now = timezone.now()
    Cycle.objects.update(notice_file=file, notice_filename="通知.pdf")
    job = Job.objects.create(
        kind="x", subject=1, title="x", started_by=cast.department, file=file, state="done", finished_at=now
    )
    slips = Job.objects.create(
        kind="issue_passwords",
        subject=cast.college.pk,
        title="x",
        started_by=cast.department,
        state="done",
        finished_at=now,
    )
    roster = Roster.objects.create(
        organization=cast.college, file=file, listing=file, filename="x.xlsx", rows=1, uploaded_by=cast.department
    )
    reminder = Reminder.objects.create(person=cast.department, day=now.date(), items=[], sweep=uuid.uuid4())
    for name in CHECKED:
        found["reminder"][name] = [reminder.pk]
        statement = year.statement(getattr(cast, name))
        report = hand_in_report(
            statement, person=statement.person, data=docx.good(), filename="稿.docx", now=now
        ).report
        found["statement"][name], found["report"][name] = [statement.pk], [report.pk]
        found["visit"][name] = [casting.visit(statement, person=cast.head).pk]
        found["version"][name] = [statement.pk, 1]
        found["round"][name] = [rounds.get(name, year.top).pk]
        found["job"][name], found["roster"][name], found["tree"][name] = [job.pk], [roster.pk], []
        found["slips"][name] = [slips.pk]
        found["cycle"][name] = [year.cycle.pk]
        post = Appointment.objects.get(organization=getattr(cast, name), role__in=["secretary", "deputy_in_charge"])
        found["organization"][name], found["appointment"][name] = [post.organization_id], [post.pk]
        found["handover"][name] = [post.pk]
        found["person"][name] = [post.person_id]
        held = hall.hold(statement)
        found["meeting"][name], found["speech"][name] = [held.pk], [held.speeches.get().pk]
        found["turn"][name], found["screen"][name] = [held.pk, held.speeches.get().pk], [key_of(held)]
        found["comment"][name] = [hall.comment(statement, "全年只开了7次支委会。").pk]
        add_poll(found, name, held, hall.runner(statement))
        add_rectification(found, name, statement, cast, now)
        add_result(found, name, statement, cast, now)
        add_audit(found)
        add_guards(found, cast)
        add_factor(found, cast)
        found[""][name], found["manual"][name], found["sample"][name] = [], ["secretary"], ["good"]
    add_similarity(found, year)
    hide()
    return found


HALL = {"meeting", "turn", "speech", "comment", "screen"}
PLAIN = {"statement", "version", "report", "round", "job", "slips", "roster", "reminder", "visit", "handover"}
OBJECTS = {*PLAIN, *HALL, *TREE_KINDS, *RECTIFICATION, *POLL, *RESULT, "similarity"}
# Of the organization above, hence nobody's own.
LEVELS = {"round", "similarity", "supervision", "campaign", "circular", *RESULT_LEVELS}


GUARDED = {"trail": audit_relation, "factor": factor_relation, "factors": factor_relation}
GUARDED |= {kind: partial(guard_relation, kind) for kind in HOLDERS}


def expected(line, kind, role, organization):
    """Look a cell up; a round is not its reviewed secretary's own, and a job or a reminder is one person's alone."""
    if kind in {"job", "slips", "roster", "reminder"} and role == "department" and line is not WRONG_METHOD:
        return YES
    if kind in GUARDED:
        return line[GUARDED[kind](role)]
    if role and kind == "tree":  # whoever sees any of the organizations has a tree
        return line[next((relation for relation in TREE[role] if relation != "stranger"), "stranger")]
    if role and kind in TREE_KINDS:
        return line[(PEOPLE if kind == "person" else TREE)[role][ORGANIZATIONS.index(organization)]]
    relation = CAST[role][ORGANIZATIONS.index(organization)] if role else "anonymous"
    return line["stranger" if kind in LEVELS and relation == "own" else relation]


def cells(objects):
    """Yield every cell of one role: name, kind, organization, method, path, line.

    A wrong method is refused before any object is looked up: one organization shows it.
    """
    for name, (kind, get, post) in TABLE.items():
        for place, organization in enumerate(CHECKED if kind in OBJECTS else CHECKED[:1]):
            path = reverse(name, args=objects[kind][organization])
            for method, line in (("get", get), ("post", post)):
                if line is not WRONG_METHOD or not place:
                    yield name, kind, organization, method, path, line


@pytest.fixture
def visitor(cast):
    """Return a function that gives a fresh client of a role: logged in once, its cookies for every cell."""
    cookies = {}

    def fresh(role):
        if role and role not in cookies:
            first = Client()
            first.force_login(getattr(cast, role))
            first.get(reverse("accounts:manual"))  # the session's bookkeeping, once a minute
            cookies[role] = first.cookies
        client = Client()
        client.cookies = deepcopy(cookies[role]) if role else client.cookies
        return client

    return fresh


@pytest.mark.parametrize("role", ["", *CAST])
def test_every_cell_answers_as_the_table_says(visitor, objects, role):
    wrong = []
    visitor(role)
    for name, kind, organization, method, path, line in cells(objects):
        client = visitor(role)
        with transaction.atomic():
            response = getattr(client, method)(path)
            found = answer(response)
            wrong += [(name, organization, method, "leaks", word) for word in leaks(response, role)]
            transaction.set_rollback(True)
        want = expected(line, kind, role, organization)
        if found != want:
            wrong.append((name, organization, method, found, want))
    assert wrong == []


def test_every_address_stands_in_the_table():
    assert {name for name, _ in patterns()} == set(TABLE)


def test_every_view_states_its_policy():
    assert [name for name, view in patterns() if not hasattr(view, "policy")] == []


def test_the_table_has_enough_cells_to_mean_something(objects):
    assert len(list(cells(objects))) * (len(CAST) + 1) >= 2000
