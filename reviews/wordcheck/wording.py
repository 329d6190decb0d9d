"""How figures and parts are said in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from .values import Part

# Why a paragraph stands around the report and is no sentence of it; who reads the report out leaves these away.
IN_ANNEX, IN_NOTE = "因为在报告后面的附件里", "因为是附注或填表说明"
IN_FORM, IN_SIGNATURE = "因为是表头里填写的项目", "因为是落款、日期或附注"
AROUND_THE_TEXT = frozenset((IN_ANNEX, IN_NOTE, IN_FORM, IN_SIGNATURE))
PART_NAMES = {
    Part.ACHIEVEMENTS: "工作总结",
    Part.PROBLEMS: "查摆问题",
    Part.CAUSES: "原因分析",
    Part.PLAN: "下步打算",
    Part.TITLE: "标题",
    Part.TOC: "目录",
    Part.OPENING: "开头",
    Part.CLOSING: "结尾",
    Part.OTHER: "其他",
    Part.MIXED: "问题和措施写在一起",
    Part.UNKNOWN: "还不能确定",
}
_DIGITS = "零一二三四五六七八九十"
_MOST_NAMED = 6


def percent(share: Fraction) -> str:
    """A fraction as ``26.6%``."""
    return f"{float(share * 100):.1f}%"


def share_name(share: Fraction) -> str:
    """A limit as people say it: ``三分之一``, else in percent."""
    if share.numerator < len(_DIGITS) and 1 < share.denominator < len(_DIGITS) and share.numerator:
        return f"{_DIGITS[share.denominator]}分之{_DIGITS[share.numerator]}"
    return percent(share)


def count_name(number: int) -> str:
    """A small number before a measure word: ``一``, ``两``, ``三``, else in digits."""
    if number == 2:  # noqa: PLR2004 - 两, not 二, before a measure word
        return "两"
    return _DIGITS[number] if number < len(_DIGITS) else str(number)


def paragraph_names(indexes: Sequence[int]) -> str:
    """``第 4、7 段``, counted from 1; of many only the first few."""
    named = "、".join(str(index + 1) for index in indexes[:_MOST_NAMED])
    return f"第 {named} 段" if len(indexes) <= _MOST_NAMED else f"第 {named} 等 {len(indexes)} 段"
