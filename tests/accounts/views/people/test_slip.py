"""One person's initial password: the same slip however often it is asked for, and a question before it ends another."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEntry, Job, Person
from accounts.services.entry.password import issue_password
from accounts.services.people.person import set_active
from accounts.services.people.slips import destroy_old_slips, new_key


@pytest.fixture
def person(cast):
    """Let the branch secretary wait for a first password."""
    Person.objects.filter(pk=cast.branch_secretary.pk).update(password="!x")
    return Person.objects.get(pk=cast.branch_secretary.pk)


@pytest.fixture
def client(cast, enter):
    return enter(cast.college_organizer)


def send(client, person, **fields):
    return client.post(f"/people/{person.pk}/password/", fields)


def asked(client, person, page=""):
    """Return the key that a page of ``person`` would send."""
    return re.search(r'name="slips_key" value="([^"]+)"', client.get(f"/people/{person.pk}/{page}").content.decode())[1]


def word(client, path):
    """Return the password that the slip shows."""
    return re.search(r'class="secret">([^<]+)<', client.get(path).content.decode())[1]


def is_theirs(person, password):
    return Person.objects.get(pk=person.pk).check_password(password)


def test_a_double_click_leads_to_the_same_slip(client, person):
    key = asked(client, person)
    first, second = send(client, person, slips_key=key), send(client, person, slips_key=key)
    assert first["Location"] == second["Location"]
    assert is_theirs(person, word(client, second["Location"]))
    assert AuditEntry.objects.filter(verb="发放初始密码").count() == 1


def test_the_slip_opens_in_this_browser_for_an_hour(cast, client, person, enter):
    path = send(client, person, slips_key=asked(client, person))["Location"]
    assert "no-store" in client.get(path)["Cache-Control"]
    assert (enter(cast.college_organizer).get(path).status_code, enter(cast.department).get(path).status_code) == (
        409,
        404,
    )
    Job.objects.update(finished_at=timezone.now() - timedelta(minutes=61))
    page = client.get(path).content.decode()
    assert ("照样能用" in page, "重新发放初始密码" in page, f'href="/people/{person.pk}/#account"' in page) == (
        True,
    ) * 3


def test_after_the_hour_the_sealed_slip_goes_too(client, person):
    send(client, person, slips_key=asked(client, person))
    assert destroy_old_slips(now=timezone.now() + timedelta(minutes=61)) == 1
    assert Job.objects.get().file is None


def test_the_slip_can_be_printed_and_destroyed(client, person):
    path = send(client, person, slips_key=asked(client, person))["Location"]
    assert "data-print" in client.get(path).content.decode()
    assert client.post(f"{path}destroy/")["Location"] == f"/people/{person.pk}/"
    assert client.get(path).status_code == 409


@pytest.mark.parametrize("state", ["own", "initial", "spent", "expired"])
def test_before_it_is_issued_again_the_page_says_what_ends(cast, client, person, state):
    told = {"own": "那个密码马上不能用", "initial": "那一张马上作废", "spent": "原来那张作废", "expired": "已经过期"}
    issue_password(person, actor=cast.department)
    ago = timezone.now() - timedelta(days=20 if state == "expired" else 0)
    used = timezone.now() if state == "spent" else None
    own = Person.objects.filter(pk=person.pk)
    own.update(must_change_password=state != "own", password_issued_at=ago, password_used_at=used)
    before = Person.objects.get(pk=person.pk).password
    assert send(client, person, slips_key=new_key())["Location"] == f"/people/{person.pk}/password/"
    assert told[state] in client.get(f"/people/{person.pk}/password/").content.decode()
    assert Person.objects.get(pk=person.pk).password == before


def test_whoever_says_yes_issues_it_again_once(cast, client, person):
    old = issue_password(person, actor=cast.department).password
    key = asked(client, person, "password/")
    first, second = (send(client, person, slips_key=key, again="1") for _ in range(2))
    assert first["Location"] == second["Location"]
    assert (is_theirs(person, old), is_theirs(person, word(client, first["Location"]))) == (False, True)


def test_a_page_that_does_not_know_of_another_organizers_slip_asks_too(cast, client, person, enter):
    key = asked(client, person)
    other = enter(cast.department)
    path = send(other, person, slips_key=asked(other, person))["Location"]
    assert send(client, person, slips_key=key)["Location"] == f"/people/{person.pk}/password/"
    assert is_theirs(person, word(other, path))


def test_a_disabled_account_is_enabled_first(cast, client, person):
    set_active(person, active=False, actor=cast.department)
    page = client.get(f"/people/{person.pk}/password/").content.decode()
    assert ("请先启用" in page, "slips_key" in page) == (True, False)


def test_a_page_without_its_key_issues_nothing(client, person):
    assert send(client, person, slips_key="x")["Location"] == f"/people/{person.pk}/"
    assert not Person.objects.get(pk=person.pk).has_usable_password()
