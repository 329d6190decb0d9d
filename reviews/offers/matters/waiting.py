"""What waits for people, asked of the database once for several slices: a union of small questions.

Every page counts the matters of its reader, so that a slice with a query of its own would slow all pages.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, IntegerField, QuerySet, Value

from accounts.models import Person
from accounts.rules.duty.matter import Matter
from accounts.services.duty.matter import matters

Holders = dict[int, list[int]]


class Row(NamedTuple):
    """One thing that waits: ``ref`` is what it is about, ``owner`` an organization or a person.

    ``kind`` is unique among all slices; ``writer`` who is left out, 0 for nobody.
    """

    kind: int
    ref: int
    owner: int
    count: int
    writer: int


@dataclass(frozen=True, slots=True)
class Slice:
    """``parts`` asks on behalf of people, each by ``part``; ``tell`` makes matters of the rows that came."""

    kinds: frozenset[int]
    parts: Callable[[Sequence[Person]], list[QuerySet[Any]]]
    tell: Callable[[list[Row], Sequence[Person], date], list[Matter]]


slices: list[Slice] = []


@matters.register
def waiting_matters(people: Sequence[Person], today: date) -> list[Matter]:
    """Return the matters of all slices."""
    parts = [part for one in slices for part in one.parts(people)]
    rows = [Row(*row) for row in parts[0].union(*parts[1:], all=True).order_by("kind", "ref")] if parts else []
    return [
        matter for one in slices for matter in one.tell([row for row in rows if row.kind in one.kinds], people, today)
    ]


def part(
    rows: QuerySet[Any],
    kind: int,
    ref: str,
    owner: str,
    *,
    counted: bool = False,
    number: F | None = None,
    writer: F | None = None,
) -> QuerySet[Any]:
    """Return ``rows`` as a question in the union's columns.

    ``counted`` asks how many there are of each ``ref``; otherwise ``number`` stands in that column.
    """
    nobody = Value(0, IntegerField())
    found = rows.order_by().values(kind=Value(kind, IntegerField()), ref=F(ref), owner=F(owner))
    found = found.annotate(count=Count("pk") if counted else number or nobody, writer=writer or nobody)
    return found.values_list("kind", "ref", "owner", "count", "writer")


def holders(people: Sequence[Person], roles: Sequence[str]) -> Holders:
    """Return organization → people who hold one of ``roles`` there."""
    found: Holders = defaultdict(list)
    for person in people:
        for place in dict.fromkeys(post.organization_id for post in person.posts if post.role in roles):
            found[place].append(person.pk)
    return found
