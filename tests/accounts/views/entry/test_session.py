from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Person
from tests import hall
from tests.cast import PASSWORD

LOGIN = "/login/"


def log_in(client, login, password=PASSWORD):
    return client.post(LOGIN, {"login": login, "password": password})


@pytest.mark.parametrize("login", ["010002", "13800000002", " 010002 "])
def test_staff_number_and_mobile_both_open_the_door(cast, client, login):
    assert log_in(client, login)["Location"] == "/"
    assert AuditEntry.objects.latest("pk").verb == "登录"


@pytest.mark.parametrize(("login", "password"), [("010002", "wrong-password"), ("999999", PASSWORD), ("", "")])
def test_whatever_is_wrong_the_answer_names_nobody(cast, client, login, password):
    page = log_in(client, login, password).content.decode()
    assert "林静" not in page.replace("林静 · ", "")
    assert any(sentence in page for sentence in ("登录名或密码不对", "请填写工号、手机号或邮箱"))


def test_unknown_name_and_wrong_password_are_answered_alike(cast, client):
    def sentence(login):
        return log_in(client, login, "wrong-password").context["form"].non_field_errors()

    assert sentence("010002") == sentence("999999")


def test_the_eleventh_try_within_a_quarter_of_an_hour_is_refused(cast, client):
    for _ in range(10):
        log_in(client, "010002", "wrong-password")
    page = log_in(client, "010002").content.decode()
    assert "试错次数太多" in page


@pytest.mark.parametrize(("login", "label"), [("010002", "林静"), ("my-password", "没有这个账号")])
def test_a_failed_login_is_recorded_without_what_was_typed(cast, client, login, label):
    log_in(client, login, "wrong-password")
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.object_label, entry.actor, entry.address) == ("登录失败", label, None, "127.0.0.1")
    assert "password" not in str(vars(entry))


def test_tries_beyond_the_limit_are_recorded(cast, client):
    for _ in range(11):
        log_in(client, "010002", "wrong-password")
    assert AuditEntry.objects.latest("pk").verb == "试错过多，拒绝登录"


def test_a_disabled_account_that_knocks_is_recorded(cast, client):
    Person.objects.filter(pk=cast.department.pk).update(is_active=False)
    log_in(client, "010002")
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.after["reason"]) == ("登录失败", "账号已停用")


def test_a_refusal_is_recorded_by_the_name_of_the_page(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.department)
    assert client.post("/reminders/read/").status_code == 403
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.actor) == ("被拒绝（403）", cast.department)
    assert entry.after == {"page": "accounts:reminders_read", "method": "POST"}


def test_strangers_cannot_fill_the_trail_with_refusals(cast):
    before = AuditEntry.objects.count()
    assert Client(enforce_csrf_checks=True).post(LOGIN).status_code == 403
    assert AuditEntry.objects.count() == before


def test_a_disabled_account_is_out_at_the_next_request(cast, enter):
    client = enter(cast.department)
    cast.department.is_active = False
    cast.department.save()
    assert client.get("/").status_code == 302


def test_a_lost_post_is_lost_at_the_next_request(cast, year, enter):
    client, path = enter(cast.department), reverse("reviews:round", args=[year.top.pk])
    assert client.get(path).status_code == 200
    cast.department.appointments.update(ends="2024-03-02")
    assert client.get(path).status_code == 404


def test_logging_out_ends_the_session_on_the_server(cast, client):
    log_in(client, "010002")
    stolen = client.cookies["sessionid"].value
    client.post("/logout/")
    client.cookies["sessionid"] = stolen
    assert client.get("/").status_code == 302


def test_a_login_starts_a_new_session(cast, client):
    client.get(LOGIN)
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    log_in(client, "010002")
    assert client.session.session_key != before


def test_nobody_signs_up(client, db):
    assert client.get("/signup/").status_code == 404


def test_outside_the_demo_there_is_no_demo_login(cast, client, settings):
    settings.DEMO = False
    assert client.post("/demo-login/", {"staff_number": "010002"}).status_code == 404


def test_the_demo_lets_in_only_those_it_names(cast, client):
    assert client.post("/demo-login/", {"staff_number": cast.outsider.staff_number}).status_code == 404


def test_a_working_session_is_prolonged_at_most_once_a_minute(cast, enter, monkeypatch):
    client = enter(cast.outsider)
    client.get("/help/")
    first = Session.objects.get().expire_date
    client.get("/help/")
    assert Session.objects.get().expire_date == first
    monkeypatch.setattr("accounts.middleware.PROLONG_EVERY", 0)
    client.get("/help/")
    assert Session.objects.get().expire_date > first


def test_a_page_that_renews_itself_keeps_nobody_logged_in(cast, year, enter, monkeypatch):
    monkeypatch.setattr("accounts.middleware.PROLONG_EVERY", 0)
    client, token = enter(cast.department), f"/meetings/{hall.hold(year.statement(cast.college)).pk}/token/"
    client.get("/")
    first = Session.objects.get().expire_date
    assert client.get(token, headers={"x-watching": "1"}).status_code == 200
    assert Session.objects.get().expire_date == first
    client.get(token)
    assert Session.objects.get().expire_date > first


def test_an_idle_session_ends(cast, enter):
    client = enter(cast.outsider)
    client.get("/")
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/").status_code == 302


def test_a_disabled_account_is_answered_as_a_wrong_password(cast, client):
    cast.department.is_active = False
    cast.department.save()
    right, wrong = log_in(client, "010002"), log_in(client, "010002", "wrong-password")
    assert right.context["form"].non_field_errors() == wrong.context["form"].non_field_errors()


def test_a_failed_login_leaves_a_line_without_the_name(cast, client, caplog):
    log_in(client, "my-secret-password", "wrong-password")
    assert "login failed from 127.0.0.1" in caplog.text
    assert "my-secret-password" not in caplog.text
