"""What the letterhead of every page shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.models import Organization, Person
from accounts.services.duty.matter import own_matters
from accounts.services.house.navigation import navigation_for
from accounts.typed import kept_typed

TEXT_SIZES = ("standard", "large", "xlarge")


@dataclass(frozen=True, slots=True)
class Entry:
    """A navigation item as the page shows it."""

    label: str
    url: str
    count: int | None
    current: bool


@dataclass(frozen=True, slots=True)
class Masthead:
    """The letterhead: who, where, how large, what time."""

    items: list[Entry]
    organization: str
    person: Person | None
    post: str
    text_size: str
    phone: str
    now: datetime
    demo: bool
    is_lenient: bool  # no second factor is asked for
    idle_seconds: int
    kept: dict[str, Any] | None  # what was typed here before the session ended


def masthead(request: HttpRequest) -> dict[str, Any]:
    """Provide ``masthead``; lazily, so that fragments and error pages ask the database nothing."""
    return {"masthead": SimpleLazyObject(lambda: _masthead(request))}


def _masthead(request: HttpRequest) -> Masthead:
    user = getattr(request, "user", None)
    person = user if isinstance(user, Person) or (user and user.is_authenticated) else None
    size = request.COOKIES.get("text_size", "")
    return Masthead(
        items=_entries(request, person) if person else [],
        organization=_top_organization(person),
        person=person,
        post="、".join(post.title for post in person.posts[:2]) if person else "",
        text_size=size if size in TEXT_SIZES else "standard",
        phone=settings.HELP_PHONE,
        now=timezone.localtime(),
        demo=settings.DEMO,
        is_lenient=not settings.REQUIRE_SECOND_FACTOR,
        idle_seconds=settings.SESSION_COOKIE_AGE,
        kept=kept_typed(request) if person and not getattr(request, "support", None) else None,
    )


def _entries(request: HttpRequest, person: Person) -> list[Entry]:
    home = reverse("accounts:home")
    is_other = getattr(request, "support", None) is not None  # the session is the supporter's, and so is its count
    waiting = None if is_other else _waiting(request, person, fresh=request.path == home)
    return [
        Entry(item.label, item.url, waiting if item.url == home else item.count, item.is_current(request.path))
        for item in navigation_for(person)
    ]


def _waiting(request: HttpRequest, person: Person, *, fresh: bool) -> int:
    """Return how much waits for ``person``; counted anew at home, after every act, and once a minute (``awake``).

    Gathering asks every app; on each page it would cost more than the page.
    """
    if fresh or "waiting" not in request.session:
        count = len(own_matters(person, timezone.localdate()))
        if request.session.get("waiting") != count:
            request.session["waiting"] = count
    return int(request.session["waiting"])


def _top_organization(person: Person | None) -> str:
    if person and person.posts:
        found = person.posts[0].organization
        while found.parent is not None:
            found = found.parent
        return found.name
    top = Organization.objects.filter(parent__isnull=True).order_by("pk").first()
    return top.name if top else ""
