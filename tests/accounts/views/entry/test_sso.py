"""Single sign-on against a small server of each protocol: it names people, the roster lets them in."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from accounts.models import AuditEntry, Person
from accounts.services.entry.password import issue_password
from tests import factor as phone
from tests.cas import cas_server
from tests.server import free_port
from tests.sso import START, agree

CALLBACK, CAS = "/sso/oidc/callback/", "/sso/cas/"
SERVICE = "http://testserver/sso/cas/"
LOGOUT = '<samlp:LogoutRequest xmlns:samlp="x"><samlp:SessionIndex>{}</samlp:SessionIndex></samlp:LogoutRequest>'


@pytest.fixture
def cas(settings):
    with cas_server() as server:
        settings.CAS_URL = server.url
        yield server


def by_cas(client, server, user, ticket="ST-1", number="010002"):
    """Come back from CAS with a ticket."""
    client.get(CAS)
    server.tickets[ticket, SERVICE] = (user, number)
    return client.get(f"{CAS}?ticket={ticket}")


def last():
    entry = AuditEntry.objects.latest("pk")
    return entry.verb, entry.object_label, entry.after


def test_openid_connect_lets_in_whom_the_roster_knows(cast, oidc, client):
    assert client.get(agree(client, "010002"))["Location"] == "/"
    assert client.session["_auth_user_id"] == str(cast.department.pk)
    assert last() == ("登录", "林静", {"method": "统一身份认证（OIDC）"})


def test_the_way_to_the_provider_carries_a_state_and_a_challenge(cast, oidc, client):
    there = parse_qs(urlsplit(client.get(START)["Location"]).query)
    assert {"state", "code_challenge", "redirect_uri"} <= set(there)


def test_the_way_back_leads_to_where_one_wanted(cast, oidc, client):
    assert client.get(agree(client, "010002", path=f"{START}?next=/reminders/"))["Location"] == "/reminders/"


def test_another_claim_may_hold_the_number(cast, oidc, client, settings):
    settings.OIDC_STAFF_NUMBER_CLAIM = "employee_number"
    client.get(agree(client, "u-17"))
    assert client.session["_auth_user_id"] == str(cast.department.pk)


@pytest.mark.parametrize(("number", "words"), [("999999", "名册里没有您"), ("010005", "您的账号已停用")])
def test_nobody_new_and_nobody_disabled_comes_in(cast, oidc, client, number, words):
    Person.objects.filter(pk=cast.branch_secretary.pk).update(is_active=False)
    before = Person.objects.count()
    answer = client.get(agree(client, number))
    assert (answer.status_code, words in answer.content.decode(), Person.objects.count()) == (403, True, before)
    assert ("_auth_user_id" in client.session, last()[0]) == (False, "登录失败")


def test_letters_of_the_number_may_be_large_or_small(cast, oidc, client):
    Person.objects.filter(pk=cast.department.pk).update(staff_number="A001")
    client.get(agree(client, "a001"))
    assert client.session["_auth_user_id"] == str(cast.department.pk)


def test_a_mobile_number_is_no_staff_number(cast, oidc, client):
    assert client.get(agree(client, "13800000002")).status_code == 403


def test_whoever_cancels_reads_so(cast, oidc, client):
    answer = client.get(agree(client, "010002", deny=True))
    assert (answer.status_code, "没有完成登录" in answer.content.decode()) == (403, True)


def test_a_code_that_nobody_here_asked_for_is_refused(cast, oidc, client):
    back = agree(client, "010002")
    assert Client().get(back).status_code == 403
    assert client.get(back).status_code == 302
    assert Client().get(f"{CALLBACK}?code=x&state=y").status_code == 403


def test_a_provider_that_is_away_is_told_in_plain_words(cast, oidc, client, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = f"http://127.0.0.1:{free_port()}"
    answer = client.get(START)
    assert (answer.status_code, "暂时连不上" in answer.content.decode()) == (403, True)


@pytest.mark.parametrize("way", ["oidc", "cas"])
def test_single_sign_on_replaces_the_password_and_not_the_second_factor(cast, oidc, cas, settings, enter, client, way):
    settings.REQUIRE_SECOND_FACTOR = True
    secret, _ = phone.set_up(enter(cast.department))
    answer = client.get(agree(client, "010002")) if way == "oidc" else by_cas(client, cas, "010002")
    assert answer["Location"] == "/login/code/"
    assert client.post("/login/code/", {"code": phone.shown(secret, later=30)})["Location"] == "/"
    assert last()[2] == {"method": f"统一身份认证（{way.upper()}）和动态码"}


def test_whoever_comes_by_single_sign_on_sets_no_password(cast, oidc, client):
    issue_password(cast.department, actor=None)
    client.get(agree(client, "010002"))
    assert client.get("/").status_code == 200
    assert "现在的密码" in client.get("/password/").content.decode()


def test_cas_lets_in_whom_the_roster_knows(cast, cas, client):
    there = client.get(f"{CAS}?next=/reminders/")["Location"]
    assert there == f"{cas.url}/login?service=http%3A%2F%2Ftestserver%2Fsso%2Fcas%2F"
    cas.tickets["ST-1", SERVICE] = ("010002", "x")
    assert client.get(f"{CAS}?ticket=ST-1")["Location"] == "/reminders/"
    assert last() == ("登录", "林静", {"method": "统一身份认证（CAS）"})


def test_an_attribute_of_cas_may_hold_the_number(cast, cas, client, settings):
    settings.CAS_STAFF_NUMBER_ATTRIBUTE = "employeeNumber"
    by_cas(client, cas, "linjing")
    assert client.session["_auth_user_id"] == str(cast.department.pk)


@pytest.mark.parametrize("user", ["999999", "010005"])
def test_cas_lets_in_nobody_new_and_nobody_disabled(cast, cas, client, user):
    Person.objects.filter(pk=cast.branch_secretary.pk).update(is_active=False)
    assert (by_cas(client, cas, user).status_code, last()[0]) == (403, "登录失败")


def test_a_ticket_counts_once_and_only_for_whoever_asked(cast, cas, client):
    cas.tickets["ST-1", SERVICE] = ("010002", "x")
    assert client.get(f"{CAS}?ticket=ST-1")["Location"].startswith(cas.url)  # nobody here had asked
    assert by_cas(client, cas, "010002", "ST-2").status_code == 302
    other = Client()
    other.get(CAS)
    assert other.get(f"{CAS}?ticket=ST-2").status_code == 403


def test_a_cas_that_answers_something_else_is_told_in_plain_words(cast, cas, client):
    cas.is_mad = True
    assert "暂时连不上" in by_cas(client, cas, "010002").content.decode()


def test_whoever_is_not_in_the_roster_reads_as_whom_the_other_side_knows_them(cast, cas, client):
    page = by_cas(client, cas, "999999").content.decode()
    assert ("它说您的工号是" in page, "999999" in page, "别人在这台电脑上登录过" in page) == (True, True, True)


def test_a_side_that_sends_no_number_is_told_from_a_stranger(cast, cas, client, settings):
    settings.CAS_STAFF_NUMBER_ATTRIBUTE = "misspelt"
    assert "没有送来您的工号" in by_cas(client, cas, "010002").content.decode()
    assert last()[2]["reason"] == "没有送来工号"


def test_blanks_around_the_number_do_no_harm(cast, cas, client):
    assert by_cas(client, cas, "\n  010002 ")["Location"] == "/"


def test_leaving_cas_also_ends_a_session_that_was_begun_over_another(cast, cas, client):
    by_cas(client, cas, "010002")
    by_cas(client, cas, "010003", "ST-2")
    client.get("/help/")
    Client().post(CAS, {"logoutRequest": LOGOUT.format("ST-2")})
    assert client.get("/account/stay/").status_code == 302


def test_whoever_leaves_reads_that_single_sign_on_goes_on(cast, cas, client):
    by_cas(client, cas, "010002")
    page = client.get(client.post("/logout/")["Location"]).content.decode()
    assert ("统一身份认证还登录着" in page, f'href="{cas.url}/logout"' in page) == (True, True)


def test_whoever_came_by_password_reads_nothing_of_it(cast, cas, enter):
    client = enter(cast.department)
    assert client.post("/logout/")["Location"] == "/login/"


def test_leaving_cas_ends_the_session_here(cast, cas, client):
    by_cas(client, cas, "010002")
    client.get("/help/")
    assert Client().post(CAS, {"logoutRequest": LOGOUT.format("ST-9")}).status_code == 204
    assert client.get("/account/stay/").status_code == 204
    Client(enforce_csrf_checks=True).post(CAS, {"logoutRequest": LOGOUT.format("ST-1")})
    assert (client.get("/account/stay/").status_code, last()[0]) == (302, "统一身份认证退出")


def test_the_login_page_offers_what_is_switched_on_as_a_link(cast, oidc, cas, client):
    page = client.get("/login/?next=/reminders/").content.decode()
    assert ("用统一身份认证（OIDC）登录" in page, "用统一身份认证（CAS）登录" in page) == (True, True)
    assert 'href="/sso/cas/?next=/reminders/"' in page


def test_what_is_off_is_not_there(db, client):
    assert [client.get(path).status_code for path in (START, CALLBACK, CAS)] == [404] * 3
    assert "统一身份认证" not in client.get("/login/").content.decode()
