"""What the tree shows: the visible roots, one level below them, and every level that was opened."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from accounts.forms.people.organization import TreeForm
from accounts.models import Appointment, Organization, Person
from accounts.models.people.reach import overseen_roots
from accounts.pages.people.branch import Branch, branches_of, counts_of, key_of, posts_of
from accounts.services.people.organization import in_places

LEVEL = 50  # organizations of one level at once
OPEN = 20  # levels that an address may name
FOUND = 50
SORTED = 300  # found organizations that a page puts in order
NUMBER, PLACE = re.compile(r"[0-9]{1,9}"), re.compile(r"([0-9]{1,9})\.([0-9]{1,18})")


def tree_page(person: Person, query: QueryDict) -> dict[str, Any]:
    """Return the context of the tree, of what was looked for in it, or of the vacancies."""
    form = TreeForm(query)
    asked = form.chosen()
    context = {"form": form, "sought": asked["q"], "vacant": asked["vacant"], "ended": asked["ended"],
               "can_build": any(post.organizes for post in person.posts)}  # fmt: skip
    if asked["q"]:
        return context | found_page(person, asked)
    if asked["vacant"]:
        return context | vacant_page(person, asked)
    opened = opened_in(query.get("open", ""))
    trees = _trees(_outermost(overseen_roots(person)), opened, ended=asked["ended"])
    return context | {"trees": trees, "opened": sorted(opened)}


def opened_in(text: str) -> set[int]:
    """Return which levels an address opens (“3.17”); nonsense opens nothing."""
    return {int(part) for part in text.split(".")[:OPEN] if NUMBER.fullmatch(part)}


def tree_url(opened: Iterable[int], *, ended: bool) -> str:
    """Return the address of the tree with these levels open."""
    query = ".".join(str(pk) for pk in sorted(opened))
    parts = [f"open={query}"] * bool(query) + ["ended=1"] * ended
    return reverse("accounts:organizations") + ("?" + "&".join(parts) if parts else "")


def branch_page(organization: Organization, *, show: bool, current_url: str) -> tuple[dict[str, Any], str]:
    """Return one line of the tree opened or closed, and the address that the tree has then."""
    query = parse_qs(urlsplit(current_url).query)
    opened, ended = opened_in(query.get("open", [""])[0]), "ended" in query
    opened = opened | {organization.pk} if show else opened - {organization.pk}
    while len(opened) > OPEN:
        opened.remove(min(opened - {organization.pk}))
    branch = _trees([organization], opened, ended=ended, roots_open=False)[0]
    return {"branch": branch, "ended": ended}, tree_url(opened, ended=ended)


def level_page(parent: Organization, after: str, *, ended: bool) -> dict[str, Any]:
    """Return the next organizations of a level that is too long for one page."""
    level = beyond(_below([parent.pk], ended=ended), after).select_related("parent")
    rows = list(level.with_below(ended=ended)[: LEVEL + 1])
    next_ = key_of(rows[LEVEL - 1]) if len(rows) > LEVEL else ""
    branches = branches_of(rows[:LEVEL])
    for branch in branches:
        branch.toggle = tree_url({parent.pk, branch.organization.pk}, ended=ended)
    return {"organization": parent, "branches": branches, "next": next_, "ended": ended}


def beyond(level: QuerySet[Organization], after: str) -> QuerySet[Organization]:
    """Return what comes after a place in a level's order (规定序); nonsense is the beginning."""
    place, ordered = PLACE.fullmatch(after), level.order_by("position", "pk")
    if not place:
        return ordered
    position, pk = int(place[1]), int(place[2])
    return ordered.filter(position__gte=position).exclude(position=position, pk__lte=pk)


def _below(parents: Collection[int], *, ended: bool) -> QuerySet[Organization]:
    below = Organization.objects.filter(parent__in=parents)
    return below if ended else below.living()


def _outermost(roots: list[Organization]) -> list[Organization]:
    """Leave out what stands below another root; ``roots`` are sorted by path."""
    kept: list[Organization] = []
    for root in roots:
        if not any(root.is_within(other) for other in kept):
            kept.append(root)
    return kept


def _trees(
    roots: Sequence[Organization], opened: set[int], *, ended: bool, roots_open: bool = True
) -> list[Branch]:  # fmt: skip
    """Return the roots with every open level, in three queries whatever is open."""
    open_ids = opened | {root.pk for root in roots if roots_open}
    in_level = Window(RowNumber(), partition_by="parent", order_by=[F("position").asc(), F("pk").asc()])
    rows = _below(open_ids, ended=ended).annotate(place=in_level).filter(place__lte=LEVEL + 1)
    levels: dict[int, list[Organization]] = {}
    for row in rows.order_by("position", "pk"):
        levels.setdefault(row.parent_id or 0, []).append(row)
    shown = [*roots, *(row for level in levels.values() for row in level)]
    holders, below = posts_of(shown), counts_of(shown, ended=ended)

    def branch(one: Organization, reviewer: str) -> Branch:
        found = Branch(one, reviewer, holders.get(one.pk), below.get(one.pk, 0), one.pk in open_ids)
        found.toggle = tree_url(opened ^ {one.pk}, ended=ended)
        level = levels.get(one.pk, [])
        found.branches = [branch(row, one.short) for row in level[:LEVEL]]
        found.next = key_of(level[LEVEL - 1]) if len(level) > LEVEL else ""
        return found

    return [branch(root, root.parent.short if root.parent else "") for root in roots]


def found_page(person: Person, asked: dict[str, Any]) -> dict[str, Any]:
    """Return what was looked for: organizations and people, each a page at a time."""
    sought = asked["q"]
    visible = Organization.objects.visible_to(person).matching(sought)
    visible = visible if asked["ended"] else visible.living()
    organizations = _found_after(visible, asked["after"]) if not asked["beyond"] else []
    people = Person.objects.visible_to(person).matching(sought).order_by("staff_number")
    if asked["beyond"]:
        people = people.filter(staff_number__gt=asked["beyond"])
    found = list(people[: FOUND + 1]) if not asked["after"] else []
    return {
        "organizations": branches_of(organizations[:FOUND]),
        "people": [(one, titles) for one, titles in _with_titles(person, found[:FOUND])],
        "after": organizations[FOUND - 1].pk if len(organizations) > FOUND else "",
        "beyond": found[FOUND - 1].staff_number if len(found) > FOUND else "",
    }


def vacant_page(person: Person, asked: dict[str, Any]) -> dict[str, Any]:
    """Return who has neither a secretary nor a deputy in charge today, in the order of the tree."""
    vacant = Organization.objects.visible_to(person).living().vacant(timezone.localdate())
    rows = _found_after(vacant, asked["after"])
    return {
        "organizations": branches_of(rows[:FOUND]),
        "after": rows[FOUND - 1].pk if len(rows) > FOUND else "",
    }


def _found_after(organizations: QuerySet[Organization], after: int | None) -> list[Organization]:
    """Return a page of what was found, and one more, in the order of the tree (规定序).

    Very many come by their paths, which the database keeps sorted: nothing is read whole for a page.
    """
    shown = organizations.select_related("parent").with_below()
    last = dict(Organization.objects.filter(pk=after).values_list("pk", "path")) if after else {}
    paths = dict(organizations.order_by("path").values_list("pk", "path")[: SORTED + 1])
    if len(paths) > SORTED:
        later = shown.filter(path__gt=last[after]) if after in last else shown
        return list(later.order_by("path")[: FOUND + 1])
    places = in_places(last | paths)  # what stood last may be among the found no more
    begin = places.index(after) + 1 if after in last else 0
    rows = shown.in_bulk(places[begin : begin + FOUND + 1])
    return [rows[pk] for pk in places[begin:] if pk in rows]


def _with_titles(person: Person, people: list[Person]) -> list[tuple[Person, str]]:
    current = Appointment.objects.current(timezone.localdate()).visible_to(person)
    titles: dict[int, list[str]] = {}
    for post in current.for_pages().filter(person__in=people):
        titles.setdefault(post.person_id, []).append(post.title)
    return [(one, "、".join(titles.get(one.pk, []))) for one in people]
