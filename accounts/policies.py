"""Who may call a view at all. Which objects they reach there is up to the QuerySets (DESIGN §4).

Every view carries one of these markers; a test walks the addresses for one without.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.typed import typed_texts

View = Callable[..., HttpResponse]


def anyone(view: View) -> View:
    """Let everybody in, without a login."""
    view.policy = "anyone"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Let people in who have logged in; what others have typed comes back to them on the answer."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            back = request.META.get("HTTP_REFERER", "")
            context = {"typed": typed_texts(request), "lost_files": bool(request.FILES), "back": back}
            return render(request, "accounts/expired.html", context, status=401)
        return redirect_to_login(request.get_full_path())

    guarded.policy = "signed_in"  # type: ignore[attr-defined]
    return guarded


def demo_only(view: View) -> View:
    """Let everybody in where the demo is on; elsewhere the page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    guarded.policy = "demo_only"  # type: ignore[attr-defined]
    return guarded
