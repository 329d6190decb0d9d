"""What the page of one organization shows."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.models import Appointment, Organization, Person
from accounts.models.duty.reach import builds, edits, overseen_roots
from accounts.pages.people.branch import branches_of, key_of
from accounts.pages.people.tree import LEVEL, beyond
from accounts.pages.trail.history import history_of
from accounts.rules.people.reviewing import N1_2, reviewed_by
from accounts.services.people.person import account_counts

PLACES = list(Appointment.Role.values)  # secretaries first
ENDED = 50
COUNTED = 1000  # organizations within which people are counted


def organization_page(person: Person, organization: Organization, after: str) -> dict[str, Any]:
    """Return the context of one organization: facts, posts now and before, subordinates, history."""
    today = timezone.localdate()
    parent, living = organization.parent, organization.is_living
    level = beyond(organization.children.living(), after).select_related("parent").with_below()
    rows = list(level[: LEVEL + 1])
    posts, leaders = _posts(organization, [*rows, *([parent] if parent else [])], today)
    history = history_of(organization, organization.ancestor_ids)
    roots = overseen_roots(person)
    can_build, can_edit = builds(person, organization.path), edits(person, organization.path)
    return {
        "organization": organization,
        "trail": [one for one in history.organizations if any(one.is_within(root) for root in roots)],
        "leader": next((post for post in posts["posts"] if post.leads and post.is_held(today)), None),
        "reviewer": leaders.get(parent.pk) if parent else None,
        "reviewing": reviewed_by(organization.kind, parent.kind if parent else None),
        "ground": N1_2,
        "branches": branches_of(rows[:LEVEL], leaders),
        "after": after,
        "next": key_of(rows[LEVEL - 1]) if len(rows) > LEVEL else "",
        "can_edit": can_edit and living,
        "can_take_back": can_edit and not living,
        "can_build": can_build and living,
        "awaits_security": parent is None and Organization.objects.awaiting_security(person).exists(),
        **(_accounts(person, organization, today, has_below=bool(rows)) if can_build and living else {}),
        "history": history.lines,
        "former_names": list(organization.former_names.order_by("-until")),
        "ended": _ended(organization),
    } | posts  # fmt: skip


def _posts(
    organization: Organization, around: list[Organization], today: date
) -> tuple[dict[str, list[Appointment]], dict[int, Appointment]]:
    """Return its own posts, now and before, and who leads ``around`` it; all in one query."""
    leading = Q(role__in=Appointment.REVIEWED_ROLES, starts__lte=today) & (Q(ends=None) | Q(ends__gte=today))
    found = Appointment.objects.filter(organization__in=[organization, *around]).for_pages()
    leaders, own = {}, []
    for post in found.filter(Q(organization=organization) | leading).order_by("starts", "pk"):
        if post.organization_id == organization.pk:
            own.append(post)
        else:
            leaders[post.organization_id] = post
    own.reverse()
    own.sort(key=lambda post: PLACES.index(post.role))
    over = [post for post in own if post.ends and post.ends < today]
    return {"posts": [post for post in own if post not in over], "former": over}, leaders


def _accounts(person: Person, organization: Organization, today: date, *, has_below: bool) -> dict[str, Any]:
    """Return how many wait for a password; of a large tree nothing is counted: it would be read whole."""
    counts = account_counts(organization, actor=person, today=today, most=COUNTED)
    return {**counts, "uncounted": has_below and not counts["kept"]}


def _ended(organization: Organization) -> list[Organization]:
    """Return what stood below it or was merged into it, the latest end first."""
    gone = Organization.objects.filter(Q(parent=organization) | Q(successor=organization), ended_on__isnull=False)
    return list(gone.select_related("successor").order_by("-ended_on", "pk")[:ENDED])
