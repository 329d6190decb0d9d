"""What may happen once at the door happens once, however many knock at the same moment."""

import pytest
from django.test import Client

from accounts.models import AuditEntry, Person
from accounts.services.entry.factor import set_up_factor
from accounts.services.entry.password import issue_password
from accounts.services.people.person import change_contact
from tests.race import together

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def people(request):
    return request.getfixturevalue("cast")


def test_of_forty_guesses_at_once_at_most_ten_are_looked_at(people, monkeypatch):
    looked = []
    monkeypatch.setattr(Person, "check_password", lambda _, typed: looked.append(typed) or False)

    def guess():
        for number in range(5):
            Client().post("/login/", {"login": "010002", "password": f"guess-{number}"})

    assert together(*[guess] * 8) == [None] * 8
    assert (0 < len(looked) <= 10, AuditEntry.objects.filter(verb="登录失败").count()) == (True, len(looked))


def test_one_slip_typed_twice_at_once_opens_one_session(people):
    slip = issue_password(people.branch_secretary, actor=people.department)

    def log_in():
        client = Client()
        client.post("/login/", {"login": "010005", "password": slip.password})
        return "_auth_user_id" in client.session

    assert sorted(together(*[log_in] * 4)) == [False, False, False, True]
    assert AuditEntry.objects.filter(verb="登录").count() == 1


def test_two_windows_set_one_factor_up(people):
    outcomes = together(*[lambda: set_up_factor(people.head, secret=KEY, session_key="")] * 2)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["FactorRefused", "list"]
    assert AuditEntry.objects.filter(verb="启用两步验证").count() == 1


def test_two_people_taking_one_address_at_once_are_not_both_given_it(people):
    outcomes = together(
        *[
            lambda one=one, email=email: change_contact(one, mobile="", email=email)
            for one, email in ((people.head, "a@example.com"), (people.outsider, "A@example.com"))
        ]
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Person", "ValidationError"]
