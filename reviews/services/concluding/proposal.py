"""Everybody's proposal side by side, for the grade board and the papers: the same few queries for one and for thirty."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Appointment, Person
from accounts.services.duty.outstanding import gather_outstanding
from reviews.models import Comment, Cycle, Evaluation, Round, Statement, Visit
from reviews.rules.concluding.contradiction import Contradiction, Standing, contradictions
from reviews.rules.concluding.grades import GradeLimits
from reviews.services.hearing.tally import tally_of

OVERDUE = "逾期"  # the word under which open rectification says so


@dataclass(frozen=True, slots=True)
class Proposal:
    """One secretary: ``evaluation`` is None where nobody has written anything yet."""

    statement: Statement
    evaluation: Evaluation | None
    contradictions: tuple[Contradiction, ...]

    @property
    def grade(self) -> str:
        """The proposed grade, "" without one."""
        return self.evaluation.grade if self.evaluation else ""

    @property
    def grade_name(self) -> str:
        """The proposed grade by the cycle's name, "" without one."""
        return self.evaluation.grade_name if self.evaluation else ""

    @property
    def is_complete(self) -> bool:
        """Whether nothing is lacking."""
        return self.evaluation is not None and self.evaluation.is_complete


@dataclass(frozen=True, slots=True)
class ProposalSet:
    """What one person sees of a round; ``hidden`` counts those that others propose: themselves and their unit."""

    round: Round
    proposals: tuple[Proposal, ...]
    hidden: int

    @property
    def grades(self) -> list[str]:
        """The proposed grades in 规定序, "" where there is none."""
        return [one.grade for one in self.proposals]

    @property
    def people(self) -> int:
        """How many are evaluated, those one does not see included: limits count from them."""
        return len(self.proposals) + self.hidden


def proposals_for(person: Person, round_: Round, today: date) -> ProposalSet:
    """Return the proposals of ``round_`` that ``person`` sees, in 规定序, with what does not seem to fit them."""
    statements = list(Statement.objects.evaluated_by(person).filter(round=round_).for_pages().with_tallies().in_order())
    evaluations = {
        one.statement_id: one
        for one in Evaluation.objects.visible_to(person).filter(statement__round=round_).for_pages()
    }
    found = _contradictions(statements, evaluations, today)
    proposals = tuple(Proposal(one, evaluations.get(one.pk), found[one.pk]) for one in statements)
    return ProposalSet(round_, proposals, round_.statements.reporting().count() - len(proposals))


def limits_of(cycle: Cycle) -> GradeLimits:
    """Return the choices of ``cycle`` as the rules take them."""
    return GradeLimits(cycle.best_at_most, cycle.lower_at_least, cycle.rounding, cycle.grade_names)


def has_own_organizer(round_: Round) -> bool:
    """Whether somebody who organizes ``round_`` today is reviewed in it, or belongs to a unit that is. One query."""
    held = Appointment.objects.current(timezone.localdate())
    organizers = held.filter(organization=round_.organization_id, role=Appointment.Role.ORGANIZER).values("person")
    units = held.filter(person__in=organizers).values("organization")
    own = Q(organization__in=units) | Q(appointment__person__in=organizers)
    return round_.statements.reporting().filter(own).exists()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a round's secretaries beyond their evaluations, by statement; rectification by organization."""

    said: dict[int, list[str]]
    seen: dict[int, list[str]]
    overdue: dict[int, int]

    def standing(self, statement: Statement, evaluation: Evaluation | None) -> Standing:
        """Return one secretary as the meeting will see them; a visit without marked sentences is an empty list."""
        result = tally_of(statement)
        said, seen = self.said.get(statement.pk, []), self.seen.get(statement.pk)
        return Standing(
            grade=evaluation.grade if evaluation else "",
            grade_name=evaluation.grade_name if evaluation else "",
            named=[*said, *(seen or ())],
            comment_problems=said,
            overdue=self.overdue[statement.organization_id],
            breaks_limits=statement.is_violating,
            has_report=statement.current_report is not None,
            visited=seen is not None,
            mostly_best=result.is_mostly_best if result else None,
        )


def _contradictions(
    statements: Sequence[Statement], evaluations: dict[int, Evaluation], today: date
) -> dict[int, tuple[Contradiction, ...]]:
    comments = Comment.objects.filter(statement__in=statements)
    visits = Visit.objects.standing().filter(statement__in=statements)
    facts = Facts(_sentences(comments), _sentences(visits), _overdue(statements, today))
    return {one.pk: tuple(contradictions(facts.standing(one, evaluations.get(one.pk)))) for one in statements}


def _sentences(rows: QuerySet[Any]) -> dict[int, list[str]]:
    """Return the marked sentences of comments or visits, by statement."""
    found: dict[int, list[str]] = defaultdict(list)
    for owner, problems in rows.order_by("pk").values_list("statement", "problems"):
        found[owner] += problems
    return found


def _overdue(statements: Sequence[Statement], today: date) -> dict[int, int]:
    """Return how much rectification of each organization is late."""
    found: dict[int, int] = defaultdict(int)
    for one in gather_outstanding([statement.organization for statement in statements], today):
        found[one.organization_id] += one.state == OVERDUE
    return found
