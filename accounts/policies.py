"""Who may call a view at all. Which objects they reach there is up to the QuerySets (DESIGN §4).

Every view carries one of these markers; a test walks the addresses for one without.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.services.entry.setup import is_new
from accounts.typed import keep_typed, owner_of_ended, page_of_form, typed_texts

View = Callable[..., HttpResponse]


def anyone(view: View) -> View:
    """Let everybody in, without a login."""
    view.policy = "anyone"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Let people in who have logged in; what others have typed comes back to them on the answer, and after the login."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return _expired(request)
        if request.headers.get("HX-Request"):  # a fragment that renews itself: the page around it goes to the login
            page = urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"
            return HttpResponse(status=204, headers={"HX-Redirect": redirect_to_login(page)["Location"]})
        return redirect_to_login(request.get_full_path())

    guarded.policy = "signed_in"  # type: ignore[attr-defined]
    return guarded


def _expired(request: HttpRequest) -> HttpResponse:
    is_kept = keep_typed(request)
    typed = typed_texts(request)
    context = {
        "typed": typed,
        "is_kept": is_kept and typed,
        "is_idle": bool(owner_of_ended(request)),
        "lost_files": bool(request.FILES),
        "back": page_of_form(request),
    }
    response = render(request, "accounts/expired.html", context, status=401)
    if request.headers.get("HX-Request"):  # wherever the answer was meant to stand, this is a page
        response["HX-Retarget"] = response["HX-Reselect"] = "#main"
        response["HX-Reswap"] = "outerHTML"
    return response


def demo_only(view: View) -> View:
    """Let everybody in where the demo is on; elsewhere the page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    guarded.policy = "demo_only"  # type: ignore[attr-defined]
    return guarded


def while_empty(view: View) -> View:
    """Let everybody in while nobody is there; afterwards the page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_new():
            raise Http404
        return view(request, *args, **kwargs)

    guarded.policy = "while_empty"  # type: ignore[attr-defined]
    return guarded


def is_supporting(request: HttpRequest) -> bool:
    """Whether a supporter looks at the page as somebody else: then it tells nothing of what is not released."""
    return getattr(request, "support", None) is not None
