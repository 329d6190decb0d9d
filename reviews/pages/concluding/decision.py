"""What the pages about the deciding body's sitting show: the entry, its confirmation, what was corrected."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, Person
from reviews.forms.concluding.decision import DecisionForm, Proposal, SeenForm
from reviews.models import Decision, Evaluation, Outcome, Round, Statement
from reviews.pages.history import decision_history
from reviews.rules.concluding.decision import body_of, due_of, result_draft
from reviews.rules.concluding.grades import SetProblem, set_problems
from reviews.rules.hearing.grade import Kind, grade_name
from reviews.rules.preparing.clause import CLAUSES
from reviews.rules.preparing.stage import Missing, next_move
from reviews.services.concluding.decision import may_correct, may_enter
from reviews.services.concluding.proposal import has_own_organizer, limits_of
from reviews.services.preparing.stage import missing_before

CORRECTS = "会议听取了复核情况，同意更正。"


@dataclass(frozen=True, slots=True)
class Row:
    """One outcome; ``proposed`` is the proposed grade's name, ``stands`` whether it counts or still may."""

    outcome: Outcome
    proposed: str
    stands: bool

    @property
    def differs(self) -> bool:
        """Whether the body decided otherwise than proposed."""
        return bool(self.proposed) and self.proposed != self.outcome.grade_name


@dataclass(frozen=True, slots=True)
class Sitting:
    """A decision with its rows, and until when what follows from it is due."""

    decision: Decision
    rows: list[Row]

    @property
    def asks_for_talks(self) -> bool:
        """Whether anybody is to be talked to."""
        return any(row.outcome.asks_for_a_talk and row.stands for row in self.rows)

    @property
    def problems(self) -> list[SetProblem]:
        """What is to be explained about the grades as a set: alike, or beyond the year's limits (N3.4a)."""
        return set_problems([row.outcome.grade for row in self.rows], limits_of(self.decision.round.cycle))

    @property
    def talk_due(self) -> Any:
        """Until when talks are held."""
        return due_of(Kind.TALK, self.decision.held_on)

    @property
    def rectify_due(self) -> Any:
        """Until when mending is done."""
        return due_of(Kind.RECTIFICATION, self.decision.held_on)


def decision_page(person: Person, round_: Round, *, form: SeenForm | None = None) -> dict[str, Any]:
    """Return the context of all sittings of a round, the open one first; ``form`` brings a refusal and typed text."""
    sittings = _sittings(round_)
    waits = next((one for one in sittings if not one.decision.is_confirmed), None)
    missing = _missing(round_) if waits and not waits.decision.is_correction else []
    is_mine = waits is not None and waits.decision.changed_by_id == person.pk
    return {
        "round": round_,
        "sittings": sittings,
        "waits": waits,
        "is_mine": is_mine,
        "may_enter": may_enter(round_),
        "may_correct": may_correct(round_) and waits is None,
        "others": _others(round_, person) if is_mine else [],
        "missing": missing,
        "asks_reason": waits is not None and _asks_reason(waits, missing),
        "form": form or SeenForm(),
        "history": decision_history(round_),
        "clause": CLAUSES["N3.4b"],
    }


def _asks_reason(waits: Sitting, missing: list[Missing]) -> bool:
    """Whether the confirmation will ask why: what the move on would ask for once the entry counts."""
    if waits.decision.is_correction:
        return False
    return has_own_organizer(waits.decision.round) or bool(missing or waits.problems)


def entry_page(round_: Round, form: DecisionForm) -> dict[str, Any]:
    """Return the context of the page on which a sitting is entered."""
    return {"round": round_, "form": form, "correcting": form.correcting, "clause": CLAUSES["N3.4b"]}


def entry_form(round_: Round, *data: Any) -> DecisionForm:
    """Return the form of ``round_``'s open entry, or of a new one drawn from what stands or is proposed."""
    entered = round_.decisions.filter(confirmed_at=None).first()
    last = round_.decisions.confirmed().order_by("number").last()
    initial = _initial(round_, entered, last)
    return DecisionForm(
        *data,
        proposals=_proposals(round_, entered),
        names=round_.cycle.grade_names,
        correcting=last is not None,
        initial=initial,
    )


def _initial(round_: Round, entered: Decision | None, last: Decision | None) -> dict[str, Any]:
    fields = ("body", "held_on", "present", "stood_aside", "result", "minutes_number", "scope", "reason")
    if entered:
        return {name: getattr(entered, name) for name in fields} | {"seen": entered.version}
    if last:
        return {"body": last.body, "scope": last.scope, "held_on": timezone.localdate(), "result": CORRECTS, "seen": 0}
    due = round_.statements.reporting().count()
    return {
        "body": body_of(round_.organization.kind),
        "held_on": timezone.localdate(),
        "result": result_draft(round_.cycle.year, due),
        "seen": 0,
    }


def _proposals(round_: Round, entered: Decision | None) -> list[Proposal]:
    typed = {one.statement_id: one for one in entered.outcomes.all()} if entered else {}
    standing = {one.statement_id: one for one in Outcome.objects.current().filter(statement__round=round_)}
    proposed = _evaluations(round_)
    found = []
    for statement in round_.statements.reporting().for_pages().in_order():
        evaluation, earlier = proposed.get(statement.pk), standing.get(statement.pk)
        source = typed.get(statement.pk) or earlier or evaluation
        found.append(
            Proposal(
                statement=statement,
                grade=source.grade if source else "",
                praise=source.praise if source else "",
                problems=source.problems if source else "",
                proposed=evaluation.grade if evaluation else "",
                earlier=earlier.grade if earlier else "",
                taken=statement.pk in typed,
            )
        )
    return found


def _evaluations(round_: Round) -> dict[int, Evaluation]:
    return {one.statement_id: one for one in Evaluation.objects.filter(statement__round=round_)}


def _sittings(round_: Round) -> list[Sitting]:
    rows: dict[int, list[Row]] = {}
    outcomes = Outcome.objects.filter(decision__round=round_).for_pages().select_related("statement__evaluation")
    for outcome in outcomes.in_order():
        evaluation = getattr(outcome.statement, "evaluation", None)
        stands = outcome.is_current or not outcome.decision.is_confirmed
        name = grade_name(evaluation.grade, round_.cycle.grade_names) if evaluation else ""
        rows.setdefault(outcome.decision_id, []).append(Row(outcome, name, stands))
    decisions = round_.decisions.for_pages().order_by("-number")
    return [Sitting(one, rows.get(one.pk, [])) for one in decisions]


def _others(round_: Round, person: Person) -> list[str]:
    """Return who else may confirm: organizers and the secretary of the organization who do not report in the round."""
    reporting = Statement.objects.reporting().filter(round=round_)
    posts = (
        Appointment.objects.current(timezone.localdate())
        .filter(organization=round_.organization_id, role__in=Appointment.OVERSEEING_ROLES)
        .exclude(person=person)
        .exclude(person__in=reporting.values("appointment__person"))
    )
    return [f"{post.person.name}（{post.title}）" for post in posts.for_pages().order_by("pk")]


def _missing(round_: Round) -> list[Missing]:
    """Return what else the confirmation waits for; that the decision itself waits goes without saying."""
    step = next_move(round_.stage)
    found = missing_before(round_, step, timezone.localtime()) if step else []
    here = reverse("reviews:round_decision", args=[round_.pk])
    return [one for one in found if one.where != here]
