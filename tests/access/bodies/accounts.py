"""What is sent to the addresses of one's own account, of reminders and working days."""

import uuid
from collections.abc import Callable
from datetime import timedelta

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person, Reminder
from accounts.services.entry.setup import setup_code
from tests.access.bodies.at import At, Body, same
from tests.cast import PASSWORD
from tests.factor import scanned, shown

AGAIN = "述职评议-2026-另一个"


def _scanned(at: At) -> Body:
    """Read the key from the page, as a phone does; without a login there is none to read."""
    secret = scanned(at.client) if at.role else generate_totp_secret()
    return {"code": shown(secret), "confirm": PASSWORD}


def _with_factor(at: At) -> Body:
    """Let the sender have a second factor."""
    _protect(at.person)
    return {"confirm": PASSWORD}


def _other_factor(at: At) -> Body:
    """Let the other one have a second factor."""
    _protect(at.cast.outsider)
    return {}


def _protect(person: Person) -> None:
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)


def _logged_in(at: At) -> Body | None:
    """Log in; whoever has done so already only goes on."""
    return None if at.role else {"login": at.cast.outsider.staff_number, "password": PASSWORD}


def _with_mail(at: At) -> Body:
    """Let the sender have an address."""
    Person.objects.filter(pk=at.person.pk).update(email=f"a{at.person.pk}@example.edu.cn", wants_email=False)
    return {"wants_email": "on"}


def _elsewhere(at: At) -> Body:
    """Let the sender be logged in on another device too."""
    other = Client()
    other.force_login(at.person)
    other.get(reverse("accounts:manual"))
    return {}


def _supporting(at: At) -> Body | None:
    """Let the department look as somebody; nobody else can, and for them there is nothing to end."""
    if at.role != "department":
        return None
    at.client.post(reverse("accounts:support", args=[at.cast.branch_secretary.pk]), {"reason": "求助"})
    return {}


def _reminded(at: At) -> Body:
    """Let the sender have been reminded yesterday."""
    day = timezone.localdate() - timedelta(days=1)
    Reminder.objects.create(person=at.person, day=day, items=[], sweep=uuid.uuid4())
    return {}


def _first(_at: At) -> Body:
    """Set a school up with the very code; there is one already."""
    words = {"school": "另一大学党委", "short": "另一党委", "staff_number": "030003", "name": "新来人"}
    return words | {"code": setup_code(timezone.localdate()), "password": AGAIN, "again": AGAIN}


BODIES: dict[str, Callable[[At], Body | None]] = {
    "account_login": _logged_in,
    "account_logout": lambda at: {} if at.role else None,
    "accounts:setup": _first,
    "accounts:contact": same(mobile="13900000001", email="", confirm=PASSWORD),
    "accounts:factor": _scanned,
    "accounts:factor_codes": _with_factor,
    "accounts:factor_off": _with_factor,
    "accounts:factor_reset": _other_factor,
    "accounts:password": same(old=PASSWORD, password=AGAIN, again=AGAIN),
    "accounts:session_end": same(),
    "accounts:sessions_end": _elsewhere,
    "accounts:support": same(reason="求助"),
    "accounts:support_end": _supporting,
    "accounts:reminders_read": _reminded,
    "accounts:reminder_read": same(),
    "accounts:reminder_settings_save": _with_mail,
    "accounts:workday_note": same(day="2027-02-08", is_workday="yes", note=""),
    "accounts:workday_forget": same(),
    "accounts:right_first": lambda at: {
        "staff_number": at.cast.outsider.staff_number, "name": at.cast.outsider.name,
        "role": "security_administrator", "starts": "2026-01-01",
    },
}  # fmt: skip
