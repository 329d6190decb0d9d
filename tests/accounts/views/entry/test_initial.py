"""The first password: random, short-lived, and good for one login (ASVS 6.4.1)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry, Person
from accounts.services.entry.password import issue_password
from accounts.services.people.slips import new_key
from tests import factor as phone

OWN = "一句只有我知道的话。"


@pytest.fixture
def slip(cast):
    return issue_password(cast.branch_secretary, actor=cast.department)


def log_in(slip, client=None):
    """Type what stands on the slip."""
    client = client or Client()
    typed = {"login": slip.person.staff_number, "password": slip.password}
    return client, client.post("/login/", typed, follow=True)


def heading(answer):
    return answer.content.decode().split("<h1")[1].split("</h1>")[0]


def test_it_opens_one_session_and_no_second(slip):
    first, opened = log_in(slip)
    second, refused = log_in(slip)
    assert "先换成您自己的密码" in heading(opened)
    assert "已经登录过一次，不能再用" in refused.content.decode()
    assert ("_auth_user_id" in first.session, "_auth_user_id" in second.session) == (True, False)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.after) == ("登录失败", {"reason": "初始密码已经用过"})


def test_logging_in_does_not_hash_it_anew_which_would_end_the_session_of_who_came_first(cast, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    slip = issue_password(cast.branch_secretary, actor=cast.department)
    stored = Person.objects.get(pk=slip.person.pk)
    assert "_auth_user_id" in log_in(slip)[0].session
    assert Person.objects.get(pk=slip.person.pk).password == stored.password


def test_whoever_has_not_the_password_is_not_told_that_it_was_used(slip):
    log_in(slip)
    answer = Client().post("/login/", {"login": slip.person.staff_number, "password": "wrong-password"})
    assert "登录名或密码不对" in answer.content.decode()


def test_the_trail_says_that_it_was_the_first_password(slip):
    log_in(slip)
    assert AuditEntry.objects.latest("pk").after == {"method": "初始密码"}


def test_the_session_that_it_opened_outlives_a_closed_window_until_the_own_password_is_set(slip):
    client, _ = log_in(slip)
    assert client.cookies["sessionid"]["max-age"] == 30 * 60
    assert client.get("/login/")["Location"] == "/password/"  # opened anew
    client.post("/password/", {"password": OWN, "again": OWN})
    assert (client.get("/").status_code, client.cookies["sessionid"]["max-age"]) == (200, "")


def test_nothing_but_the_own_password_can_be_done_meanwhile(slip):
    client, _ = log_in(slip)
    assert [client.get(path)["Location"] for path in ("/", "/statements/", "/account/")] == ["/password/"] * 3


def test_the_organizer_sees_that_it_was_used_and_issues_another(cast, slip, enter):
    log_in(slip)
    organizer, pk = enter(cast.college_organizer), slip.person.pk
    assert "登录过，还没有换成自己的密码" in organizer.get(f"/people/{pk}/").content.decode()
    organizer.post(f"/people/{pk}/password/", {"slips_key": new_key(), "again": "1"})
    assert Person.objects.get(pk=pk).account_state == "initial"
    _, refused = log_in(slip)
    assert "登录名或密码不对" in refused.content.decode()


def test_after_a_fortnight_it_opens_nothing(slip):
    Person.objects.update(password_issued_at=timezone.now() - timedelta(days=15))
    _, refused = log_in(slip)
    assert "已经过期" in refused.content.decode()


def test_a_code_that_does_not_fit_has_not_used_it_up(cast, enter):
    _secret, codes = phone.set_up(enter(cast.department))
    slip = issue_password(cast.department, actor=None)
    client, _ = log_in(slip)
    client.post("/login/code/", {"code": "000000"})
    assert Person.objects.get(pk=cast.department.pk).password_used_at is None
    assert client.post("/login/code/", {"code": codes[0]})["Location"] == "/"
    assert Person.objects.get(pk=cast.department.pk).password_used_at is not None


def test_of_two_who_wait_for_their_code_only_the_first_comes_in(cast, enter):
    _secret, codes = phone.set_up(enter(cast.department))
    slip = issue_password(cast.department, actor=None)
    (first, _), (second, _) = log_in(slip), log_in(slip)
    first.post("/login/code/", {"code": codes[0]})
    late = second.post("/login/code/", {"code": codes[1]}, follow=True)
    assert ("_auth_user_id" in first.session, "_auth_user_id" in second.session) == (True, False)
    assert "已经登录过一次" in late.content.decode()


def test_whoever_had_tried_too_often_comes_in_with_it_at_once(cast):
    for _ in range(11):
        refused = Client().post("/login/", {"login": cast.branch_secretary.staff_number, "password": "wrong-password"})
    assert "试错次数太多" in refused.content.decode()
    _, opened = log_in(issue_password(cast.branch_secretary, actor=cast.department))
    assert "先换成您自己的密码" in heading(opened)
