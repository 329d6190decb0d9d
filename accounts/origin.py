"""The address of a request, told alike to the audit trail and to the rate limits."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

from accounts.rules.house.address import client_address


def address_of(request: HttpRequest) -> str:
    """Return where ``request`` comes from, "" where that is no address at all."""
    forwarded_for = request.META.get("HTTP_X_FORWARDED_FOR", "")
    address = client_address(request.META.get("REMOTE_ADDR", ""), forwarded_for, behind_proxy=settings.BEHIND_PROXY)
    try:
        return str(ipaddress.ip_address(address.partition("%")[0]))  # a zone is the machine's own affair
    except ValueError:
        return ""
