"""两步验证: who must have it, setting it up, confirming with it, and losing the phone (PROMISES §6, ASVS 6.3.3)."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts.models import AuditEntry
from accounts.services.entry.factor import set_up_factor
from tests import factor as phone
from tests.cast import PASSWORD
from tests.factor import PAGE

CODE = "/login/code/"


@pytest.fixture
def strict(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def armed(cast, strict, enter):
    """林静's phone: its key, and her recovery codes."""
    return phone.set_up(enter(cast.department))


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


@pytest.mark.parametrize("role", ["department", "auditor", "security_administrator", "system_administrator"])
def test_whoever_must_have_it_does_nothing_before(cast, strict, enter, role):
    client = enter(getattr(cast, role))
    for path in ("/", "/reminders/", "/account/", "/audit/", "/factors/"):
        assert client.get(path)["Location"] == PAGE
    assert client.get(PAGE).status_code == 200
    assert [client.get(path).status_code for path in ("/help/", "/password/", "/account/stay/")] == [200, 200, 204]


@pytest.mark.parametrize("role", ["head", "college_organizer", "college_secretary", "outsider"])
def test_nobody_else_must_have_it(cast, strict, enter, role):
    assert enter(getattr(cast, role)).get("/").status_code == 200


def test_a_post_that_asks_for_it_is_felt_at_the_next_request(cast, strict, enter):
    client = enter(cast.outsider)
    assert client.get("/").status_code == 200
    cast.outsider.appointments.create(organization=cast.committee, role="organizer", starts="2024-03-01")
    assert client.get("/")["Location"] == PAGE


def test_after_setting_it_up_one_works_on_and_the_codes_are_shown_once(cast, strict, enter):
    client = enter(cast.department)
    _, codes = phone.set_up(client)
    assert (len(codes), client.get("/").status_code) == (10, 200)
    page = client.get(PAGE).content.decode()
    assert [code for code in codes if code in page] == []
    assert verbs()[-1] == "启用两步验证"


@pytest.mark.parametrize(
    ("code", "confirm", "words"), [("000000", PASSWORD, "动态码不对"), (None, "wrong-password", "密码不对")]
)
def test_a_wrong_code_or_password_sets_nothing_up(cast, enter, code, confirm, words):
    client = enter(cast.head)
    secret = phone.scanned(client)
    answer = client.post(PAGE, {"code": code or phone.shown(secret), "confirm": confirm})
    assert (answer.status_code, words in answer.content.decode(), phone.has_factor(cast.head)) == (422, True, False)


def test_a_second_window_that_sets_it_up_is_told_so(cast, enter, monkeypatch):
    client = enter(cast.head)
    secret = phone.scanned(client)
    set_up_factor(cast.head, secret=secret, session_key=client.session.session_key)
    monkeypatch.setattr("accounts.views.entry.factor.has_factor", lambda _: False)  # it looked a moment before
    answer = client.post(PAGE, {"code": phone.shown(secret), "confirm": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)


def test_setting_it_up_ends_the_other_sessions(cast, enter):
    other = enter(cast.head)
    other.get("/help/")
    phone.set_up(enter(cast.head))
    assert other.get("/account/stay/").status_code == 302


def test_each_login_is_confirmed_and_gets_a_new_session(cast, armed, client):
    answer = phone.log_in(client, "010002")
    assert (answer["Location"], client.get("/account/stay/").status_code) == (CODE, 302)
    before = client.session.session_key
    assert client.post(CODE, {"code": phone.shown(armed[0], later=30)})["Location"] == "/"
    assert (client.get("/").status_code, client.session.session_key != before) == (200, True)
    assert AuditEntry.objects.latest("pk").after == {"method": "密码和动态码"}


def test_whoever_chose_it_is_asked_too(cast, enter, client):
    secret, _ = phone.set_up(enter(cast.outsider))
    assert phone.log_in(client, "010013")["Location"] == CODE
    assert client.post(CODE, {"code": phone.shown(secret, later=30)})["Location"] == "/"


def test_the_way_back_survives_the_code(cast, armed, client):
    client.post("/login/?next=/reminders/", {"login": "010002", "password": PASSWORD})
    assert client.post(CODE, {"code": phone.shown(armed[0], later=30)})["Location"] == "/reminders/"


def test_a_wrong_code_is_recorded_and_opens_nothing(cast, armed, client):
    phone.log_in(client, "010002")
    answer = client.post(CODE, {"code": "000000"})
    assert ("动态码不对" in answer.content.decode(), client.get("/account/stay/").status_code) == (True, 302)
    assert verbs()[-1] == "动态码不对，没有登录"


def test_after_ten_wrong_codes_the_right_one_is_refused(cast, armed, client):
    phone.log_in(client, "010002")
    for _ in range(10):
        client.post(CODE, {"code": "000000"})
    answer = client.post(CODE, {"code": phone.shown(armed[0], later=30)})
    assert "试错次数太多" in answer.content.decode()
    assert verbs()[-1] == "试错过多，拒绝登录"


def test_a_recovery_code_opens_once(cast, armed):
    first, second = Client(), Client()
    for client in (first, second):
        phone.log_in(client, "010002")
    assert first.post(CODE, {"code": armed[1][0]}).status_code == 302
    assert second.post(CODE, {"code": armed[1][0]}).status_code == 200


def test_without_a_password_before_it_there_is_no_code_to_give(client, db):
    assert client.get(CODE)["Location"] == "/login/"
    assert client.post(CODE, {"code": "123456"})["Location"] == "/login/"


def test_a_session_that_never_confirmed_is_led_to_the_login(cast, armed, enter):
    client = enter(cast.department)  # as the demo's one tap does
    assert client.get(PAGE)["Location"] == "/login/"
    assert client.get("/account/stay/").status_code == 302  # it has ended


def test_neither_key_nor_codes_stand_in_the_database(cast, armed):
    secret, codes = armed
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator UNION ALL SELECT after FROM accounts_auditentry")
        stored = str(cursor.fetchall())
    assert [one for one in (secret, *codes, *(code.replace(" ", "") for code in codes)) if one in stored] == []


def test_another_server_key_does_not_open_the_door(cast, armed, client, settings):
    before, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    client.post("/login/", {"login": "010002", "password": PASSWORD})
    answer = client.post(CODE, {"code": phone.shown(armed[0], later=30)})
    assert "系统换过密钥" in answer.content.decode()
    settings.SECRET_KEY_FALLBACKS = [before]
    phone.log_in(client, "010002")
    assert client.post(CODE, {"code": phone.shown(armed[0], later=30)})["Location"] == "/"


def test_whoever_must_have_it_cannot_switch_it_off(cast, strict, enter):
    client = enter(cast.department)
    phone.set_up(client)
    answer = client.post(f"{PAGE}off/", {"confirm": PASSWORD})
    assert (answer.status_code, phone.has_factor(cast.department)) == (422, True)


def test_whoever_chose_it_switches_it_off_with_the_password(cast, enter):
    client = enter(cast.head)
    phone.set_up(client)
    assert client.post(f"{PAGE}off/", {"confirm": "wrong-password"}).status_code == 422
    assert client.post(f"{PAGE}off/", {"confirm": PASSWORD}).status_code == 302
    assert (phone.has_factor(cast.head), verbs()[-1]) == (False, "停用两步验证")


def test_new_recovery_codes_make_the_old_ones_worthless(cast, armed, client):
    phone.log_in(client, "010002")
    client.post(CODE, {"code": armed[1][1]})
    fresh = client.post(f"{PAGE}codes/", {"confirm": PASSWORD}).context["codes"]
    other = Client()
    phone.log_in(other, "010002")
    assert other.post(CODE, {"code": armed[1][2]}).status_code == 200
    assert other.post(CODE, {"code": fresh[0]}).status_code == 302


def test_without_a_factor_there_are_no_codes_to_renew(cast, enter):
    answer = enter(cast.head).post(f"{PAGE}codes/", {"confirm": PASSWORD})
    assert (answer.status_code, "还没有开" in answer.content.decode()) == (422, True)


def test_a_lost_phone_is_forgotten_by_the_security_administrator(cast, armed, settings, enter, client):
    settings.REQUIRE_SECOND_FACTOR = False  # the administrator's own way in is told above
    guard = enter(cast.security_administrator)
    assert "林静" in guard.get("/factors/").content.decode()
    assert guard.post(f"/factors/{cast.department.pk}/reset/").status_code == 302
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.actor, entry.object_label) == ("重置两步验证", cast.security_administrator, "林静")
    settings.REQUIRE_SECOND_FACTOR = True
    assert phone.log_in(client, "010002")["Location"] == "/"
    assert client.get("/")["Location"] == PAGE


def test_a_reset_logs_the_person_out(cast, enter):
    client = enter(cast.head)
    phone.set_up(client)
    client.get("/help/")
    enter(cast.security_administrator).post(f"/factors/{cast.head.pk}/reset/")
    assert client.get("/account/stay/").status_code == 302


def test_one_is_found_by_name_or_number_and_the_list_says_who_lacks_it(cast, enter):
    guard = enter(cast.security_administrator)
    assert [one.name for one in guard.get("/factors/").context["people"]] == ["林静", "秦岩", "席通"]
    phone.set_up(enter(cast.department))
    phone.set_up(enter(cast.head))
    listed = [(one.name, one.has_totp) for one in guard.get("/factors/").context["people"]]
    assert listed == [("秦岩", False), ("席通", False), ("张怀远", True), ("林静", True)]
    assert [one.name for one in guard.get("/factors/?q=010010").context["people"]] == ["秦岩"]
    assert "没有找到" in guard.get("/factors/?q=周正明").content.decode()


def test_the_last_resort_is_the_server_itself(cast, armed, capsys):
    call_command("reset_factor", "010002")
    assert (phone.has_factor(cast.department), AuditEntry.objects.latest("pk").actor) == (False, None)


@pytest.mark.parametrize(("required", "words"), [(False, "正式使用时"), (True, "")])
def test_the_demo_says_that_the_real_thing_asks_for_more(cast, client, settings, required, words):
    settings.REQUIRE_SECOND_FACTOR = required
    page = client.get("/login/").content.decode()
    assert ("动态码（两步验证）" in page, words in page) == (not required, True)


def test_asking_for_it_costs_a_confirmed_page_nothing(cast, strict, enter, django_assert_max_num_queries):
    client = enter(cast.department)
    phone.set_up(client)
    client.get("/help/")
    with django_assert_max_num_queries(3):  # the session, the person, and what the letterhead needs is not asked here
        client.get("/account/stay/")
