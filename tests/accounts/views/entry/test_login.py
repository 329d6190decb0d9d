"""Logging in: one box for every name, no oracle, and an end to guessing (PROMISES §6, ASVS 6.x)."""

import itertools
import os
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry, Person
from accounts.services.entry.password import issue_password
from tests.cast import PASSWORD

WRONG = "wrong-password"
GUESSES = 1000 if os.environ.get("PROVE") else 200


class Counted(PBKDF2PasswordHasher):
    """Django's hasher, that counts the rounds it turned."""

    iterations = 200
    turned = 0

    def encode(self, password, salt, iterations=None):
        Counted.turned += iterations or self.iterations
        return super().encode(password, salt, iterations)


def log_in(client, login, password=PASSWORD, **more):
    return client.post("/login/", {"login": login, "password": password}, **more)


def said(response):
    return str(response.context["form"].non_field_errors())


@pytest.fixture
def known(cast):
    Person.objects.filter(pk=cast.department.pk).update(email="Lin.Jing@dangwei.example-university.edu.cn")
    return cast.department


@pytest.mark.parametrize(
    "login",
    [
        "010002",
        " 13800000002 ",
        "Lin.Jing@dangwei.example-university.edu.cn",
        "LIN.JING@DANGWEI.EXAMPLE-UNIVERSITY.EDU.CN",
    ],
)
def test_every_name_of_a_person_opens_the_door(known, client, login):
    assert log_in(client, login)["Location"] == "/"
    assert client.session["_auth_user_id"] == str(known.pk)


def test_letters_of_a_staff_number_may_be_large_or_small(known, client):
    Person.objects.filter(pk=known.pk).update(staff_number="A001")
    assert log_in(client, "a001")["Location"] == "/"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite says it in other words, below")
def test_a_login_looks_into_the_indexes(known):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = looked_for("a001")
    assert all(index in plan for index in ("person_number_once", "person_email_once", "mobile")), plan


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL says it in other words, above")
def test_a_login_looks_into_the_indexes_on_sqlite(known):
    plan = looked_for("a001")
    assert ("SCAN accounts_person" in plan, "person_number_once" in plan) == (False, True), plan


def looked_for(login):
    """How the database looks for whom ``login`` names."""
    with CaptureQueriesContext(connection) as queries:
        Person.objects.by_login(login)
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {queries[0]['sql']}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def test_where_a_number_is_a_mobile_too_the_staff_number_wins(known):
    other = Person.objects.create_person(staff_number="13800000002", name="同号")
    assert Person.objects.by_login("13800000002") == other


def test_looking_for_a_name_asks_once_whoever_it_is(known, django_assert_num_queries):
    for login in ("010002", "13800000002", "nobody@example.com", "999999"):
        with django_assert_num_queries(1):
            Person.objects.by_login(login)


def test_tries_count_on_the_person_however_the_name_is_spelt(known, client):
    names = ["010002", "13800000002", "lin.jing@dangwei.example-university.edu.cn"]
    for login in itertools.islice(itertools.cycle(names), 10):
        assert "登录名或密码不对" in said(log_in(client, login, WRONG))
    assert ["试错次数太多" in said(log_in(client, login)) for login in names] == [True] * 3


def test_another_host_name_gives_no_new_tries(known, client):
    for _ in range(10):
        log_in(client, "010002", WRONG)
    assert "试错次数太多" in said(log_in(client, "010002", headers={"host": "localhost"}))


def test_others_log_in_while_one_name_is_locked(cast, client):
    for _ in range(11):
        log_in(client, "010002", WRONG)
    assert log_in(Client(), "010003").status_code == 302


def test_who_does_not_exist_is_locked_alike(cast, client):
    answers = [[said(log_in(client, login, WRONG)) for _ in range(12)] for login in ("010002", "999999")]
    assert answers[0] == answers[1]


def test_of_many_guesses_from_everywhere_ten_are_looked_at(cast, monkeypatch):
    looked = []
    monkeypatch.setattr(Person, "check_password", lambda _, typed: looked.append(typed) or False)
    client = Client()
    for number in range(GUESSES):
        log_in(client, "010002", f"guess-{number}", REMOTE_ADDR=f"10.0.{number // 200}.{number % 200}")
    assert (len(looked), AuditEntry.objects.filter(verb="试错过多，拒绝登录").count()) == (10, GUESSES - 10)


def test_one_address_that_tries_many_names_is_stopped(cast, client):
    answers = [said(log_in(client, f"9{number:05}", "123456789a")) for number in range(205)]
    assert ["试错次数太多" in answer for answer in answers] == [False] * 200 + [True] * 5


def test_an_address_that_is_stopped_uses_up_nobodys_tries(cast, client):
    for number in range(200):
        log_in(client, f"9{number:05}", WRONG)
    for _ in range(15):
        log_in(client, "010002", WRONG)
    assert log_in(Client(REMOTE_ADDR="10.0.0.9"), "010002").status_code == 302


def test_who_tries_many_names_throws_no_counts_out(cast, client):
    for _ in range(10):
        log_in(client, "010002", WRONG)
    for number in range(400):
        cache.set(f"other:{number}", [number], 900)
    assert "试错次数太多" in said(log_in(client, "010002"))


def test_too_many_logins_from_one_address_get_a_page(cast, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    answers = [log_in(client, "010002", WRONG) for _ in range(4)]
    assert (answers[-1].status_code, "请等一分钟" in answers[-1].content.decode()) == (429, True)


@pytest.mark.parametrize("state", ["unknown", "known", "disabled", "no password", "initial"])
def test_a_wrong_password_costs_the_same_work_whoever_it_is(cast, settings, monkeypatch, state):
    settings.PASSWORD_HASHERS = [f"{__name__}.Counted"]
    monkeypatch.setattr("accounts.services.entry.password.ROUNDS", 50)
    person = Person.objects.get(pk=cast.branch_secretary.pk)
    person.set_password(PASSWORD)
    person.is_active = state != "disabled"
    person.save()
    if state == "no password":
        Person.objects.filter(pk=person.pk).update(password="!")
    if state == "initial":
        issue_password(person, actor=cast.department)
    Counted.turned = 0
    log_in(Client(), "999999" if state == "unknown" else person.staff_number, WRONG)
    assert Counted.turned == Counted.iterations


def test_an_initial_password_that_was_changed_opens_nothing_any_more(cast, client):
    slip = issue_password(cast.branch_secretary, actor=cast.department)
    assert log_in(client, "010005", slip.password).status_code == 302
    assert client.get("/")["Location"] == "/password/"
    own = "一句只有我知道的话。"
    assert client.post("/password/", {"password": own, "again": own}).status_code == 302
    assert "登录名或密码不对" in said(log_in(Client(), "010005", slip.password))


def test_an_initial_password_is_no_new_password(cast, client):
    slip = issue_password(cast.branch_secretary, actor=cast.department)
    log_in(client, "010005", slip.password)
    again = client.post("/password/", {"password": slip.password, "again": slip.password})
    assert "新密码和现在的一样" in again.content.decode()


def test_an_initial_password_opens_for_a_fortnight(cast, client):
    slip = issue_password(cast.branch_secretary, actor=cast.department)
    Person.objects.update(password_issued_at=timezone.now() - timedelta(days=15))
    assert "已经过期" in said(log_in(client, "010005", slip.password))


def test_a_login_says_in_the_trail_how(cast, client):
    log_in(client, "010002")
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.after, entry.address) == ("登录", {"method": "密码"}, "127.0.0.1")


def test_the_way_back_after_a_login_stays_in_the_house(cast, client):
    answer = client.post("/login/?next=https://evil.example/", {"login": "010002", "password": PASSWORD})
    assert answer["Location"] == "/"
