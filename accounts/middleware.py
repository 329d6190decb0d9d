"""What every request passes through."""

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control

from accounts.origin import address_of
from accounts.services import audit

PROLONG_EVERY = 60  # seconds
BEFORE_OWN_PASSWORD = ("/password/", "/logout/", "/text-size/", "/help/", "/static/", "/health")
GetResponse = Callable[[HttpRequest], HttpResponse]


def maintenance(get_response: GetResponse) -> GetResponse:
    """Answer everything with the maintenance page while the file ``var/maintenance`` exists."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.MAINTENANCE_FILE.exists():
            response = render(None, "503.html", status=503)
            response["Retry-After"] = "600"
            return response
        return get_response(request)

    return middleware


def unnamed(get_response: GetResponse) -> GetResponse:
    """Leave the session unopened where nobody may be known, even of somebody who has logged in (DESIGN §7)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(settings.UNNAMED_PATHS):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return get_response(request)

    return middleware


def origin(get_response: GetResponse) -> GetResponse:
    """Tell the audit trail where the request comes from."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = audit.origin.set(address_of(request) or None)
        try:
            return get_response(request)
        finally:
            audit.origin.reset(token)

    return middleware


def awake(get_response: GetResponse) -> GetResponse:
    """Let a session end after thirty idle minutes: whoever works prolongs it, at one write a minute, not one a page.

    The count of what waits, which the letterhead keeps in the session, is forgotten then, and by every act.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            is_time = now - request.session.get("seen", 0) >= PROLONG_EVERY
            if is_time:
                request.session["seen"] = now
            if is_time or request.method == "POST":
                request.session.pop("waiting", None)
        return get_response(request)

    return middleware


def own_password(get_response: GetResponse) -> GetResponse:
    """Let whoever came in with an initial password do nothing before they have set their own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        must = request.user.is_authenticated and request.user.must_change_password
        if must and not request.path.startswith(BEFORE_OWN_PASSWORD):
            return redirect("accounts:password")
        return get_response(request)

    return middleware


def private(get_response: GetResponse) -> GetResponse:
    """Keep what a person sees out of every cache, also the one behind the back button of a shared computer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware
