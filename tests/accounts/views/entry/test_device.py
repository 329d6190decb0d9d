"""登录中的设备: where somebody is logged in, and how each login ends."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.models import AuditEntry, Person
from accounts.services.entry.password import issue_password
from accounts.services.people.person import set_active
from tests.cast import PASSWORD

AGENT = "Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/86.0.4240.198"
PAGE = "/account/sessions/"


def device(agent=AGENT, address="10.1.2.3"):
    """Log 林静 in on a device of her own."""
    client = Client(REMOTE_ADDR=address, headers={"user-agent": agent})
    client.post("/login/", {"login": "010002", "password": PASSWORD})
    assert client.get("/help/").status_code == 200
    return client


def is_in(client):
    return client.get("/account/stay/").status_code == 204


def test_the_list_tells_each_device_in_plain_words(cast):
    device("Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) MicroMessenger/8.0", "10.9.9.9")
    page = device().get(PAGE).content.decode()
    for words in ("Windows 电脑，Chrome 浏览器", "10.1.2.3", "苹果手机，微信", "10.9.9.9", "这台"):
        assert words in page


def test_the_list_never_shows_a_session_key(cast):
    device()
    page = device().get(PAGE).content.decode()
    assert [key for key in Session.objects.values_list("session_key", flat=True) if key in page] == []


def test_one_device_is_logged_out(cast):
    lost, here = device(), device()
    others = [one for one in here.get(PAGE).context["devices"] if not one.is_this]
    assert here.post(f"{PAGE}{others[0].pk}/end/").status_code == 302
    assert (is_in(lost), is_in(here), AuditEntry.objects.latest("pk").verb) == (False, True, "结束登录")


def test_nobody_ends_anothers_session_nor_this_one_here(cast, enter):
    here, stranger = device(), enter(cast.outsider)
    stranger.get("/help/")
    mine = UserSession.objects.get(user=cast.department)
    assert stranger.post(f"{PAGE}{mine.pk}/end/").status_code == 404
    assert here.post(f"{PAGE}{mine.pk}/end/").status_code == 404
    assert is_in(here)


def test_all_other_devices_are_logged_out(cast):
    others, here = [device(), device()], device()
    here.post(f"{PAGE}end/")
    assert ([is_in(other) for other in others], is_in(here)) == ([False, False], True)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.after) == ("结束其他登录", {"count": 2})


def test_a_new_password_ends_the_other_sessions(cast):
    other, here = device(), device()
    own = "一句只有我知道的话。"
    here.post("/password/", {"old": PASSWORD, "password": own, "again": own})
    assert (is_in(other), is_in(here)) == (False, True)
    assert [one.is_this for one in here.get(PAGE).context["devices"]] == [True]


def test_a_new_initial_password_ends_every_session(cast, enter):
    client = enter(cast.branch_secretary)
    client.get("/help/")
    issue_password(cast.branch_secretary, actor=cast.department)
    assert not is_in(client)


def test_a_disabled_account_that_is_enabled_again_does_not_wake_its_sessions(cast, enter):
    client = enter(cast.branch_secretary)
    client.get("/help/")
    set_active(cast.branch_secretary, active=False, actor=cast.department)
    set_active(cast.branch_secretary, active=True, actor=cast.department)
    assert (is_in(client), UserSession.objects.count()) == (False, 0)


def test_logging_out_leaves_nothing_standing(cast):
    client = device()
    client.post("/logout/")
    assert device().get(PAGE).context["others"] == 0


def test_a_request_without_an_address_is_listed_too(cast):
    client = device(address="")
    assert "不知道的地址" in client.get(PAGE).content.decode()


def test_a_device_that_calls_itself_something_odd_is_listed(cast):
    page = device(agent="x\x01<b>" + "y" * 500).get(PAGE).content.decode()
    assert "说不出是什么设备" in page


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_one_device_and_for_thirty(cast, enter, django_assert_max_num_queries, number):
    client = enter(cast.outsider)
    client.get("/help/")
    person = Person.objects.get(pk=cast.outsider.pk)
    for place in range(number - 1):
        Session.objects.create(session_key=f"key{place}", session_data="", expire_date="2099-01-01T00:00Z")
        UserSession.objects.create(user=person, ip="10.0.0.1", session_key=f"key{place}", user_agent="")
    with django_assert_max_num_queries(8):
        assert len(client.get(PAGE).context["devices"]) == number
