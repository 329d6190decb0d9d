"""Who did what to a round and to a statement, from a round's moves and from the audit trail."""

from django.db.models import Q

from accounts.models import AuditEntry, Person
from accounts.services.trail.history import SHOWN, Line, history_of, latest_first, reason_of, trail
from reviews.models import Evaluation, Round, Statement
from reviews.models.relation import reviews_at

# Named one by one: what another slice writes on the same rows may not be for these eyes (DESIGN §4).
ROUND_VERBS = ("新建一轮评议", "调整日期", "审定方案", "登记纸质方案审定", "方案有改动，须重新审定")
STATEMENT_VERBS = ("述职方式", "本年度不述职", "补入名单", "改由现任述职", "准予延交", "收回延交")
PAPER_VERBS = ("取上会材料", "取等次建议表")
EVALUATION_VERBS = ("拟综合评价", "拟等次")
DECISION_VERBS = ("登记研究结果", "修改研究结果", "核对确认研究结果", "撤回研究结果登记")
REPORT_VERBS = ("交稿", "更正归类", "按新要求重新检查", "接收", "退回", "撤回审稿结果")


def round_history(round_: Round, person: Person | None) -> list[Line]:
    """Return what happened to a round, the latest first; why it was decided so is for those who decide (DESIGN §4)."""
    deciding = person is not None and round_.organization_id in reviews_at(person)
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
    return latest_first(moves + history_of(round_, ROUND_VERBS))


def statement_history(statement: Statement) -> list[Line]:
    """Return what happened to a statement and its versions, the latest first."""
    reports = statement.reports.values("pk")
    own = Q(object_type="reviews.statement", object_id=statement.pk, verb__in=STATEMENT_VERBS)
    versions = Q(object_type="reviews.report", object_id__in=reports, verb__in=REPORT_VERBS)
    return trail(own | versions, _note)


def evaluation_history(evaluation: Evaluation | None) -> list[Line]:
    """Return who changed which fields of an evaluation when, never what they hold; for those who see it alone."""
    return history_of(evaluation, EVALUATION_VERBS, _fields) if evaluation else []


def papers_history(round_: Round) -> list[Line]:
    """Return who has fetched the meeting's papers when, and how many copies; for those who may fetch them alone."""
    return history_of(round_, PAPER_VERBS, _copies)


def decision_history(round_: Round) -> list[Line]:
    """Return who entered, changed and confirmed the decisions of a round, the latest first."""
    decisions = round_.decisions.values("pk")
    return trail(Q(object_type="reviews.decision", object_id__in=decisions, verb__in=DECISION_VERBS), saved)


def _fields(entry: AuditEntry) -> str:
    names = {field.name: str(field.verbose_name) for field in Evaluation._meta.fields}
    return "、".join(names.get(name, name) for name in entry.after.get("changed", ()))


def _copies(entry: AuditEntry) -> str:
    copies = entry.after.get("copies")
    return f"{copies} 份" if copies else ""


def saved(entry: AuditEntry) -> str:
    """Say which saved version an entry is about."""
    return f"第 {entry.after['version']} 次保存" if "version" in entry.after else ""


def _note(entry: AuditEntry) -> str:
    if entry.verb == "交稿":
        return f"第 {entry.after.get('number', '')} 稿"
    if entry.verb == "改由现任述职":
        return f"{entry.before.get('person', '')} → {entry.after.get('person', '')}"
    return reason_of(entry)
