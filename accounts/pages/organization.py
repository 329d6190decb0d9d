"""What the tree and the page of one organization show."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils import timezone

from accounts.forms.organization import TreeForm
from accounts.models import Appointment, Organization, Person
from accounts.models.reach import overseen_roots
from accounts.pages.history import history_of
from accounts.services.person import waiting_for_password

SHOWN = 500  # organizations of one level on the tree page
FOUND = 50
PLACES = list(Appointment.Role.values)  # secretaries first


@dataclass(slots=True)
class Branch:
    """An organization in the tree with who leads it and what stands below."""

    organization: Organization
    reviewer: str
    post: Appointment | None = None
    branches: list["Branch"] = field(default_factory=list)
    below: int = 0  # how many stand directly below


def tree_page(person: Person, query: QueryDict) -> dict[str, Any]:
    """Return the context of the tree, or of what was looked for in it."""
    form = TreeForm(query)
    sought = form.chosen()
    context: dict[str, Any] = {
        "form": form,
        "sought": sought,
        "can_build": any(post.organizes for post in person.posts),
    }
    if sought:
        return context | _found(person, sought)
    trees = [_tree(root) for root in _outermost(overseen_roots(person))]
    return context | {"trees": trees, "vacant": sum(_vacant(tree) for tree in trees)}


def _outermost(roots: list[Organization]) -> list[Organization]:
    """Leave out what stands below another root; ``roots`` are sorted by path."""
    kept: list[Organization] = []
    for root in roots:
        if not any(root.is_within(other) for other in kept):
            kept.append(root)
    return kept


def _tree(root: Organization) -> Branch:
    """Return two levels below ``root``: a handful of queries, however large the school is."""
    first = list(Organization.objects.filter(parent=root).in_order()[:SHOWN])
    second = list(
        Organization.objects.filter(parent__in=first).annotate(below=Count("children")).in_order()[:SHOWN]
    )  # fmt: skip
    holders = posts_of([root, *first, *second])
    top = Branch(root, _reviewer(root), holders.get(root.pk), below=len(first))
    places = {root.pk: top}
    for one in [*first, *second]:
        above = places[one.parent_id or 0]
        places[one.pk] = Branch(one, above.organization.short, holders.get(one.pk), below=getattr(one, "below", 0))
        above.branches.append(places[one.pk])
    return top


def _vacant(branch: Branch) -> int:
    return sum((not one.post) + _vacant(one) for one in branch.branches)


def _reviewer(organization: Organization) -> str:
    """Who reviews this organization's secretary: the organization above (N1.2)."""
    return organization.parent.short if organization.parent else ""


def posts_of(organizations: Iterable[Organization]) -> dict[int, Appointment]:
    """Return who leads each organization today."""
    posts = Appointment.objects.current(timezone.localdate()).reviewed().for_pages()
    return {post.organization_id: post for post in posts.filter(organization__in=organizations)}


def _found(person: Person, sought: str) -> dict[str, Any]:
    named = Q(name__icontains=sought) | Q(short__icontains=sought)
    organizations = list(
        Organization.objects.visible_to(person).filter(named).select_related("parent").order_by("path")[: FOUND + 1]
    )
    holders = posts_of(organizations)
    people = Person.objects.visible_to(person).filter(Q(name__icontains=sought) | Q(staff_number__startswith=sought))
    found = list(people.order_by("staff_number")[: FOUND + 1])
    posts = Appointment.objects.current(timezone.localdate()).visible_to(person).for_pages().filter(person__in=found)
    titles: dict[int, list[str]] = {}
    for post in posts:
        titles.setdefault(post.person_id, []).append(post.title)
    return {
        "organizations": [Branch(one, _reviewer(one), holders.get(one.pk)) for one in organizations[:FOUND]],
        "people": [(one, "、".join(titles.get(one.pk, []))) for one in found[:FOUND]],
        "more": len(organizations) > FOUND or len(found) > FOUND,
    }


def organization_page(person: Person, organization: Organization) -> dict[str, Any]:
    """Return the context of one organization: facts, posts now and before, subordinates, history."""
    today = timezone.localdate()
    posts = list(organization.appointments.select_related("person", "organization").order_by("-starts", "-pk"))
    posts.sort(key=lambda post: PLACES.index(post.role))
    children = list(organization.children.in_order()[: SHOWN + 1])
    holders = posts_of(children)
    is_root = Organization.objects.rooted_by(person).filter(pk=organization.pk).exists()
    return {
        "organization": organization,
        "trail": Organization.objects.visible_to(person).filter(pk__in=organization.ancestor_ids).order_by("path"),
        "reviewer": posts_of([organization.parent]).get(organization.parent_id) if organization.parent else None,
        "posts": [post for post in posts if not post.ends or post.ends >= today],
        "former": [post for post in posts if post.ends and post.ends < today],
        "leader": next((post for post in posts if post.leads and (not post.ends or post.ends >= today)), None),
        "branches": [Branch(child, organization.short, holders.get(child.pk)) for child in children[:SHOWN]],
        "more": len(children) > SHOWN,
        "can_edit": Organization.objects.editable_by(person).filter(pk=organization.pk).exists(),
        "can_build": is_root,
        "waiting": waiting_for_password(organization, actor=person, today=today).count() if is_root else 0,
        "history": history_of(organization),
    }
