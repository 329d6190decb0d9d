"""How far a person's hand reaches in the tree (DESIGN §4), as conditions for QuerySets.

``prefix`` is the way from the row to its organization, with the closing ``__``.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from django.db.models import Q

NOBODY = Q(pk__in=())
GUARDING = ("auditor", "security_administrator", "system_administrator")


class Holder(Protocol):
    """Whoever holds posts; organizations, people and posts all ask here, so that none of them need know the others."""

    @property
    def posts(self) -> Sequence[Any]:
        """The appointments held today."""


def overseen_roots(person: Holder) -> list[Any]:
    """Return the organizations whose tree ``person`` sees: those they organize, and those they lead if any reports."""
    organized = [post.organization for post in person.posts if post.organizes]
    led = [post.organization for post in person.posts if post.leads and post.organization.children.living().exists()]
    return sorted({root.pk: root for root in [*organized, *led]}.values(), key=lambda root: root.path or "")


def seeing(person: Holder, prefix: str = "") -> Q:
    """The organizations at and below those roots."""
    condition = NOBODY
    for root in overseen_roots(person):
        condition |= Q(**{f"{prefix}path__startswith": root.path})
    return condition


def rooting(person: Holder, prefix: str = "") -> Q:
    """The organizations below which ``person`` may build: those they organize, and all below."""
    condition = NOBODY
    for post in person.posts:
        if post.organizes:
            condition |= Q(**{f"{prefix}path__startswith": post.organization.path})
    return condition


def editing(person: Holder, prefix: str = "") -> Q:
    """The organizations that ``person`` may change: below those they organize; the top's organizer the top too."""
    condition = NOBODY
    for post in person.posts:
        if post.organizes:
            below = Q(**{f"{prefix}path__startswith": post.organization.path})
            own = Q(**{f"{prefix}path": post.organization.path})
            condition |= below if post.organization.parent_id is None else below & ~own
    return condition


def builds(person: Holder, path: str) -> bool:
    """What ``rooting`` asks the database, for one path at hand."""
    return any(post.organizes and path.startswith(post.organization.path) for post in person.posts)


def edits(person: Holder, path: str) -> bool:
    """What ``editing`` asks the database, for one path at hand."""
    return any(
        post.organizes
        and path.startswith(post.organization.path)
        and (path != post.organization.path or post.organization.parent_id is None)
        for post in person.posts
    )


def above(person: Holder, prefix: str = "") -> Q:
    """The organizations strictly below what ``person`` oversees; the top too for those who act for it."""
    condition = NOBODY
    for root in overseen_roots(person):
        below = Q(**{f"{prefix}path__startswith": root.path})
        condition |= below if root.parent_id is None else below & ~Q(**{f"{prefix}path": root.path})
    return condition


def organizes_all(person: Holder) -> bool:
    """Whether ``person`` is organizer of the top organization."""
    return any(post.organizes and post.organization.parent_id is None for post in person.posts)


def audits_all(person: Holder) -> bool:
    """Whether ``person`` is the auditor (安全审计员) of the top organization."""
    return any(post.role == "auditor" and post.organization.parent_id is None for post in person.posts)


def secures_all(person: Holder) -> bool:
    """Whether ``person`` is the security administrator (安全管理员) of the top organization."""
    return any(post.role == "security_administrator" and post.organization.parent_id is None for post in person.posts)


def administers_all(person: Holder) -> bool:
    """Whether ``person`` is the system administrator (系统管理员) of the top organization."""
    return any(post.role == "system_administrator" and post.organization.parent_id is None for post in person.posts)
