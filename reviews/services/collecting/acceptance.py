"""What the organizer does with a report: accept it, return it, take either back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.services.trail import audit
from reviews.models import Report
from reviews.rules.collecting.report import may_become, may_decide
from reviews.services.collecting.report import Overtaken, lock_statement, must_count


def accept_report(report: Report, *, person: Person, now: datetime) -> Report:
    """Accept the version that the organizer has seen; raises Overtaken where it is no longer the one that counts."""
    return _decide(report, person, "accepted", decided_by=person, decided_at=now, return_reason="", resubmit_by=None)


def return_report(
    report: Report, *, person: Person, reason: str, resubmit_by: datetime | None, now: datetime
) -> Report:
    """Return the version with a reason and, if wanted, a date until which the next one is on time."""
    return _decide(
        report, person, "returned", decided_by=person, decided_at=now, return_reason=reason, resubmit_by=resubmit_by
    )


def reopen_report(report: Report, *, person: Person) -> Report:
    """Take an acceptance or a return back, as long as no later version has come."""
    return _decide(report, person, "handed_in", decided_by=None, decided_at=None, return_reason="", resubmit_by=None)


VERBS = {"accepted": "接收", "returned": "退回", "handed_in": "撤回审稿结果"}


@transaction.atomic
def _decide(report: Report, person: Person, state: str, **fields: Any) -> Report:
    """Change the state of the version that the organizer has seen, if it still counts and still stands there."""
    lock_statement(report.statement_id)
    fresh = Report.objects.select_related(
        "decided_by", "statement__round", "statement__current_report__handed_in_by"
    ).get(pk=report.pk)
    must_count(fresh)
    if not may_decide(fresh.statement.round.stage):
        raise Overtaken("本轮已经进入后面的阶段，审稿结果不能再改。")
    if fresh.state != report.state or not may_become(fresh.state, state):
        raise Overtaken(_who_was_faster(fresh))
    before = _trail(fresh)
    fresh.state = state
    for field, value in fields.items():
        setattr(fresh, field, value)
    fresh.save(update_fields=["state", *fields])
    audit.record(person, VERBS[state], fresh, before=before, after=_trail(fresh))
    return fresh


def _trail(report: Report) -> dict[str, str]:
    """What the trail keeps: of the organizer's words only that they changed (DESIGN §4)."""
    return {
        "state": report.state,
        "return_reason": audit.fingerprint(report.return_reason),
        "resubmit_by": report.resubmit_by.isoformat() if report.resubmit_by else "",
    }


def _who_was_faster(report: Report) -> str:
    if report.decided_by is None or report.decided_at is None:
        return "这一稿刚刚被改回待审，请看一下再定。"
    at = timezone.localtime(report.decided_at)
    return f"{report.decided_by.name}在 {at.month}月{at.day}日 {at:%H:%M} 已{VERBS[report.state]}这一稿，您的操作没有生效。"
