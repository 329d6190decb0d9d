"""What the page of one organization shows."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from accounts.models import Organization, Person
from accounts.models.people.reach import builds, edits, overseen_roots
from accounts.pages.people.appointment import posts_page
from accounts.pages.people.branch import branches_of, key_of
from accounts.pages.people.tree import LEVEL, beyond
from accounts.pages.trail.history import history_of
from accounts.rules.people.reviewing import N1_2, reviewed_by
from accounts.services.people.person import account_counts
from accounts.services.people.slips import KEPT, MOST_AT_ONCE, kept_slips, new_key

ENDED = 50
COUNTED = 1000  # organizations within which people are counted


def organization_page(
    person: Person, organization: Organization, query: QueryDict, slips: Collection[int]
) -> dict[str, Any]:
    """Return the context of one organization: facts, posts now and before, subordinates, history.

    ``slips`` are the jobs whose slips the browser can open.
    """
    parent, after = organization.parent, query.get("after", "")
    level = beyond(organization.children.living(), after).with_below()  # the parent is at hand
    rows = list(level[: LEVEL + 1])
    around = [*rows, *([parent] if parent else [])]
    posts = posts_page(person, organization, around, query, today=timezone.localdate())
    return {
        "organization": organization,
        "posts": posts,
        "leader": posts.leaders.get(organization.pk),
        "reviewer": posts.leaders.get(parent.pk) if parent else None,
        "reviewing": reviewed_by(organization.kind, parent.kind if parent else None),
        "ground": N1_2,
        "branches": branches_of(rows[:LEVEL], posts.leaders),
        "after": after,
        "next": key_of(rows[LEVEL - 1]) if len(rows) > LEVEL else "",
        **_rights(person, organization, slips, has_below=bool(rows)),
        **_past(person, organization),
    }


def _rights(person: Person, organization: Organization, slips: Collection[int], *, has_below: bool) -> dict[str, Any]:
    """Return what ``person`` may do with the organization and the accounts below it."""
    living = organization.is_living
    builds_here, edits_here = builds(person, organization.path), edits(person, organization.path)
    is_top = organization.parent_id is None
    return {
        "can_edit": edits_here and living,
        "can_take_back": edits_here and not living,
        "can_build": builds_here and living,
        "awaits_security": is_top and Organization.objects.awaiting_security(person).exists(),
        **(_accounts(person, organization, slips, has_below=has_below) if builds_here and living else {}),
    }


def _past(person: Person, organization: Organization) -> dict[str, Any]:
    """Return what was done here and what it was called, and the way down to it from what ``person`` oversees."""
    history, roots = history_of(organization, organization.ancestor_ids), overseen_roots(person)
    return {
        "trail": [one for one in history.organizations if any(one.is_within(root) for root in roots)],
        "history": history.lines,
        "former_names": list(organization.former_names.order_by("-until")),
        "ended": _ended(organization),
    }


def _accounts(
    person: Person, organization: Organization, slips: Collection[int], *, has_below: bool
) -> dict[str, Any]:  # fmt: skip
    """Return how many wait for a password; of a large tree nothing is counted: it would be read whole."""
    if settings.SSO_ONLY:
        return {"sso": settings.SSO_LABEL}
    counts = account_counts(organization, actor=person, today=timezone.localdate(), most=COUNTED)
    kept = kept_slips(organization, person=person, now=timezone.now()) if slips else []
    return {
        **counts,
        "uncounted": has_below and not counts["kept"],
        "at_once": MOST_AT_ONCE,
        "slips_key": new_key(),
        "slips": [(job, job.finished_at + KEPT) for job in kept if job.pk in slips and job.finished_at],
    }


def _ended(organization: Organization) -> list[Organization]:
    """Return what stood below it or was merged into it, the latest end first."""
    gone = Organization.objects.filter(Q(parent=organization) | Q(successor=organization), ended_on__isnull=False)
    return list(gone.select_related("successor").order_by("-ended_on", "pk")[:ENDED])
