"""Single sign-on: OpenID Connect through allauth, and CAS, which most universities run."""

import re
from typing import Any
from urllib.parse import urlencode
from xml.etree.ElementTree import ParseError

import requests
from allauth.core import ratelimit
from allauth.socialaccount.providers.openid_connect import views as openid
from cas import CASClient
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.adapter import admit, refuse
from accounts.policies import View, anyone
from accounts.services.entry.session import end_ticket, ticket_mark
from accounts.typed import ours

PATIENCE = 5  # seconds that the other side has to answer
TICKET = re.compile(r"<(?:\w+:)?SessionIndex>\s*([\w.-]{1,256})\s*</")  # no XML of a stranger is parsed
STARTED = "cas_back"


@require_safe
@anyone
def oidc_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the identity provider."""
    return _asked(request, openid.login, provider_id)


@require_safe
@anyone
def oidc_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from it."""
    return _asked(request, openid.callback, provider_id)


def _asked(request: HttpRequest, view: View, provider_id: str) -> HttpResponse:
    try:
        return ratelimit.consume_or_429(request, action="login") or view(request, provider_id)
    except (requests.RequestException, KeyError):  # away, or it answers something else
        return refuse(request, "away")


@csrf_exempt  # the CAS server's word that a ticket is over comes from no form of ours
@require_http_methods(["GET", "HEAD", "POST"])
@anyone
def cas_login(request: HttpRequest) -> HttpResponse:
    """Lead to CAS, come back with its ticket, and end a session when CAS says that it is over."""
    if not settings.CAS_URL:
        raise Http404
    if request.method == "POST":
        ended = TICKET.search(request.POST.get("logoutRequest", ""))
        if ended:
            end_ticket(ended[1])
        return HttpResponse(status=204)
    service = request.build_absolute_uri(reverse("accounts:cas_login"))
    ticket = request.GET.get("ticket", "")
    if not ticket or STARTED not in request.session:  # a ticket that nobody here has asked for is not taken
        request.session[STARTED] = ours(request.GET.get("next", ""), "")
        return redirect(f"{settings.CAS_URL}/login?{urlencode({'service': service})}")
    return ratelimit.consume_or_429(request, action="login") or _come_back(request, ticket, service)


def _come_back(request: HttpRequest, ticket: str, service: str) -> HttpResponse:
    back = request.session.pop(STARTED)
    client = CASClient(version=3, service_url=service, server_url=f"{settings.CAS_URL}/", session=_Patient())
    try:
        user, attributes, _ = client.verify_ticket(ticket)
    except (requests.RequestException, ParseError, IndexError, AttributeError):
        return refuse(request, "away")
    wanted = settings.CAS_STAFF_NUMBER_ATTRIBUTE
    number = (attributes or {}).get(wanted) if wanted else user
    if not user:
        return refuse(request, "failed")
    return admit(request, str(number or ""), method="cas", back=back or None, mark=ticket_mark(ticket))


class _Patient(requests.Session):
    """A session that does not wait for ever."""

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        kwargs.setdefault("timeout", PATIENCE)
        return super().request(*args, **kwargs)
