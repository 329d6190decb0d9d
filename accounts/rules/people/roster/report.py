"""What a person reads of a plan before confirming it; plain values, kept as JSON."""

from collections.abc import Mapping
from typing import Any

from accounts.rules.people.roster.values import Action, Change, Doubt, Plan

SHOWN = 300  # lines of each kind; the counts tell the rest
LABELS = {"name": "名称", "short": "简称", "kind": "类别", "parent": "上级", "position": "规定序", "number": "工号",
          "mobile": "手机号", "starts": "任职日期", "ends": "免职日期"}  # fmt: skip
NEW_DETAILS = ("short", "mobile", "starts", "ends")


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
        "changes": [_line(change) for change in writes[:SHOWN]],
        "hidden": max(0, len(plan.doubts) - SHOWN) + max(0, len(writes) - SHOWN),
    }


def _told(doubt: Doubt) -> dict[str, Any]:
    return {"place": doubt.place, "text": doubt.text, "mend": doubt.mend, "blocks": doubt.blocks}


def _line(change: Change) -> dict[str, Any]:
    return {
        "sheet": change.sheet,
        "row": change.row,
        "action": change.action.value,
        "label": change.label,
        "text": describe(change.before, change.after, is_new=change.action == Action.NEW),
    }


def describe(before: Mapping[str, object], after: Mapping[str, object], *, is_new: bool) -> str:
    """Say in a line what is written: 简称 甲 → 乙."""
    if is_new:
        return "，".join(f"{LABELS[name]} {after[name]}" for name in NEW_DETAILS if after.get(name))
    parts = []
    for name, value in after.items():
        if name in {"parent", "kind"}:
            parts.append(f"改{LABELS[name]}")
        else:
            parts.append(f"{LABELS[name]} {before.get(name) or '（空）'} → {value}")
    return "，".join(parts)
