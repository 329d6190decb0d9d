"""Who did what, when: from a round's moves and from the audit trail, for a fold at the end of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from accounts.models import AuditEntry, Person
from reviews.models import Round, Statement
from reviews.models.relation import reviews_at

SHOWN = 60
# Named one by one: what another slice writes on the same rows may not be for these eyes (DESIGN §4).
ROUND_VERBS = ("新建一轮评议", "调整日期", "审定方案", "登记纸质方案审定", "方案有改动，须重新审定")
STATEMENT_VERBS = ("述职方式", "本年度不述职", "补入名单", "改由现任述职", "准予延交", "收回延交")
DECISION_VERBS = ("登记研究结果", "修改研究结果", "核对确认研究结果", "撤回研究结果登记")
REPORT_VERBS = ("交稿", "更正归类", "接收", "退回", "撤回审稿结果")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened; ``missing`` is what a round was moved without."""

    at: datetime
    who: str
    what: str
    note: str = ""
    missing: tuple[str, ...] = ()


def round_history(round_: Round, person: Person) -> list[Line]:
    """Return what happened to a round, the latest first; why it was decided so is for those who decide (DESIGN §4)."""
    deciding = round_.organization_id in reviews_at(person)
    changes = round_.stage_changes.select_related("moved_by").order_by("-pk")[:SHOWN]
    moves = [
        Line(
            one.at,
            one.moved_by.name if one.moved_by else "系统",
            f"{one.get_from_stage_display()} → {one.get_to_stage_display()}",
            one.note if deciding or one.from_stage != Round.Stage.EVALUATING else "",
            tuple(one.missing) if deciding or one.from_stage != Round.Stage.EVALUATING else (),
        )
        for one in changes
    ]
    return _latest_first(moves + _trail(Q(object_type="reviews.round", object_id=round_.pk, verb__in=ROUND_VERBS)))


def statement_history(statement: Statement) -> list[Line]:
    """Return what happened to a statement and its versions, the latest first."""
    reports = statement.reports.values("pk")
    own = Q(object_type="reviews.statement", object_id=statement.pk, verb__in=STATEMENT_VERBS)
    versions = Q(object_type="reviews.report", object_id__in=reports, verb__in=REPORT_VERBS)
    return _latest_first(_trail(own | versions))


def decision_history(round_: Round) -> list[Line]:
    """Return who entered, changed and confirmed the decisions of a round, the latest first."""
    decisions = round_.decisions.values("pk")
    return _trail(Q(object_type="reviews.decision", object_id__in=decisions, verb__in=DECISION_VERBS))


def _trail(condition: Q) -> list[Line]:
    entries = AuditEntry.objects.filter(condition).select_related("actor").order_by("-pk")[:SHOWN]
    return [Line(entry.at, entry.actor.name if entry.actor else "系统", entry.verb, _note(entry)) for entry in entries]


def _note(entry: AuditEntry) -> str:
    if entry.verb == "交稿":
        return f"第 {entry.after.get('number', '')} 稿"
    if entry.verb == "改由现任述职":
        return f"{entry.before.get('person', '')} → {entry.after.get('person', '')}"
    if entry.verb in DECISION_VERBS:
        return f"第 {entry.after['version']} 次保存" if "version" in entry.after else ""
    return str(entry.after.get("reason") or "")


def _latest_first(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: line.at, reverse=True)[:SHOWN]
