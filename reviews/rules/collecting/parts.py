"""What the parts of a report are called, and which of the few looks each one wears."""

from __future__ import annotations

from reviews.wordcheck.values import MEASURED_PARTS, Part

LABELS = {
    Part.ACHIEVEMENTS: "工作总结",
    Part.PROBLEMS: "查摆问题",
    Part.CAUSES: "原因分析",
    Part.PLAN: "下步打算",
    Part.TITLE: "标题",
    Part.TOC: "目录",
    Part.OPENING: "开头",
    Part.CLOSING: "结尾",
    Part.OTHER: "其他",
    Part.MIXED: "请您确认",
    Part.UNKNOWN: "请您确认",
}
SHORT_LABELS = {Part.ACHIEVEMENTS: "总结", Part.PROBLEMS: "查摆", Part.PLAN: "打算"}

# The denominator of a share is everything but these (WORDCHECK §4).
OUTSIDE_THE_DENOMINATOR = (Part.TITLE, Part.TOC)
ASKED_PARTS = (Part.MIXED, Part.UNKNOWN)

OTHER = "other"
ASKED = "asked"


def look(part: Part) -> str:
    """The look of a part: one of the three measured ones, ``other``, or ``asked``."""
    if part in MEASURED_PARTS:
        return part.value
    return ASKED if part in ASKED_PARTS else OTHER


def percent(share: float) -> str:
    """A share as people read it, with one decimal: 0.4598 → 46.0%."""
    return f"{share * 100:.1f}%"
