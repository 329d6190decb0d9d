"""The trail's words for what a line names by a field, a code or a page; the apps above add theirs by an offer."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.urls import get_resolver

from accounts.rules.house.offer import OfferList

CHANGED = "changed"  # names the fields that were changed
PARAMETER = re.compile(r"<[^>]*>")
# What of the apps above is shown by its value: none of it tells what a review says (DESIGN §4). All else only changed.
SHOWN = {
    "state": "状态", "stage": "阶段", "mode": "述职方式", "act": "动作", "code": "原因代码",
    "number": "第几份", "version": "第几版", "year": "年度", "order": "次序", "seed": "随机种子", "length": "字数",
    "items": "事项", "statements": "述职任务", "speech": "发言", "appointment": "任职", "approved_by": "审定人",
    "at": "时间", "day": "日期", "date": "日期", "until": "截止", "to_date": "延到", "starts": "从", "ends": "到",
    "filed_on": "填报日期", "approved_on": "审定日期", "issued_on": "印发日期", "next_review": "下次复核", "changed": "改了",
    "sha256": "文件校验和", "reason": "原因", "text": "说明", "note": "说明", "answer": "答复", "person": "人员",
    "filename": "文件名", "count": "条数", "entries": "记录", "seals": "封存", "faults": "对不上", "page": "页面",
    "method": "方式", "seal": "到第几号封存", "digest": "摘要", "last_id": "到第几条", "before": "早于",
    "head": "登记到第几号", "restored": "恢复到第几号", "who": "操作人", "verb": "操作", "start": "从", "end": "到",
    "object_id": "对象编号", "again": "重新发放", "public": "公钥", "limits_number": "第几版规定",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """``labels`` name what is no field of its model; ``codes`` name, by the field, the values that are codes."""

    labels: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


trail_words: OfferList[Callable[[], Words]] = OfferList()


def label_word(name: str) -> str:
    """Return how people call what a line names ``name``; the name itself where nobody has named it."""
    if name.isdecimal():
        return f"第 {name} 段"
    return SHOWN.get(name) or next((words.labels[name] for words in _words() if name in words.labels), name)


def code_word(name: str, code: str) -> str | None:
    """Return what ``code`` means as a value of ``name``; None where it is no code."""
    if name == "page":
        return page_address(code)
    return next((words.codes[name][code] for words in _words() if code in words.codes.get(name, {})), None)


def _words() -> Iterator[Words]:
    return (offer() for offer in trail_words)


@cache
def page_address(view_name: str) -> str | None:
    """Return the address of a page as people see it, numbers and keys left out; None for a page that is gone."""
    return next((address for name, address in _addresses(get_resolver().url_patterns) if name == view_name), None)


def _addresses(patterns: Sequence[Any], space: str = "", above: str = "/") -> Iterator[tuple[str, str]]:
    for one in patterns:
        address = above + PARAMETER.sub("…", str(one.pattern).strip("^$"))
        if hasattr(one, "url_patterns"):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _addresses(one.url_patterns, inner, address)
        elif one.name:
            yield space + one.name, address
