"""Which posts cannot stand side by side: a roster's and those that stand already, as strictly as the database has it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from accounts.rules.people.roster.values import KnownPost, PostRow


class Term(NamedTuple):
    """A post as it will stand; ``row`` is where the file writes it, None where the file leaves it as it is."""

    number: str
    organization: int
    role: str
    starts: date
    ends: date | None
    row: PostRow | None = None

    @property
    def post(self) -> tuple[str, int, str]:
        """Who holds what, at whatever time."""
        return self.number.casefold(), self.organization, self.role

    @property
    def until(self) -> date:
        """The last day; an open term outlasts all others."""
        return self.ends or date.max

    @property
    def told(self) -> str:
        """From when to when, in words."""
        return f"从 {self.starts} 到 {self.ends or '现在'}"


def term_of(post: KnownPost) -> Term:
    """Return a post that the file leaves as it is."""
    return Term(post.number, post.organization, post.role, post.starts, post.ends)


def together(terms: Iterable[Term], *, by: Callable[[Term], Hashable]) -> Iterable[list[Term]]:
    """Return the terms that share ``by``, where the file writes one of them: what stood before was in order."""
    every = list(terms)
    groups: dict[Hashable, list[Term]] = {by(term): [] for term in every if term.row}
    for term in every:
        if (key := by(term)) in groups:
            groups[key].append(term)
    return groups.values()


def overlapping(terms: Iterable[Term]) -> Iterator[tuple[Term, Term]]:
    """Yield a term that overlaps another, and that other; first the one that the file writes.

    The day of a handover may belong to both; the same single day, given twice, overlaps.
    """
    longest: Term | None = None  # of those before: what overlaps any of them overlaps this one
    for term in sorted(terms, key=lambda term: (term.starts, term.until)):
        if longest and (longest.until > term.starts or longest[3:5] == term[3:5]):
            yield (term, longest) if term.row else (longest, term)
        if longest is None or term.until >= longest.until:
            longest = term


def beside_another(terms: Iterable[Term], *, guarding: frozenset[str], overseeing: frozenset[str]) -> Iterator[PostRow]:
    """Yield the rows that would give one person a guarding post and another right on the same day (DESIGN §4)."""
    rights = [term for term in terms if term.role in guarding | overseeing]
    guards = {term.post[0] for term in rights if term.role in guarding}
    people: dict[str, list[Term]] = {}
    for term in rights:
        if term.post[0] in guards:
            people.setdefault(term.post[0], []).append(term)
    for held in people.values():
        few = [term for term in held if term.role in guarding]
        for term in held:
            others = held if term.role in guarding else few
            if term.row and any(_meet(term, one) for one in others if one.post != term.post):
                yield term.row


def _meet(one: Term, other: Term) -> bool:
    return one.until >= other.starts and other.until >= one.starts
