"""What the page of one person shows."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.models import Person
from accounts.models.people.reach import administers_all
from accounts.pages.trail.history import account_history_of
from accounts.services.entry.password import GOOD_FOR, is_expired
from accounts.services.people.slips import new_key


def person_page(viewer: Person, person: Person) -> dict[str, Any]:
    """Return the context of one person: posts now and before, and how the account stands."""
    today = timezone.localdate()
    posts = list(person.appointments.visible_to(viewer).for_pages().order_by("-starts", "-pk"))
    held = [post for post in posts if post.is_held(today)]
    # The page is headed by what is held, not by what is to come, and of several posts by the one that is reviewed.
    posts.sort(key=lambda post: (not post.is_held(today), not post.leads))
    can_edit = Person.objects.editable_by(viewer).filter(pk=person.pk).exists()
    return {
        "subject": person,
        "posts": [post for post in posts if not post.ends or post.ends >= today],
        "held": len(held),
        "former": [post for post in posts if post.ends and post.ends < today],
        "can_edit": can_edit,
        "is_self": viewer.pk == person.pk,
        "can_support": Person.objects.supported_by(viewer).filter(pk=person.pk).exists(),
        "administers": administers_all(viewer),
        "account": _account(person),
        "good_for": GOOD_FOR.days,
        "sso_label": settings.SSO_LABEL,
        "slips_key": new_key(),
        "history": account_history_of(person) if can_edit else [],
    }


def _account(person: Person) -> str:
    """Return where the account stands; what was used is told as such, also when its time is over."""
    state = person.account_state
    return "expired" if state == "initial" and is_expired(person) else state
