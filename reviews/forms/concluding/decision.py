"""Entering what the body has decided: the sitting, and a line for every secretary."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from reviews.forms.instant import day_field
from reviews.models import Decision, Statement
from reviews.rules.hearing.grade import GRADES, grade_name
from reviews.services.concluding.decision import Entry, Minutes, Verdict
from reviews.wordcheck import MAX_FILE_BYTES, refuse_too_large

SUFFIXES = (".pdf", ".ofd", ".docx", ".doc", ".wps", ".jpg", ".jpeg", ".png")
LONGEST = 3000
SITTING = ("body", "held_on", "present", "stood_aside", "result", "minutes_number", "minutes_file", "scope")


@dataclass(frozen=True, slots=True)
class Line:
    """A secretary with their fields; ``proposed`` is the proposed grade's name, ``earlier`` the one that stands."""

    statement: Statement
    grade: forms.BoundField
    praise: forms.BoundField
    problems: forms.BoundField
    take: forms.BoundField | None
    proposed: str
    earlier: str
    stored: str

    @property
    def errors(self) -> list[str]:
        """All that is wrong with the line."""
        return [error for field in (self.grade, self.praise, self.problems) for error in field.errors]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a line starts from: what is typed already, what stands, or what the evaluation proposes."""

    statement: Statement
    grade: str
    praise: str
    problems: str
    proposed: str = ""
    earlier: str = ""
    taken: bool = False


def text_field(label: str, longest: int, missing: str, **options: Any) -> forms.CharField:
    """Return a field whose errors say what is allowed and what was found."""
    errors = {"required": missing, "max_length": f"最多 {longest} 字，现在有 %(show_value)d 字。"}
    return forms.CharField(label=label, max_length=longest, error_messages=errors, **options)


class DecisionForm(forms.Form):
    """One sitting; a correction takes the lines that are ticked and says why."""

    body = text_field("研究的会议", 60, "请写是哪个会议研究的，如“党委常委会”。")
    held_on = day_field("研究日期")
    present = text_field("到会人员", 500, "请写到会的人。", widget=forms.Textarea(attrs={"rows": 2}))
    stood_aside = text_field(
        "回避人员", 300, "", required=False, help_text="涉及本人或本人所在党组织的，研究时应当回避。没有就空着。"
    )
    result = text_field("研究结果", 1000, "请写研究结果。", widget=forms.Textarea(attrs={"rows": 3}))
    minutes_number = text_field("纪要编号", 60, "", required=False)
    minutes_file = forms.FileField(
        label="纪要文件",
        required=False,
        max_length=200,
        help_text="PDF、OFD、Word 或照片，不超过 10 MB。确认之前还可以补传。",
    )
    scope = forms.ChoiceField(
        label="通报范围", choices=Decision.Scope, help_text="由会议确定。印发后，只有这个范围看得到通报。"
    )
    reason = text_field("更正原因", 300, "请写为什么更正。")
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, proposals: Sequence[Proposal], names: Sequence[str], correcting: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.proposals, self.names, self.correcting = proposals, names, correcting
        if not correcting:
            del self.fields["reason"]
        choices = [(one.value, grade_name(one, names)) for one in GRADES]
        for one in proposals:
            self._add_line(one, choices)

    def _add_line(self, one: Proposal, choices: list[tuple[str, str]]) -> None:
        pk, required = one.statement.pk, not self.correcting
        if self.correcting:
            self.fields[f"take_{pk}"] = forms.BooleanField(
                label="更正",
                required=False,
                initial=one.taken,
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            )
        self.fields[f"grade_{pk}"] = forms.ChoiceField(
            label="等次", choices=choices, required=required, initial=one.grade, widget=forms.RadioSelect,
            error_messages={"required": "请选等次。"},
        )  # fmt: skip
        for name, label, initial in (("praise", "肯定成绩", one.praise), ("problems", "指出问题", one.problems)):
            self.fields[f"{name}_{pk}"] = text_field(
                label, LONGEST, f"“{label}”还空着。", required=required, initial=initial,
                widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip

    def sitting(self) -> list[forms.BoundField]:
        """Return the fields of the sitting in the order of the page."""
        return [self[name] for name in (("reason",) if self.correcting else ()) + SITTING]

    def lines(self) -> list[Line]:
        """Return a line for every secretary, in 规定序."""
        return [
            Line(
                statement=one.statement, grade=self[f"grade_{one.statement.pk}"],
                praise=self[f"praise_{one.statement.pk}"], problems=self[f"problems_{one.statement.pk}"],
                take=self[f"take_{one.statement.pk}"] if self.correcting else None,
                proposed=grade_name(one.proposed, self.names), earlier=grade_name(one.earlier, self.names),
                stored=grade_name(one.grade, self.names) if self.is_bound else "",
            )
            for one in self.proposals
        ]  # fmt: skip

    def clean_held_on(self) -> Any:
        """Refuse a day that has not come."""
        if self.cleaned_data["held_on"] > timezone.localdate():
            raise forms.ValidationError("这一天还没有到。会议开过以后再登记。")
        return self.cleaned_data["held_on"]

    def clean_minutes_file(self) -> UploadedFile | None:
        """Refuse what is too long or no document."""
        file: UploadedFile | None = self.cleaned_data["minutes_file"]
        if file is None:
            return None
        if (file.size or 0) > MAX_FILE_BYTES:
            raise forms.ValidationError(refuse_too_large(file.size or 0).message)
        if not (file.name or "").lower().endswith(SUFFIXES):
            raise forms.ValidationError("纪要文件请用 PDF、OFD、Word 或照片。")
        return file

    def clean(self) -> dict[str, Any]:
        """Ask of a correction that somebody is ticked, and that a ticked line is whole."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.correcting:
            taken = [one for one in self.proposals if cleaned.get(f"take_{one.statement.pk}")]
            if not taken:
                self.add_error(None, "请勾选要更正的书记。")
            for one in taken:
                for name in ("grade", "praise", "problems"):
                    field = f"{name}_{one.statement.pk}"
                    if not cleaned.get(field) and field not in self.errors:
                        self.add_error(field, self.fields[field].error_messages["required"])
        return cleaned

    def entry(self) -> Entry:
        """Return what was typed."""
        data, file = self.cleaned_data, self.cleaned_data["minutes_file"]
        return Entry(
            **{name: _plain(data[name]) for name in SITTING if name != "minutes_file"},
            reason=data.get("reason", ""),
            minutes=Minutes(file.read(), file.name) if file else None,
            verdicts=[
                Verdict(pk, data[f"grade_{pk}"], _plain(data[f"praise_{pk}"]), _plain(data[f"problems_{pk}"]))
                for pk in (one.statement.pk for one in self.proposals)
                if not self.correcting or data[f"take_{pk}"]
            ],
        )


def _plain(value: Any) -> Any:
    """Return a text with one kind of line break, so that the same text again is seen to be the same."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


class SeenForm(forms.Form):
    """What a button acts on: the version that the page showed, and perhaps why something is left open."""

    seen = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)
    reason = forms.CharField(label="原因", max_length=200, required=False)
    shown = forms.CharField(max_length=20000, required=False, widget=forms.HiddenInput)
