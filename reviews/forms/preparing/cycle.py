"""The form of a year: its notice, what it asks of reports, grades, and how things are done."""

from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from reviews.forms.instant import day_field
from reviews.models import Cycle
from reviews.models.preparing.cycle import default_after, default_before
from reviews.rules.preparing.clause import CLAUSES
from reviews.rules.preparing.cycle import GRADE_NAMES, parse_days, parse_focus, parse_share, share_name
from reviews.wordcheck import MAX_FILE_BYTES, ReportLimits, refuse_too_large

SHARES = ("problems_min", "achievements_max", "plan_max")
NUMBERS = ("total_max", "tolerance", "speech_minutes", "speech_rate")
REMINDERS = ("remind_before", "remind_after")
NOTICE_SUFFIXES = (".pdf", ".docx", ".doc", ".wps", ".ofd")
CLAUSE_KEYS = {key: key.replace(".", "_").lower() for key in CLAUSES}
VALUES = ("violations_block", "best_at_most", "lower_at_least", "rounding", "uses_poll", "objection_days",
          "ticked_by", "grade_names", "remind_before", "remind_after", "focus_points")  # fmt: skip


def share_field(label: str, help_text: str, *, required: bool = True) -> forms.CharField:
    """Return a field for a share, written as a fraction or in percent."""
    return forms.CharField(label=label, max_length=10, required=required, help_text=help_text)


def number_field(label: str, least: int, most: int, help_text: str = "") -> forms.IntegerField:
    """Return a field for a whole number within bounds."""
    return forms.IntegerField(label=label, min_value=least, max_value=most, help_text=help_text)


def days_field(label: str, help_text: str) -> forms.CharField:
    """Return a field for the days of reminders."""
    return forms.CharField(label=label, max_length=60, required=False, help_text=help_text)


class CycleForm(forms.Form):
    """``used`` asks for a reason where the limits change; typed shares come back as typed."""

    year = number_field("年度", 2000, 2200)
    notice_title = forms.CharField(label="通知标题", max_length=120)
    issued_on = day_field("通知印发日期")
    notice_file = forms.FileField(
        label="通知文件", required=False, max_length=200, help_text="PDF、OFD 或 Word，不超过 10 MB。可以以后再传。"
    )

    focus_points = forms.CharField(
        label="本年度重点",
        max_length=1500,
        required=False,
        help_text="今年通知特别要求讲的，一行一项，只写关键词，几种说法用“/”隔开，例如“师德师风/师德建设”。"
        "报告没有写到的，交稿时提醒书记本人，别人看不到。不填就不提醒。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    total_max = number_field("全文不超过（字）", 100, 100_000)
    problems_min = share_field("查摆问题不少于", "占正文的比例，写成 1/3 或 33.3%。")
    achievements_max = share_field("工作总结不超过", "同上。")
    plan_max = share_field("下步打算不超过", "同上。")
    tolerance = number_field("容许相差（字）", 0, 1000, "填 0 就是一个字也不能差。")
    causes_belong_to_problems = forms.BooleanField(label="原因分析算查摆问题", required=False)
    earlier_rectification_is_achievement = forms.BooleanField(label="上年问题的整改情况算工作总结", required=False)
    violations_block = forms.BooleanField(
        label="不符合要求的不收", required=False, help_text="不勾选：照收，只提醒书记，组织部也看得到。"
    )
    speech_minutes = number_field("现场述职时间（分钟）", 1, 120)
    speech_rate = number_field("每分钟大约念多少字", 50, 600)

    grade_names = forms.CharField(label="等次名称", max_length=60, help_text="四个，从高到低，用顿号隔开。")
    best_at_most = share_field("最高等次不超过", "占人数的比例。不填就不限。", required=False)
    lower_at_least = share_field("第二等次及以下不低于", "占人数的比例。不填就不限。", required=False)
    rounding = forms.ChoiceField(label="名额有小数时", choices=Cycle.Rounding)
    uses_poll = forms.BooleanField(
        label="会上进行民主测评", required=False, help_text="测评结果只作参考之一，不决定等次。"
    )
    objection_days = number_field("对等次有异议的提出期限（天）", 0, 60)
    ticked_by = forms.ChoiceField(label="整改完成由谁打√", choices=Cycle.TickedBy)
    remind_before = days_field("到期前几天提醒", "用顿号隔开，0 是当天。不填就不提前提醒。交稿和整改都按这个。")
    remind_after = days_field("逾期几天催办", "用顿号隔开。催完仍没有办的，请组织员打电话。上级书记不催。")
    reason = forms.CharField(
        label="改动要求的原因",
        max_length=200,
        required=False,
        help_text="已有报告按原来的要求检查过。只有改动了字数、占比、时间，才需要写。",
    )

    def __init__(self, *args: Any, used: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, name in CLAUSE_KEYS.items():
            clause = CLAUSES[key]
            label = forms.CharField(label=f"“{clause.label}”现在的条号", max_length=30, required=False)
            quote = forms.CharField(
                label=f"“{clause.label}”现在的原文",
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3, "placeholder": clause.quote}),
            )
            self.fields[f"label_{name}"], self.fields[f"quote_{name}"] = label, quote
        if used:
            self.fields["year"].disabled = True
        else:
            del self.fields["reason"]

    def sections(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Return (heading, hint, fields) in the order of the page."""
        clauses = [f"{part}_{name}" for name in CLAUSE_KEYS.values() for part in ("label", "quote")]
        plan = (
            ("通知", "", ["year", "notice_title", "issued_on", "notice_file", "focus_points"]),
            ("对报告的要求", "通知三之2、四之2", [*NUMBERS[:1], *SHARES, "tolerance", "causes_belong_to_problems",
             "earlier_rectification_is_achievement", "violations_block", *NUMBERS[2:], "reason"]),
            ("等次", "等次由党组织集体研究确定，这里只定名称和名额",
             ["grade_names", "best_at_most", "lower_at_least", "rounding", "objection_days"]),
            ("做法", "", ["uses_poll", "ticked_by", *REMINDERS]),
            ("条文原文", "页面上引用的条文。不填就用系统自带的那份通知", clauses),
        )  # fmt: skip
        return [(head, hint, [self[name] for name in names if name in self.fields]) for head, hint, names in plan]

    def clean_notice_file(self) -> UploadedFile | None:
        """Refuse what is too long or no document; the content is only kept and handed on."""
        file: UploadedFile | None = self.cleaned_data["notice_file"]
        if file is None:
            return None
        if (file.size or 0) > MAX_FILE_BYTES:
            raise forms.ValidationError(refuse_too_large(file.size or 0).message)
        if not (file.name or "").lower().endswith(NOTICE_SUFFIXES):
            raise forms.ValidationError("通知文件请用 PDF、OFD 或 Word 格式。")
        return file

    def clean_grade_names(self) -> list[str]:
        """Return the four names."""
        names = [
            name.strip() for name in self.cleaned_data["grade_names"].replace(",", "、").replace("，", "、").split("、")
        ]
        if len(names) != len(GRADE_NAMES) or len(set(names)) != len(names) or not all(names):
            raise forms.ValidationError("请写四个不同的名称，从高到低，用顿号隔开，例如“好、较好、一般、差”。")
        return names

    def clean_focus_points(self) -> list[str]:
        """Return the lines."""
        try:
            return list(parse_focus(self.cleaned_data["focus_points"]))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_remind_before(self) -> list[int]:
        """Return the days, the earliest reminder first."""
        return sorted(_days(self.cleaned_data["remind_before"]), reverse=True)

    def clean_remind_after(self) -> list[int]:
        """Return the days; the day itself is not after it."""
        days = sorted(_days(self.cleaned_data["remind_after"]))
        if 0 in days:
            raise forms.ValidationError("逾期从第 1 天算起；当天提醒请写在上一栏。")
        return days

    def clean(self) -> dict[str, Any]:
        """Read the shares; a stored share is a text such as 1/3."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in (*SHARES, "best_at_most", "lower_at_least"):
            if cleaned.get(name):
                try:
                    cleaned[name] = str(parse_share(cleaned[name]))
                except ValueError as error:
                    self.add_error(name, str(error))
        for name in CLAUSE_KEYS.values():
            if bool(cleaned.get(f"label_{name}")) != bool(cleaned.get(f"quote_{name}")):
                self.add_error(f"quote_{name}", "条号和原文请一起填，或者都不填。")
        return cleaned

    def limits(self) -> ReportLimits:
        """Return what is asked of reports."""
        values = {field.name: self.cleaned_data[field.name] for field in fields(ReportLimits)}
        return ReportLimits(**{**values, **{name: Fraction(values[name]) for name in SHARES}})

    def values(self) -> dict[str, Any]:
        """Return what stands on the cycle beside the limits and the file."""
        data = self.cleaned_data
        clauses = {
            key: {"label": data[f"label_{name}"], "quote": data[f"quote_{name}"]}
            for key, name in CLAUSE_KEYS.items()
            if data[f"quote_{name}"]
        }
        head = {name: data[name] for name in ("year", "notice_title", "issued_on")}
        return {**head, **{name: data[name] for name in VALUES}, "own_clauses": clauses}


def _days(text: str) -> tuple[int, ...]:
    try:
        return parse_days(text)
    except ValueError as error:
        raise forms.ValidationError(str(error)) from error


def initial_values(limits: ReportLimits, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form starts from: limits, and the values of a cycle where there is one."""
    shown = {field.name: getattr(limits, field.name) for field in fields(ReportLimits)}
    shown |= {name: share_name(str(shown[name])) for name in SHARES}
    shown |= {"grade_names": list(GRADE_NAMES), "objection_days": 5, **values}
    for name in ("best_at_most", "lower_at_least"):
        shown[name] = share_name(shown[name]) if shown.get(name) else ""
    lists = {"remind_before": default_before(), "remind_after": default_after()} | shown
    days = {name: "、".join(map(str, lists[name])) for name in REMINDERS}
    focus = "\n".join(shown.get("focus_points", ()))
    return {**shown, **days, "focus_points": focus, "grade_names": "、".join(shown["grade_names"])}


def cycle_values(cycle: Cycle) -> dict[str, Any]:
    """Return a cycle as the form shows it."""
    values = {name: getattr(cycle, name) for name in ("year", "notice_title", "issued_on", *VALUES)}
    for key, words in cycle.own_clauses.items():
        name = CLAUSE_KEYS.get(key, "")
        values |= {f"label_{name}": words["label"], f"quote_{name}": words["quote"]}
    return initial_values(cycle.limits, values)
