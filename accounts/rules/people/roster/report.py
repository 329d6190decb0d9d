"""What a person reads of a plan before confirming it; plain values, kept as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from accounts.rules.people.roster.values import Action, Change, Doubt, Plan

SHOWN = 300  # lines of each kind; the counts tell the rest
LABELS = {"name": "名称", "short": "简称", "kind": "类别", "parent": "上级", "position": "规定序", "number": "工号",
          "mobile": "手机号", "starts": "任职日期", "ends": "免职日期"}  # fmt: skip
ACTIONS = {Action.NEW: "新增", Action.CHANGED: "改动", Action.ENDED: "免职"}
NEW_DETAILS = ("kind", "parent", "short", "mobile", "starts", "ends")


def report_of(plan: Plan) -> dict[str, Any]:
    """Return the preview: counts, doubts and changes."""
    writes = plan.writes
    return {
        "blocked": plan.is_blocked,
        "blocking": sum(doubt.blocks for doubt in plan.doubts),
        "asking": sum(not doubt.blocks for doubt in plan.doubts),
        "counts": {action.value: plan.count(action) for action in Action},
        "sheets": plan.by_sheet(),
        "absent": dict(plan.absent),
        "doubts": [_told(doubt) for doubt in plan.doubts[:SHOWN]],
        "changes": [_line(change, plan) for change in writes[:SHOWN]],
        "hidden_doubts": max(0, len(plan.doubts) - SHOWN),
        "hidden_changes": max(0, len(writes) - SHOWN),
    }


def listed_doubts(plan: Plan) -> Iterator[tuple[object, ...]]:
    """Yield every doubt: sheet, row, column, whether it must be mended, what is wrong, how to mend it."""
    for one in plan.doubts:
        yield one.sheet, one.row, one.column, "必须改正" if one.blocks else "请留意", one.text, one.mend


def listed_changes(plan: Plan) -> Iterator[tuple[object, ...]]:
    """Yield every change: sheet, row, action, whom it concerns, what is written."""
    for change in plan.writes:
        line = _line(change, plan)
        yield line["sheet"], line["row"], ACTIONS[change.action], line["label"], line["text"]


def _told(doubt: Doubt) -> dict[str, Any]:
    return {"place": doubt.place, "text": doubt.text, "mend": doubt.mend, "blocks": doubt.blocks}


def _line(change: Change, plan: Plan) -> dict[str, Any]:
    is_new = change.action == Action.NEW
    return {
        "sheet": change.sheet,
        "row": change.row,
        "action": change.action.value,
        "label": change.label,
        "text": describe(_worded(change.before, plan), _worded(change.after, plan), is_new=is_new),
    }


def _worded(fields: Mapping[str, Any], plan: Plan) -> dict[str, Any]:
    """Return the fields with the names of organizations and kinds for what stands for them."""
    words: dict[str, Mapping[Any, str]] = {"parent": plan.names, "kind": plan.kinds}
    return {name: words[name].get(value, "") if name in words else value for name, value in fields.items()}


def describe(before: Mapping[str, object], after: Mapping[str, object], *, is_new: bool) -> str:
    """Say in a line what is written: 简称 甲 → 乙."""
    if is_new:
        return "，".join(f"{LABELS[name]} {after[name]}" for name in NEW_DETAILS if after.get(name))
    return "，".join(f"{LABELS[name]} {before.get(name) or '（空）'} → {value}" for name, value in after.items())
