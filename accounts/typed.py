"""What somebody had typed into a form that could not be taken."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme

SECRETS = {"csrfmiddlewaretoken", "password", "login", "old", "again", "confirm", "code", "slips_key"}
UNTOLD = {"seen"}  # what a page says it showed: nobody typed it
KEPT = "kept"
CAME_FROM = "came_from"
SHOWN_AGAIN = {409, 422}
MOST_KEPT = 200_000  # characters of one form
IDENTIFIER = re.compile(r"[\w./#?=-]{0,40}", re.ASCII)  # choices, ids, dates and addresses: nobody typed a text there


def typed_texts(request: HttpRequest) -> list[str]:
    """Return the texts of a posted form, to be shown for copying; nothing where another site had posted them."""
    if _is_foreign(request):
        return []
    return [value for name, value in request.POST.items() if name not in SECRETS and _is_text(name, value)]


def keep_typed(request: HttpRequest) -> bool:
    """Keep a form that came after its session had ended, for the same person's next login; return whether it is kept."""
    owner = owner_of_ended(request)
    fields = [[name, value] for name, values in request.POST.lists() if name not in SECRETS for value in values]
    if not owner or not fields or _is_foreign(request) or sum(len(value) for _, value in fields) > MOST_KEPT:
        return False
    request.session[KEPT] = {
        "for": owner,
        "page": urlsplit(page_of_form(request)).path or "/",
        "action": request.path,
        "fields": fields,
        "lost_files": bool(request.FILES),
    }
    return True


def owner_of_ended(request: HttpRequest) -> str:
    """Return whose session it was that has ended by itself, "" where none has.

    It stands in the database until it is cleared away; one that somebody has ended is gone at once.
    """
    return str(_ended(request).get(SESSION_KEY) or "")


def _ended(request: HttpRequest) -> dict[str, Any]:
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    ended = Session.objects.filter(session_key=key).first() if key else None
    return dict(ended.get_decoded()) if ended else {}


def note_answer(request: HttpRequest, status: int) -> None:
    """Remember whence a form came that is shown again at its own address, with what to mend: there nothing opens."""
    page = ours(urlsplit(request.META.get("HTTP_REFERER", "")).path, "")
    if request.method == "POST" and status in SHOWN_AGAIN and page not in {"", request.path}:
        request.session[CAME_FROM] = [request.path, page]


def page_behind(path: str, session: Mapping[str, Any]) -> str:
    """Return the page whose form was last shown again at ``path``, "" where it was another's or none."""
    shown, page = session.get(CAME_FROM) or ("", "")
    return str(page) if shown == path else ""


def page_of_form(request: HttpRequest) -> str:
    """Return the page on which the posted form stood, as far as the browser tells: one that can be opened."""
    told = urlsplit(request.META.get("HTTP_REFERER", ""))
    return page_behind(told.path, _ended(request)) or told._replace(scheme="", netloc="", fragment="").geturl()


def kept_typed(request: HttpRequest) -> dict[str, Any] | None:
    """Return what was kept of the form on this page, for whoever had typed it and nobody else."""
    kept = request.session.get(KEPT)
    if not kept or kept["for"] != str(request.user.pk) or kept["page"] != request.path:
        return None
    fields = [{"name": name, "value": value, "is_text": _is_text(name, value)} for name, value in kept["fields"]]
    return {**kept, "fields": fields}


def forget_typed(request: HttpRequest) -> None:
    """Forget what was kept once its form is posted again, and at once where another person has logged in."""
    kept = request.session.get(KEPT)
    is_done = kept and request.method == "POST" and kept["action"] == request.path
    if kept and (is_done or kept["for"] != str(request.user.pk)):
        del request.session[KEPT]


def _is_text(name: str, value: str) -> bool:
    return name not in UNTOLD and not IDENTIFIER.fullmatch(value.strip())


def _is_foreign(request: HttpRequest) -> bool:
    origin = request.META.get("HTTP_ORIGIN", "")
    return bool(origin) and urlsplit(origin).netloc != request.get_host()


def safe_back(request: HttpRequest, fallback: str = "/") -> str:
    """Return the path that the form's ``next`` names, if it is one of ours."""
    return ours(request.POST.get("next", ""), fallback)


def ours(target: str, fallback: str = "/") -> str:
    """Return ``target`` if it is a path of ours, else ``fallback``."""
    is_ours = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return iri_to_uri(target) if is_ours else fallback
