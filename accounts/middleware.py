"""What every request passes through."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from accounts.origin import address_of
from accounts.services.entry.factor import has_factor, must_have_factor
from accounts.services.entry.session import note_session
from accounts.services.entry.support import end_support, is_openable, note_page, note_refusal, support_in
from accounts.services.trail import audit
from accounts.typed import forget_typed, note_answer, owner_of_ended, page_behind, typed_texts

PROLONG_EVERY = 60  # seconds
WATCHING = "X-Watching"  # static/js/meeting.js, session.js and the pages of long work name it too
BAD_REQUEST = 400  # and above: nothing was done
BEFORE_OWN_PASSWORD = ("/password/", "/logout/", "/account/stay/", "/text-size/", "/help/", "/static/", "/health")
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


def latecomer(get_response: GetResponse) -> GetResponse:
    """Leave the browser the key of a session that ended by itself: it tells whose form it is that comes too late.

    Django takes the key back with the first answer, and that is often no form: a page that asks how things stand, or
    another window. It opens nothing any more.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        name = settings.SESSION_COOKIE_NAME
        given = response.cookies.get(name)
        if given is not None and not given.value and owner_of_ended(request):
            del response.cookies[name]
        return response

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

    The list of devices notes it then. The count of what waits, which the letterhead keeps in the session, is
    forgotten then, and by every act that went through: a refused one has changed nothing. A page that renews itself
    says so (``WATCHING``), and prolongs nothing: it goes on for hours after the person has left.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            if WATCHING not in request.headers and now - request.session.get("seen", 0) >= PROLONG_EVERY:
                request.session["seen"] = now
                request.session.pop("waiting", None)
                _note(request)
            forget_typed(request)
        response = get_response(request)
        if request.method == "POST" and request.user.is_authenticated:
            note_answer(request, response.status_code)
            if response.status_code < BAD_REQUEST:
                request.session.pop("waiting", None)
        return response

    return middleware


def _note(request: HttpRequest) -> None:
    if request.session.session_key:
        note_session(
            request.user,
            key=request.session.session_key,
            address=address_of(request),
            agent=request.headers.get("User-Agent", ""),
            ticket=request.session.get("ticket", ""),
            now=timezone.now(),
        )


def own_password(get_response: GetResponse) -> GetResponse:
    """Let whoever came in with an initial password do nothing before they have set their own.

    Single sign-on has asked for another password, which is theirs already. The one session that an initial password
    opens outlives a closed window: whoever closes it by mistake would need another slip.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        must = request.user.is_authenticated and request.user.must_change_password and "sso" not in request.session
        if must and request.session.get_expire_at_browser_close():
            request.session.set_expiry(settings.SESSION_COOKIE_AGE)
        if must and not request.path.startswith(BEFORE_OWN_PASSWORD):
            return redirect("accounts:password")
        return get_response(request)

    return middleware


def second_factor(get_response: GetResponse) -> GetResponse:
    """Let the department and the administrators do nothing before a second factor stands behind their session."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(BEFORE_OWN_PASSWORD) or not _lacks_factor(request):
            return get_response(request)
        if has_factor(request.user):  # it was set up elsewhere, after this session began
            logout(request)
            messages.info(request, "您已启用两步验证，请重新登录。")
            return redirect("account_login")
        way_in = reverse("accounts:factor")
        return get_response(request) if request.path == way_in else redirect(way_in)

    return middleware


def _lacks_factor(request: HttpRequest) -> bool:
    if not request.user.is_authenticated or request.session.get("second_factor"):
        return False
    return must_have_factor(request.user)


def private(get_response: GetResponse) -> GetResponse:
    """Keep what a person sees out of every cache, also the one behind the back button of a shared computer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def wrong_method(get_response: GetResponse) -> GetResponse:
    """Lead back from an address that takes a button's form alone, or say so: typed, reloaded or kept, it was blank."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_page = request.accepts("text/html") and "HX-Request" not in request.headers
        if not isinstance(response, HttpResponseNotAllowed) or not is_page:
            return response
        page = page_behind(request.path, request.session)
        if page and request.method == "GET":
            return redirect(page)
        told = render(request, "405.html", status=response.status_code)
        told["Allow"] = response["Allow"]
        return told

    return middleware


class Support:
    """Let a supporter see pages as somebody else sees them, and do nothing there (DESIGN §4).

    It stands after all that keeps the supporter's own session. ``request.supporter`` is who really sits there.
    """

    # What the supporter does as themselves: to leave, to stay logged in, to read larger letters.
    OWN = ("accounts:support_end", "accounts:stay", "accounts:text_size", "account_logout")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Take the other's place, as long as the time and the right last."""
        kept = None if request.path.startswith(settings.UNNAMED_PATHS) else request.session.get("support")
        if kept and request.user.is_authenticated:
            request.support = support_in(request.user, kept, now=timezone.now())
            if request.support is None:
                end_support(request.user, request.session.pop("support"))
                rotate_token(request)  # a page that was looked at holds buttons, which now would be the supporter's
                request.support_over = True
                messages.info(request, "以他人身份查看已经结束（最长 30 分钟），您又是您自己了。")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: dict[str, Any]) -> Any:
        """Refuse what is not reading, and every page that no app has named; note the rest."""
        looking = getattr(request, "support", None)
        name = request.resolver_match.view_name if request.resolver_match else ""
        is_act = request.method not in {"GET", "HEAD"}
        if name in self.OWN:
            return None
        if looking is None:  # whoever clicked took it for the other's page, where nothing can be done
            return _closed(request, is_act=True) if is_act and hasattr(request, "support_over") else None
        request.user = looking.subject
        if is_act or not is_openable(name):
            note_refusal(looking, page=name, method=request.method or "")
            return _closed(request, is_act=is_act)
        number = next((value for value in kwargs.values() if isinstance(value, int)), None)
        note_page(looking, page=name, number=number)
        return None


def _closed(request: HttpRequest, *, is_act: bool) -> HttpResponse:
    """Say what is not opened or done; a form may have been begun in another window, as oneself."""
    context = {"is_act": is_act, "typed": typed_texts(request) if is_act else []}
    return render(request, "accounts/support/closed.html", context, status=403)
