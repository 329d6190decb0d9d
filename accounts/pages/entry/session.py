"""What the pages around coming and going show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts.models import Person
from accounts.rules.entry.device import device_name
from accounts.services.entry.session import NOWHERE, sessions_of


@dataclass(frozen=True, slots=True)
class Device:
    """One session, told without its key."""

    pk: int
    name: str
    address: str
    since: datetime
    seen: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class WayIn:
    """A link to a single sign-on, and where one leaves it, "" where that has no address of its own."""

    label: str
    url: str
    out: str = ""


def ways_in() -> list[WayIn]:
    """Return the single sign-ons that are switched on."""
    found, label = [], settings.SSO_LABEL
    both = bool(settings.OIDC_URL and settings.CAS_URL)  # two buttons that say the same say nothing
    if settings.OIDC_URL:
        found.append(WayIn(f"{label}（OIDC）" if both else label, reverse("openid_connect_login", args=["oidc"])))
    if settings.CAS_URL:
        way = WayIn(f"{label}（CAS）" if both else label, reverse("accounts:cas_login"), f"{settings.CAS_URL}/logout")
        found.append(way)
    return found


def sso_label() -> str:
    """Return what the school calls its single sign-on."""
    return str(settings.SSO_LABEL)


def is_sso_only() -> bool:
    """Whether the login page shows single sign-on alone."""
    return bool(settings.SSO_ONLY)


def sessions_page(person: Person, key: str, *, now: datetime) -> dict[str, Any]:
    """Return where ``person`` is logged in, this device (whose session is ``key``) first."""
    found = [
        Device(
            one.pk,
            device_name(one.user_agent),
            "" if one.ip == NOWHERE else one.ip,
            one.created_at,
            one.last_seen_at,
            one.session_key == key,
        )
        for one in sessions_of(person, now=now)
    ]
    found.sort(key=lambda device: not device.is_this)
    return {"devices": found, "others": sum(not device.is_this for device in found)}
