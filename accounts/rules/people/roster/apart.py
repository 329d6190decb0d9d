"""Who guards holds no other right meanwhile (DESIGN §4): the posts of a roster, and those that stand already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from accounts.rules.people.roster.values import PostRow


class Held(NamedTuple):
    """A post as it will stand; ``row`` is where the file writes it, None where the file leaves it as it is."""

    number: str
    role: str
    starts: date
    ends: date | None
    row: PostRow | None


def beside_another(posts: Iterable[Held], *, guarding: frozenset[str], overseeing: frozenset[str]) -> Iterator[PostRow]:
    """Yield the rows that would give one person a guarding post and another right on the same day."""
    rights = [post for post in posts if post.role in guarding | overseeing]
    guards = {post.number for post in rights if post.role in guarding}
    people: dict[str, list[Held]] = {}
    for post in rights:
        if post.number in guards:
            people.setdefault(post.number, []).append(post)
    for held in people.values():
        for post in held:
            others = (one for one in held if one is not post and guarding & {one.role, post.role})
            if post.row and any(_meet(post, one) for one in others):
                yield post.row


def _meet(one: Held, other: Held) -> bool:
    return (one.ends is None or one.ends >= other.starts) and (other.ends is None or other.ends >= one.starts)
