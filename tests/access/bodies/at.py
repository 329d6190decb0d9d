"""Where a body is sent, and as whom."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.test import Client

from accounts.models import Organization, Person
from reviews.models import Meeting, Round, Statement
from tests.cast import Cast

Body = dict[str, Any]


@dataclass(frozen=True)
class At:
    """One cell: the cast, the organization whose object is meant, the address's arguments, and who sends it."""

    cast: Cast
    place: str
    args: list[Any]
    client: Client
    role: str

    @property
    def organization(self) -> Organization:
        """Return the organization whose object is meant."""
        found: Organization = getattr(self.cast, self.place)
        return found

    @property
    def person(self) -> Person:
        """Return who sends it; for a visitor without a login somebody, whom the answer must not touch."""
        found: Person = getattr(self.cast, self.role or "outsider")
        return found

    @cached_property
    def pk(self) -> Any:
        """Return the first argument of the address."""
        return self.args[0]

    @cached_property
    def statement(self) -> Statement:
        """Return this year's statement of the organization."""
        return Statement.objects.for_pages().get(organization=self.organization, round__cycle__year=self.year)

    @property
    def year(self) -> int:
        """Return the year in which everything happens: the latest."""
        return Round.objects.latest_first().values_list("cycle__year", flat=True)[0]

    @cached_property
    def meeting(self) -> Meeting:
        """Return the meeting of the statement."""
        return Meeting.objects.for_pages().get(speeches__statement=self.statement)

    def bring(self, stage: str) -> Round:
        """Put the round of the statement into ``stage`` and return it."""
        Round.objects.filter(pk=self.statement.round_id).update(stage=stage)
        return Round.objects.latest_first().get(pk=self.statement.round_id)


def same(**body: object) -> Any:
    """Return a body that is the same for everybody."""
    return lambda _at: body


def forget(rows: QuerySet[Any]) -> None:
    """Delete rows with all that refers to them, past every protection: as if they had not come about yet."""
    for link in rows.model._meta.related_objects:
        if link.many_to_many:
            continue
        referring = link.related_model._base_manager.filter(**{f"{link.field.name}__in": rows.values("pk")})
        if link.field.null:
            referring.update(**{link.field.name: None})
        elif referring.exists():
            forget(referring)
    rows.model._base_manager.filter(pk__in=list(rows.values_list("pk", flat=True)))._raw_delete(rows.db)
