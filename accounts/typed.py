"""What somebody had typed into a form that could not be taken."""

import re
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme

SECRETS = {"csrfmiddlewaretoken", "password", "login", "old", "again"}
IDENTIFIER = re.compile(r"[\w./#?=-]{0,40}", re.ASCII)  # choices, ids, dates and addresses: nobody typed a text there


def typed_texts(request: HttpRequest) -> list[str]:
    """Return the texts of a posted form, to be shown for copying; nothing where another site had posted them."""
    origin = request.META.get("HTTP_ORIGIN", "")
    if origin and urlsplit(origin).netloc != request.get_host():
        return []
    texts = [value for name, value in request.POST.items() if name not in SECRETS]
    return [text for text in texts if not IDENTIFIER.fullmatch(text.strip())]


def safe_back(request: HttpRequest, fallback: str = "/") -> str:
    """Return the path that the form's ``next`` names, if it is one of ours."""
    target = request.POST.get("next", "")
    is_ours = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return iri_to_uri(target) if is_ours else fallback
