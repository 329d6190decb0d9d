"""Who may enter 应急后台. Closed, it stands in no table of addresses; open, these are its cells: one role, and no other."""

import pytest
from django.urls import reverse

from accounts.models import Appointment, AuditEntry
from accounts.services.entry.support import REFUSED
from tests import emergency, factor
from tests.access.relation import CAST

LISTS = ("organization", "person", "appointment")
PAGES = ["/emergency/", "/emergency/jsi18n/", "/emergency/accounts/", *(f"/emergency/accounts/{one}/" for one in LISTS)]
OTHERS = [role for role in CAST if role != "system_administrator"]


@pytest.fixture(scope="module")
def _opened():
    with emergency.opened():
        yield


@pytest.fixture
def addresses(_opened, cast):
    rows = (cast.college, cast.auditor, cast.auditor.appointments.get())
    return PAGES + [f"/emergency/accounts/{one}/{row.pk}/change/" for one, row in zip(LISTS, rows, strict=True)]


def statuses(client, addresses):
    return {(client.get(one).status_code, client.post(one).status_code) for one in addresses}


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_finds_it(cast, enter, addresses, role):
    assert statuses(enter(getattr(cast, role)), addresses) == {(404, 404)}


def test_the_system_administrator_opens_every_page(cast, enter, addresses):
    client = enter(cast.system_administrator)
    assert {client.get(one, follow=True).status_code for one in addresses} == {200}


def test_a_past_system_administrator_is_a_stranger(cast, enter, addresses):
    Appointment.objects.filter(role="system_administrator").update(ends="2025-01-01")
    assert statuses(enter(cast.system_administrator), addresses) == {(404, 404)}


def test_its_only_door_is_our_own_login(client, addresses):
    assert statuses(client, addresses) == {(302, 401)}
    assert client.get("/emergency/")["Location"] == f"{reverse('account_login')}?next=/emergency/"
    assert {client.get(f"/emergency/{one}/").status_code for one in ("login", "logout", "password_change")} == {404}


def test_it_waits_for_the_second_factor(cast, enter, addresses, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    client = enter(cast.system_administrator)
    assert {client.get(one)["Location"] for one in addresses} == {reverse("accounts:factor")}
    factor.set_up(client)
    assert client.get("/emergency/").status_code == 200


def test_it_waits_for_a_password_of_ones_own(cast, enter, addresses):
    person = cast.system_administrator
    person.must_change_password, person.password_issued_at = True, "2026-01-01T00:00:00Z"
    person.save()
    client = enter(person)
    assert {client.get(one)["Location"] for one in addresses} == {reverse("accounts:password")}


def test_nobody_enters_as_somebody_else(cast, lifted, enter, addresses):
    Appointment.objects.create(  # past the services, which keep the two apart
        person=cast.department, organization=cast.committee, role="system_administrator", starts="2024-03-01"
    )
    client = enter(cast.department)
    assert client.get("/emergency/").status_code == 200
    client.post(reverse("accounts:support", args=[cast.college_organizer.pk]), {"reason": "求助"})
    assert statuses(client, addresses) == {(403, 403)}
    assert AuditEntry.objects.latest("pk").verb == REFUSED
