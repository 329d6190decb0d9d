"""What the pages about field research show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.models import Person
from accounts.services.trail.history import history_of
from reviews.forms.hearing.visit import VisitForm
from reviews.models import Round, Statement, Visit
from reviews.models.hearing.comment import RELEASED
from reviews.models.relation import reviews_at
from reviews.rules.hearing.visit import may_be_written
from reviews.rules.preparing.clause import CLAUSES

VERBS = ("记实地调研", "修改实地调研", "标出反映问题的句子", "撤销实地调研")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who has been visited and who has not, in 规定序: yes or no, never how often (N3.1b)."""

    visited: list[Statement]
    unvisited: list[Statement]
    may_read: bool
    may_write: bool

    @property
    def names_unvisited(self) -> str:
        """Who is left, in a sentence."""
        return "、".join(statement.organization_short for statement in self.unvisited)


def coverage(person: Person, round_: Round, statements: Iterable[Statement]) -> Coverage:
    """Return the coverage of ``round_``; who may open the notes is known from their posts, without asking."""
    visited = set(Visit.objects.standing().filter(statement__round=round_).values_list("statement", flat=True))
    due = [statement for statement in statements if not statement.is_exempt]
    may_read = round_.organization_id in reviews_at(person)
    return Coverage(
        visited=[statement for statement in due if statement.pk in visited],
        unvisited=[statement for statement in due if statement.pk not in visited],
        may_read=may_read,
        may_write=may_read and may_be_written(round_.stage),
    )


def coverage_page(person: Person, round_: Round) -> dict[str, Any]:
    """Return the context of the page on whom a round has visited."""
    statements = round_.statements.for_pages().in_order()
    return {"round": round_, "coverage": coverage(person, round_, statements), "clause": CLAUSES["N3.1b"]}


def visits_page(statement: Statement, *, form: VisitForm | None = None) -> dict[str, Any]:
    """Return the context of the visits to one organization, with the form for the next one."""
    visits = list(statement.visits.standing().for_pages().latest_first())
    return {
        "statement": statement,
        "visits": visits,
        "form": form or VisitForm(initial={"day": timezone.localdate()}),
        "may_write": may_be_written(statement.round.stage),
        "clause": CLAUSES["N3.1b"],
    }


def visit_page(visit: Visit, *, form: VisitForm | None = None) -> dict[str, Any]:
    """Return the context of one visit: its sentences, and the form that changes it."""
    rows = visit.marked_sentences
    return {
        "visit": visit,
        "statement": visit.statement,
        "rows": rows,
        "marked": sum(marked for _, _, marked in rows),
        "form": form or VisitForm.of(visit),
        "is_changing": form is not None,
        "may_write": visit.is_open,
        "history": history_of(visit, VERBS),
    }


def shown_visits(person: Person, statement: Statement) -> list[Visit]:
    """Return the visits whose problem sentences ``person`` may read about themselves; none before the release."""
    if statement.round.stage not in RELEASED:
        return []
    found = Visit.objects.released_to(person).filter(statement=statement).standing().order_by("day", "pk")
    return [visit for visit in found if visit.problems]
