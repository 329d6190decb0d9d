"""What the grade board of a round shows, and how others link to it."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.models import Person
from reviews.forms.concluding.evaluation import PapersForm
from reviews.models import Round, Statement
from reviews.models.relation import reviews_at
from reviews.pages.concluding.evidence import pages_of
from reviews.pages.history import papers_history
from reviews.rules.concluding.evaluation import writable
from reviews.rules.concluding.grades import GradeLimits, Seats, distribution, seats, set_problems
from reviews.rules.hearing.grade import GRADES, TALKED_TO, Grade
from reviews.rules.preparing.clause import CLAUSES
from reviews.services.concluding.evaluation import DECIDED, NOT_OPEN
from reviews.services.concluding.proposal import Proposal, ProposalSet, limits_of, proposals_for

FOLLOWS = {
    Grade.BEST: "",
    Grade.SECOND: "年度考核不得评定为“优秀”。",
    **dict.fromkeys(
        TALKED_TO,
        "年度考核不得评定为“优秀”；约谈提醒、限期整改；问题严重的，由党组织依规研究追责问责。",
    ),
}  # N3.4c, N3.4d


@dataclass(frozen=True, slots=True)
class Column:
    """One grade with its people in 规定序; ``seats`` only where the cycle limits them."""

    grade: str
    name: str
    follows: str
    proposals: list[Proposal]
    seats: Seats | None = None

    @property
    def squares(self) -> list[bool]:
        """A square a seat, taken or free; none where more are proposed than there are."""
        number = self.seats.number if self.seats else 0
        return [place < len(self.proposals) for place in range(number)]

    @property
    def is_full(self) -> bool:
        """Whether every seat is taken."""
        return self.seats is not None and len(self.proposals) >= self.seats.number


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that the meeting may want to talk about, of whom, and the page that shows it for each."""

    text: str
    people: list[tuple[Proposal, str]]


def grades_page(person: Person, round_: Round, *, papers_form: PapersForm | None = None) -> dict[str, Any]:
    """Return the context of the grade board; nobody's own proposal is in it."""
    found = proposals_for(person, round_, timezone.localdate())
    limits = limits_of(round_.cycle)
    counted = distribution(found.grades)
    problems = set_problems(found.grades, limits, hidden=found.hidden)
    return {
        "round": round_,
        "columns": _columns(found, limits),
        "waiting": [one for one in found.proposals if not one.grade],
        "choices": list(zip(GRADES, limits.names, strict=True)),
        "proposed": len(found.proposals) - counted[""],
        "open": counted[""],
        "incomplete": sum(not one.is_complete for one in found.proposals),
        "hidden": found.hidden,
        "people": found.people,
        "problems": [one for one in problems if one.key != "open"],
        "lower": _lower(found, limits),
        "remarks": _remarks(found),
        "may_propose": "grade" in writable(round_.stage),
        "not_open": NOT_OPEN.get(round_.stage, ""),
        "closed": "" if writable(round_.stage) or round_.is_preparing else DECIDED,
        "papers_form": papers_form or PapersForm(),
        "fetched": papers_history(round_),
        "clause": CLAUSES["N3.4a"],
    }


def _columns(found: ProposalSet, limits: GradeLimits) -> list[Column]:
    columns = []
    for grade, name in zip(GRADES, limits.names, strict=True):
        limited = grade == Grade.BEST and limits.best_at_most
        room = seats(found.people, limits.best_at_most, limits.rounding, at_most=True) if limited else None
        proposals = [one for one in found.proposals if one.grade == grade]
        columns.append(Column(grade, name, FOLLOWS[grade], proposals, room))
    return columns


def _lower(found: ProposalSet, limits: GradeLimits) -> tuple[str, int, Seats] | None:
    """Return (from which grade, how many, how many are needed) where the cycle asks for a share below the best."""
    if not limits.lower_at_least:
        return None
    count = sum(grade not in {"", Grade.BEST} for grade in found.grades)
    return limits.names[1], count, seats(found.people, limits.lower_at_least, limits.rounding, at_most=False)


def _remarks(found: ProposalSet) -> list[Remark]:
    """Return the remarks in 规定序; what is said of several alike is one of them."""
    people: dict[str, list[tuple[Proposal, str]]] = {}
    for one in found.proposals:
        for remark in one.contradictions:
            people.setdefault(remark.text, []).append((one, pages_of(one.statement)[remark.where]))
    return [Remark(text, of) for text, of in people.items()]


@dataclass(frozen=True, slots=True)
class BoardLink:
    """How the round's board leads here; ``left`` are those without a whole evaluation, None before it counts."""

    left: int | None


def grades_link(person: Person, round_: Round) -> BoardLink | None:
    """Return the link for those who evaluate in ``round_``, None for everybody else."""
    if round_.organization_id not in reviews_at(person) or round_.is_preparing:
        return None
    if round_.stage != Round.Stage.EVALUATING:
        return BoardLink(None)
    return BoardLink(Statement.objects.evaluated_by(person).filter(round=round_).unevaluated().count())
