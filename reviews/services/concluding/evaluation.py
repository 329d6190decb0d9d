"""Writing the opinion and proposing the grade (N3.4a): by people, never computed; decided by the body (N3.4b)."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.services.trail import audit
from reviews.models import Evaluation, Round, Statement
from reviews.rules.concluding.evaluation import FIELDS, writable
from reviews.services.collecting.report import Overtaken
from reviews.services.hearing.meeting import NotNow

VERB, GRADE_VERB = "拟综合评价", "拟等次"
NOT_OPEN = {
    "preparing": "本轮还在准备，收稿开始以后可以先记平时掌握和有关方面的情况。",
    "collecting": "评议会以前只记平时掌握和有关方面的情况，意见和等次到评议会阶段再拟。",
}
DECIDED = "本轮已经研究确定，综合评价不能再改。确需更正，请由党组织会议重新研究。"


@dataclass(frozen=True, slots=True)
class Writing:
    """An evaluation as typed; None leaves a field as it is."""

    known: str | None = None
    heard: str | None = None
    praise: str | None = None
    problems: str | None = None
    grade: str | None = None
    grade_reason: str | None = None


@transaction.atomic
def save_evaluation(
    statement: Statement, *, writing: Writing, version: int, person: Person, now: datetime
) -> Evaluation:
    """Keep what ``person`` wrote on version ``version`` (0: nothing was there); raises Overtaken or NotNow.

    The same words again are no change, so that a second click and a reload are harmless.
    """
    return _write(statement, writing, VERB, version=version, person=person, now=now)


@transaction.atomic
def propose_grade(statement: Statement, *, grade: str, version: int, person: Person, now: datetime) -> Evaluation:
    """Propose a grade from the board, "" takes it back; the reason given for another grade falls with it.

    Raises Overtaken or NotNow.
    """
    writing = Writing(grade=grade, grade_reason="")
    return _write(statement, writing, GRADE_VERB, version=version, person=person, now=now)


def _write(
    statement: Statement, writing: Writing, verb: str, *, version: int, person: Person, now: datetime
) -> Evaluation:
    stage = Round.objects.select_for_update().get(pk=statement.round_id).stage  # a decision queues here too
    if statement.is_exempt:
        raise NotNow("本年度不述职，不用综合评价。")
    evaluation = _present(statement)
    changed = _changes(evaluation, writing)
    if not changed or (verb == GRADE_VERB and "grade" not in changed):
        return evaluation
    if not set(changed) <= set(writable(stage)):
        raise NotNow(NOT_OPEN.get(stage, DECIDED))
    if evaluation.version != version:
        raise Overtaken(_who_was_faster(evaluation))
    for name, value in changed.items():
        setattr(evaluation, name, value)
    evaluation.written_by, evaluation.written_at = person, now
    evaluation.version += 1
    evaluation.save()
    audit.record(person, verb, evaluation, after={"changed": list(changed)})  # not what it says: DESIGN §4
    return evaluation


def _present(statement: Statement) -> Evaluation:
    """Return the evaluation as it stands, or an empty one not yet saved."""
    found = Evaluation.objects.for_pages().filter(statement=statement).first()
    return found or Evaluation(statement=statement, version=0)


def _changes(evaluation: Evaluation, writing: Writing) -> dict[str, str]:
    """Return the fields that differ from what stands, in their order."""
    given = asdict(writing)
    return {
        name: given[name] for name in FIELDS if given[name] is not None and given[name] != getattr(evaluation, name)
    }


def _who_was_faster(evaluation: Evaluation) -> str:
    at = timezone.localtime(evaluation.written_at)
    return f"{evaluation.written_by.name}在 {at:%H:%M} 存过这份综合评价。请对照现在存着的内容，再决定怎么改。"
