"""Which matters a statement makes, in words. Pure: states and figures in, sentences out."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviews.rules.preparing.stage import names


@dataclass(frozen=True, slots=True)
class Duty:
    """What a secretary has to do about a statement now."""

    title: str
    reason: str
    action: str


@dataclass(frozen=True, slots=True)
class Version:
    """What matters of the current version."""

    number: int
    state: str
    verdict: str
    violations: int
    return_reason: str


def duty(year: int, version: Version | None, open_until_due: bool) -> Duty | None:
    """Return what the secretary owes, or None: nothing handed in, returned, breaking limits, or asked.

    ``open_until_due``: the version can still be replaced; what can no longer be mended is nobody's matter.
    """
    if version is None:
        return Duty("交述职报告", f"{year} 年度述职报告还没有交。上传后马上知道是否符合要求。", "去上传")
    if version.state == "returned":
        return Duty("按退回意见修改，重新上传", f"第 {version.number} 稿已退回：{version.return_reason}", "去修改")
    if version.state == "accepted" or not open_until_due:
        return None
    if version.violations:
        reason = f"第 {version.number} 稿有 {version.violations} 处不符合要求，截止前可以反复替换。"
        return Duty("修改述职报告，重新上传", reason, "去修改")
    if version.verdict == "open":
        return Duty(
            "确认报告的归类", f"第 {version.number} 稿里有几段请您确认算哪一部分，确认后才知道是否符合。", "去确认"
        )
    return None


@dataclass(frozen=True, slots=True)
class RoundState:
    """Where a round stands for its organizer; ``late`` names who is overdue, Delays taken into account."""

    stage: str
    approved: bool
    due_is_over: bool
    late: Sequence[str]
    year: int


@dataclass(frozen=True, slots=True)
class RoundStep:
    """What an organizer can do about a round now; ``page`` names the address that takes the round's id."""

    key: str
    title: str
    reason: str
    page: str
    action: str
    query: str = ""


def round_step(state: RoundState) -> RoundStep | None:
    """Return the organizer's next step, or None while there is only to wait."""
    if state.stage == "preparing" and not state.approved:
        reason = f"{state.year} 年度这一轮还在准备：核对名单和日期，请书记审定后开始收稿。"
        return RoundStep("prepare", "准备本轮方案", reason, "round_plan", "去准备")
    if state.stage == "preparing":
        return RoundStep("collect", "开始收稿", "方案已审定，可以开始收稿了。", "round", "去开始", "#next")
    if state.stage != "collecting" or not state.due_is_over:
        return None
    if state.late:
        reason = f"交稿已截止，{names(state.late)}还没有交。可以催一催，或者准予延交。"
        return RoundStep("late", "看逾期未交的", reason, "round", "去看看", "?state=missing")
    return RoundStep("meet", "进入评议会", "交稿已截止，没有逾期的。审完就可以进入评议会。", "round", "去看看", "#next")
