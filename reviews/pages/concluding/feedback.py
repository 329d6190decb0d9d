"""What the pages about feedback show: the list for those who give it, the letter for the one who receives it."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from accounts.documents.house.paper import Heading1, Heading2, Table, blocks_of
from accounts.models import Person
from accounts.services.trail.history import history_of
from reviews.forms.concluding.feedback import AnswerForm, ObjectionForm, TalkForm
from reviews.models import Comment, Consequence, Feedback, Round, Statement
from reviews.rules.concluding.feedback import Letter, letter_text
from reviews.rules.hearing.grade import Kind
from reviews.rules.preparing.clause import CLAUSES
from reviews.services.concluding.feedback import GIVEN_IN, late_text, turn_to

# Without 反馈前的登记: that there was a talk before tells the grade (DESIGN §4).
VERBS = ("反馈综合评价意见", "阅知反馈意见", "对反馈意见提出异议", "答复异议")


def feedback_list_page(person: Person, round_: Round) -> dict[str, Any]:
    """Return the context of who has been told and who has answered, in 规定序."""
    rows = list(Feedback.objects.editable_by(person).filter(outcome__decision__round=round_).for_pages().in_order())
    current = [one for one in rows if one.outcome.is_current]
    return {
        "round": round_,
        "rows": rows,
        "waiting": [one for one in current if not one.is_open],
        "ready": [one for one in current if not one.is_open and _is_ready(one)],
        "unread": [one for one in current if one.is_open and not one.is_acknowledged],
        "objections": [one for one in rows if one.awaits_an_answer],
        "may_give": round_.stage in GIVEN_IN,
        "clause": CLAUSES["N3.4b"],
    }


def _is_ready(feedback: Feedback) -> bool:
    return feedback.talked_on is not None or not feedback.outcome.asks_for_a_talk


def feedback_page(
    person: Person,
    feedback: Feedback,
    *,
    talk: TalkForm | None = None,
    objection: ObjectionForm | None = None,
    answer: AnswerForm | None = None,
) -> dict[str, Any]:
    """Return the context of one letter, as its reader or as its giver sees it; forms bring typed text back."""
    statement = feedback.outcome.statement
    is_own = statement.person.pk == person.pk
    initial = {"talked_on": feedback.talked_on or timezone.localdate(), "talked_by": feedback.talked_by}
    late = feedback.objection_until is not None and timezone.localdate() > feedback.objection_until
    return {
        "feedback": feedback,
        "statement": statement,
        "round": feedback.outcome.decision.round,
        "lines": lines_of(letters_of([feedback])[feedback.pk]),
        "is_own": is_own,
        "talk": talk or TalkForm(initial=initial),
        "objection": objection or ObjectionForm(),
        "answer": answer or AnswerForm(),
        "may_give": not is_own and feedback.outcome.decision.round.stage in GIVEN_IN,
        "is_ready": _is_ready(feedback),
        "late": late_text(feedback) if late else "",
        "newer": _newer(person, feedback),
        "history": history_of(feedback, VERBS),
        "clause": CLAUSES["N3.4b"],
    }


def _newer(person: Person, feedback: Feedback) -> Feedback | None:
    """Return the letter that took the place of a corrected one, where ``person`` may read it."""
    if feedback.outcome.is_current:
        return None
    newer = Feedback.objects.visible_to(person).current().filter(outcome__statement=feedback.outcome.statement_id)
    return newer.first()


def letters_of(feedbacks: Sequence[Feedback]) -> dict[int, str]:
    """Return the texts of these letters by their ids; two queries for all."""
    outcomes = [one.outcome_id for one in feedbacks]
    due = {
        (one.outcome_id, one.kind): one.due
        for one in Consequence.objects.filter(outcome__in=outcomes, due__isnull=False)
    }
    statements = [one.outcome.statement_id for one in feedbacks]
    said = dict(
        Comment.objects.primary().filter(statement__in=statements).exclude(text="").values_list("statement", "text")
    )
    return {one.pk: _text(one, said.get(one.outcome.statement_id, ""), due) for one in feedbacks}


def _text(feedback: Feedback, comment: str, due: dict[tuple[int, str], Any]) -> str:
    outcome = feedback.outcome
    decision, round_ = outcome.decision, outcome.decision.round
    return letter_text(
        Letter(
            year=round_.cycle.year,
            body=decision.body,
            grade=outcome.grade,
            grade_name=outcome.grade_name,
            praise=outcome.praise,
            problems=outcome.problems,
            comment=comment,
            talk_due=due.get((outcome.pk, Kind.TALK)),
            rectify_due=due.get((outcome.pk, Kind.RECTIFICATION)),
            until=feedback.objection_until,
            turn_to=turn_to(round_),
            corrects=decision.is_correction,
        )
    )


def lines_of(text: str) -> list[tuple[str, str]]:
    """Return every paragraph of a paper with its look."""
    kinds = {Heading1: "heading-1", Heading2: "heading-2"}
    return [(kinds.get(type(block), "text"), block.text) for block in blocks_of(text) if not isinstance(block, Table)]


def own_feedback(person: Person, statement: Statement) -> Feedback | None:
    """Return the person's own letter for the statement's page, once it is open: the one that stands, or the last."""
    if statement.round.stage not in (*GIVEN_IN, Round.Stage.ARCHIVED) or statement.person.pk != person.pk:
        return None
    mine = Feedback.objects.received_by(person).filter(outcome__statement=statement)
    return mine.order_by("-outcome__is_current", "-pk").first()
