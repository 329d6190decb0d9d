"""What the page of one secretary's evaluation shows."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.models import Person
from reviews.forms.concluding.evaluation import EvaluationForm
from reviews.models import Evaluation, Statement
from reviews.pages.concluding.evidence import evidences
from reviews.pages.history import evaluation_history
from reviews.rules.concluding.evaluation import FIELDS, writable
from reviews.rules.concluding.opinion import Opinion, Said, draft_opinion, standing
from reviews.rules.preparing.clause import CLAUSES
from reviews.services.concluding.evaluation import DECIDED, NOT_OPEN
from reviews.services.concluding.evidence import gather, material


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Who stands before and after in 规定序, among those whom the person evaluates."""

    before: Statement | None
    after: Statement | None


def evaluation_page(
    person: Person, statement: Statement, *, form: EvaluationForm | None = None, history: bool = False
) -> dict[str, Any]:
    """Return the context; before the first save the opinion is a draft that nobody has saved (``is_draft``)."""
    evaluation = Evaluation.objects.visible_to(person).for_pages().filter(statement=statement).first()
    gathered = gather(statement)
    draft = draft_opinion(material(gathered))
    allowed = writable(statement.round.stage)
    untouched = evaluation is None or not (evaluation.praise or evaluation.problems)
    is_draft = untouched and "praise" in allowed and form is None
    form = form or form_of(statement, evaluation, draft if is_draft else None)
    praise, problems = _texts(form, evaluation)
    return {
        "statement": statement,
        "evaluation": evaluation,
        "evidences": evidences(
            person, statement, gathered, None if "known" in form.fields else evaluation, timezone.localdate()
        ),
        "form": form,
        "is_draft": is_draft and bool(draft.praise or draft.problems),
        "may_type": "known" in form.fields,
        "closed": "" if "praise" in allowed else NOT_OPEN.get(statement.round.stage, DECIDED),
        "praise_sources": _noted(praise, draft.praise_sources),
        "problem_sources": _noted(problems, draft.problem_sources),
        "stored": form.differing(evaluation) if form.is_bound and evaluation else (),
        "neighbours": _neighbours(person, statement),
        "history": evaluation_history(evaluation) if history else None,
        "clause": CLAUSES["N3.4a"],
    }


def form_of(statement: Statement, evaluation: Evaluation | None, draft: Opinion | None) -> EvaluationForm:
    """Return the form with what stands there, or where nobody has written an opinion yet with the ``draft``."""
    initial = {name: getattr(evaluation, name) if evaluation else "" for name in FIELDS}
    if draft:
        initial |= {"praise": draft.praise, "problems": draft.problems}
    initial["version"] = evaluation.version if evaluation else 0
    return EvaluationForm(
        initial=initial, names=statement.round.cycle.grade_names, allowed=writable(statement.round.stage)
    )


def _texts(form: EvaluationForm, evaluation: Evaluation | None) -> tuple[str, str]:
    """Return both sides of the opinion as the page shows them: typed, drafted or saved."""
    if "praise" in form.fields:
        return str(form["praise"].value() or ""), str(form["problems"].value() or "")
    return (evaluation.praise, evaluation.problems) if evaluation else ("", "")


def _noted(text: str, sources: tuple[Said, ...]) -> list[tuple[Said, int]]:
    """Return the marginal notes: which sentences of ``text`` were said by somebody, numbered as they come."""
    return [(one, number) for number, one in enumerate(standing(text, sources), start=1)]


def _neighbours(person: Person, statement: Statement) -> Neighbours:
    others = Statement.objects.evaluated_by(person).filter(round=statement.round_id)
    found = list(others.select_related("organization", "appointment__person").in_order())
    here = next((place for place, one in enumerate(found) if one.pk == statement.pk), 0)
    return Neighbours(
        before=found[here - 1] if here else None,
        after=found[here + 1] if here + 1 < len(found) else None,
    )
