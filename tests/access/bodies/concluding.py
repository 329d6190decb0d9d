"""What is sent to the addresses of evaluations, decisions, feedback and circulation."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from reviews.models import Consequence, Decision, Evaluation, Feedback, Outcome, Publication, Round, RoundReport
from reviews.services.concluding.publication import list_mark, told_by, waiting
from tests.access.bodies.at import At, Body, forget, same


def _version(at: At) -> int:
    at.bring("evaluating")
    return Evaluation.objects.get(statement=at.pk).version


def _round(at: At, stage: str) -> Round:
    Round.objects.filter(pk=at.pk).update(stage=stage)
    return Round.objects.latest_first().get(pk=at.pk)


def _correction(at: At) -> Body:
    found = _round(at, "decided")
    pk = found.statements.first().pk
    return {
        "body": "党委常委会", "held_on": timezone.localdate(), "present": "张怀远等 9 人", "result": "同意更正。",
        "scope": "reviewed", "reason": "统计有误", "seen": 0, f"take_{pk}": "on", f"grade_{pk}": "second",
        f"praise_{pk}": "抓得实。", f"problems_{pk}": "记录不全。",
    }  # fmt: skip


def _unconfirmed(at: At) -> Body:
    """Let the decision wait for its second person; nothing has followed from it yet."""
    decision = Decision.objects.get(pk=at.pk)
    Round.objects.filter(pk=decision.round_id).update(stage="evaluating")
    for rows in (Publication.objects.filter(decision=at.pk), Feedback.objects.filter(outcome__decision=at.pk)):
        forget(rows)
    forget(Consequence.objects.filter(outcome__decision=at.pk))
    Outcome.objects.filter(decision=decision).update(is_current=False)
    Decision.objects.filter(pk=at.pk).update(confirmed_by=None, confirmed_at=None, changed_by=at.cast.outsider)
    return {"seen": decision.version, "reason": "会议这样定"}


def _unopened(at: At) -> Body:
    """Let the letters wait, after their talks."""
    _round(at, "decided")
    letters = Feedback.objects.filter(outcome__decision__round=at.pk)
    letters.update(opened_at=None, opened_by=None, objection_until=None, talked_on=timezone.localdate(), talked_by="张")
    return {"feedback": list(letters.values_list("pk", flat=True))}


def _untalked(at: At) -> Body:
    Feedback.objects.filter(pk=at.pk).update(opened_at=None, opened_by=None, objection_until=None)
    return {"talked_on": timezone.localdate(), "talked_by": "张怀远"}


def _objected(at: At) -> Body:
    Feedback.objects.filter(pk=at.pk).update(objection="不符合实际", objected_at=timezone.now())
    return {"answer": "已经核对。"}


def _sent(at: At) -> Body:
    rows = Consequence.objects.filter(outcome__decision__round=at.pk, kind="not_excellent").values_list("pk", flat=True)
    return {"sent_on": timezone.localdate() - timedelta(days=0), "receipt": "王五", "row": list(rows)}


def _draft(at: At) -> Body:
    _round(at, "fed_back")
    return {"text": "一、总体情况\n已经研究确定。", "seen": Publication.objects.get(decision__round=at.pk).version}


def _issued(at: At) -> Body:
    draft = Publication.objects.get(pk=at.pk)
    Round.objects.filter(pk=draft.decision.round_id).update(stage="fed_back")
    found = Round.objects.latest_first().get(pk=draft.decision.round_id)
    return {"seen": draft.version, "shown": list_mark(told_by(waiting(found))), "reason": "不等了"}


BODIES: dict[str, Callable[[At], Body]] = {
    "reviews:evaluation": lambda at: {
        "version": _version(at),
        "praise": "抓得实。",
        "problems": "不够细。",
        "grade": "second",
    },
    "reviews:grade_propose": lambda at: {"version": _version(at), "grade": "second"},
    "reviews:grades_file": same(copies=2),
    "reviews:decision_enter": _correction,
    "reviews:decision_confirm": _unconfirmed,
    "reviews:decision_drop": _unconfirmed,
    "reviews:feedback_open": _unopened,
    "reviews:feedback_talk": _untalked,
    "reviews:feedback_acknowledge": same(),
    "reviews:feedback_object": same(objection="不符合实际"),
    "reviews:feedback_answer": _objected,
    "reviews:consequences_sent": _sent,
    "reviews:round_publication": _draft,
    "reviews:publication_issue": _issued,
    "reviews:round_report_file": lambda at: {
        "text": "一、总体情况",
        "seen": RoundReport.objects.get(round=at.pk).number,
    },
}
