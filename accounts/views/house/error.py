"""The pages for what went wrong, in the voice of the rest."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import Person
from accounts.services.trail import audit
from accounts.typed import typed_texts


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that could not be read; one that was too long with its own page."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what the person may not do."""
    _record_refusal(request)
    return render(request, "403.html", status=403)


def _record_refusal(request: HttpRequest) -> None:
    """Leave a line in the trail; the page by its name, for an address may hold a key. Strangers could fill the disk."""
    looking = getattr(request, "support", None)
    user = looking.supporter if looking else getattr(request, "user", None)
    if isinstance(user, Person) or (user and user.is_authenticated):
        page = request.resolver_match.view_name if request.resolver_match else ""
        audit.record(user, "被拒绝（403）", user, after={"page": page, "method": request.method})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for what is absent, and for what the person may not see: both look the same."""
    return render(request, "404.html", status=404)


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer an address from which too many logins come."""
    return render(request, "429.html", status=429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was opened before a login or in another window; what was typed stands on the page."""
    _record_refusal(request)
    context = {"typed": typed_texts(request), "back": request.META.get("HTTP_REFERER", "")}
    return render(request, "403_csrf.html", context, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer our own fault, without the database and without any context."""
    return render(None, "500.html", status=500)
