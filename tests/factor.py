"""A phone with an authenticator, for the tests."""

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.cast import PASSWORD

PAGE = "/account/factor/"


def shown(secret, *, later=0):
    """Return what a phone with ``secret`` shows now, or some seconds later."""
    return format_hotp_value(hotp_value(secret, int(time.time() + later) // 30))


def scanned(client):
    """Open the page that sets a factor up, and return the key that the phone reads."""
    page = client.get(PAGE).content.decode()
    return re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")


def set_up(client):
    """Set a factor up; return its key and the recovery codes."""
    secret = scanned(client)
    answer = client.post(PAGE, {"code": shown(secret), "confirm": PASSWORD})
    return secret, answer.context["codes"]


def log_in(client, number):
    """Log in by password; return the answer."""
    return client.post("/login/", {"login": number, "password": PASSWORD})


def has_factor(person):
    """Whether ``person`` has a second factor."""
    return Authenticator.objects.filter(user=person, type="totp").exists()
