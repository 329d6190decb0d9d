"""What waits for people, asked of the database once for several slices: a union of small questions.

Every page counts the matters of its reader, so that a slice with a query of its own would slow all pages.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, F, IntegerField, QuerySet, Value
from django.utils import timezone

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
    """``parts`` asks on behalf of people, each by ``part``; ``tell`` makes matters of the rows that came.

    ``parts`` may look at who people are, at their posts and at the day, but not at the hour: see ``Veil``.
    """

    kinds: frozenset[int]
    parts: Callable[[Sequence[Person]], list[QuerySet[Any]]]
    tell: Callable[[list[Row], Sequence[Person], date], list[Matter]]


slices: list[Slice] = []


@matters.register
def waiting_matters(people: Sequence[Person], today: date) -> list[Matter]:
    """Return the matters of all slices."""
    rows = _rows_of(people[0]) if len(people) == 1 else [Row(*row) for row in _question(people) or ()]
    return [
        matter for one in slices for matter in one.tell([row for row in rows if row.kind in one.kinds], people, today)
    ]


def _question(people: Sequence[Person]) -> QuerySet[Any] | None:
    parts = [part for one in slices for part in one.parts(people)]
    return parts[0].union(*parts[1:], all=True).order_by("kind", "ref") if parts else None


class Veil:
    """A person as ``parts`` sees them, with a negative number in the place of every number.

    Whoever holds the same posts in other places is asked about in the same words: what the database is to be asked is
    put together once a day for all of them, which takes longer than the answer.
    """

    def __init__(self, person: Person) -> None:
        self.numbers: dict[tuple[str, int], int] = {}
        self.pk = self._veiled("person", person.pk)
        self.posts = [self._post(post) for post in person.posts]
        self.shape = tuple((post.role, post.organization_id, post.organization.parent_id) for post in self.posts)

    def _veiled(self, what: str, pk: int) -> int:
        return self.numbers.setdefault((what, pk), -1 - len(self.numbers))

    def _post(self, post: Any) -> SimpleNamespace:
        place, parent = self._veiled("place", post.organization_id), post.organization.parent_id
        above = None if parent is None else self._veiled("place", parent)
        organization = SimpleNamespace(pk=place, parent_id=above)
        return SimpleNamespace(
            role=post.role, organization_id=place, organization=organization, leads=post.leads, organizes=post.organizes
        )

    def lifted(self, values: Iterable[Any]) -> list[Any]:
        """Return ``values`` with the true numbers in their places."""
        true = {veiled: pk for (_, pk), veiled in self.numbers.items()}
        return [true.get(value, value) if isinstance(value, int) else value for value in values]


_kept: dict[tuple[date, object], tuple[str, tuple[Any, ...]]] = {}


def _rows_of(person: Person) -> list[Row]:
    veil, today = Veil(person), timezone.localdate()
    kept = _kept.get((today, veil.shape))
    if kept is None:
        _forget_before(today)
        kept = _kept[today, veil.shape] = _put(_question([cast("Person", veil)]))
    sql, values = kept
    if not sql:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, veil.lifted(values))
        return [Row(*row) for row in cursor.fetchall()]


def _put(question: QuerySet[Any] | None) -> tuple[str, tuple[Any, ...]]:
    """Return the question's words and values; no words where nothing is to be asked."""
    if question is None:
        return "", ()
    try:
        sql, values = question.query.sql_with_params()
    except EmptyResultSet:
        return "", ()
    return sql, tuple(values)


def _forget_before(today: date) -> None:
    for day, shape in list(_kept):
        if day != today:
            _kept.pop((day, shape), None)


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
