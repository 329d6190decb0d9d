"""The code of the second factor: one code opens once, however it is typed, and what set the phone up opens nothing."""

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import AuditEntry
from tests import factor as phone
from tests.cast import PASSWORD
from tests.factor import PAGE

CODE = "/login/code/"


@pytest.fixture
def armed(cast, settings, enter):
    """林静's phone: its key, and her recovery codes."""
    settings.REQUIRE_SECOND_FACTOR = True
    return phone.set_up(enter(cast.department))


@pytest.mark.parametrize("dash", ["", "-"])
def test_a_code_opens_once_however_it_is_spelt(cast, armed, dash):
    code = phone.shown(armed[0], later=30)
    first, second = Client(), Client()
    for client in (first, second):
        phone.log_in(client, "010002")
    assert first.post(CODE, {"code": code}).status_code == 302
    cache.delete(f"allauth.mfa.totp.used?user={cast.department.pk}&code={code}")  # allauth forgets it after 30 seconds
    assert second.post(CODE, {"code": f"{code[:3]}{dash}{code[3:]}"}).status_code == 200


def test_wide_digits_open_too(cast, armed, client):
    phone.log_in(client, "010002")
    wide = "".join(chr(ord(one) + 0xFEE0) for one in phone.shown(armed[0], later=30))
    assert client.post(CODE, {"code": f" {wide[:3]} {wide[3:]}"})["Location"] == "/"


def test_the_code_that_set_the_phone_up_opens_no_login(cast, enter, client):
    here = enter(cast.department)
    secret = phone.scanned(here)
    code = phone.shown(secret)
    assert here.post(PAGE, {"code": code, "confirm": PASSWORD}).status_code == 200
    phone.log_in(client, "010002")
    assert client.post(CODE, {"code": code}).status_code == 200


def test_the_key_stays_the_same_until_the_phone_is_set_up_and_then_leaves_the_session(cast, enter):
    client = enter(cast.head)
    secret = phone.scanned(client)
    client.get("/help/")
    assert phone.scanned(client) == secret
    client.post(PAGE, {"code": phone.shown(secret), "confirm": PASSWORD})
    assert secret not in str(dict(client.session))
    client.post(f"{PAGE}off/", {"confirm": PASSWORD})
    assert phone.scanned(client) != secret


def test_who_sets_a_phone_up_is_not_told_of_recovery_codes(cast, enter):
    client = enter(cast.head)
    phone.scanned(client)
    page = client.post(PAGE, {"code": "000000", "confirm": PASSWORD}).content.decode()
    assert ("动态码不对" in page, "恢复码" in page) == (True, False)


def test_the_trail_tells_a_recovery_code_from_the_phone(cast, armed, client):
    phone.log_in(client, "010002")
    client.post(CODE, {"code": armed[1][0]})
    assert AuditEntry.objects.latest("pk").after == {"method": "密码和恢复码"}
