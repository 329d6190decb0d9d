"""The 测评票 itself, on a phone and typed in from paper. It cleans; it does not act."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from reviews.models import Statement
from reviews.rules.hearing.grade import GRADES, grade_name

LONGEST_TOKEN = 60
LONGEST_REMARK = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One secretary on the sheet: ``chosen`` is the grade's name, "" where it is left blank."""

    number: int
    statement: Statement
    grade: BoundField
    remark: BoundField | None
    chosen: str

    @property
    def written(self) -> str:
        """What was written beside it."""
        return (self.remark.value() or "").strip() if self.remark else ""


class DoorForm(forms.Form):
    """A slip: scanned, or typed from paper."""

    slip = forms.CharField(
        label="票签上的短码",
        max_length=LONGEST_TOKEN,
        error_messages={"required": "请输入票签上的短码。", "max_length": "短码没有这么长，请对照票签再输一次。"},
    )


class SheetForm(forms.Form):
    """A choice for each statement, none of them required (不画为弃权), and perhaps a remark."""

    def __init__(
        self, *args: Any, statements: Sequence[Statement], names: Sequence[str], asks_remarks: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.statements, self.names, self.asks_remarks = statements, names, asks_remarks
        choices = [(grade.value, grade_name(grade, names)) for grade in GRADES]
        for one in statements:
            self.fields[f"g{one.pk}"] = forms.ChoiceField(
                label=one.person.name, choices=choices, required=False, widget=forms.RadioSelect
            )
            if asks_remarks:
                self.fields[f"r{one.pk}"] = forms.CharField(
                    label=f"对{one.person.name}同志的意见",
                    required=False,
                    max_length=LONGEST_REMARK,
                    error_messages={"max_length": f"意见最多 {LONGEST_REMARK} 字，现在有 %(show_value)d 字。"},
                )

    def lines(self) -> Iterator[Line]:
        """Yield the secretaries as they stand on the sheet."""
        for number, one in enumerate(self.statements, start=1):
            bound = self[f"g{one.pk}"]
            chosen = bound.value() if bound.value() in GRADES else ""
            remark = self[f"r{one.pk}"] if self.asks_remarks else None
            yield Line(number, one, bound, remark, grade_name(chosen or "", self.names))

    def chosen(self) -> dict[str, str]:
        """Return statement id → grade, without the blank ones."""
        return {
            str(one.pk): self.cleaned_data[f"g{one.pk}"] for one in self.statements if self.cleaned_data[f"g{one.pk}"]
        }

    def remarks(self) -> dict[int, str]:
        """Return statement id → what was written."""
        return {one.pk: self.cleaned_data.get(f"r{one.pk}", "") for one in self.statements}


class PaperForm(SheetForm):
    """A paper sheet: the code printed on it, the choices, or that it is void."""

    slip = forms.CharField(
        label="票上的短码",
        max_length=LONGEST_TOKEN,
        widget=forms.TextInput(
            attrs={"class": "form-control", "autocomplete": "off", "autofocus": True, "spellcheck": "false"}
        ),
        error_messages={"required": "请输入这张纸票上印的短码。"},
    )
    is_void = forms.BooleanField(
        label="这张作废",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        help_text="一位述职人画了两档、涂改看不清、或不是印发的票。作废票只计张数，不计所选。",
    )

    def clean(self) -> dict[str, Any]:
        """A void sheet carries no choices."""
        given = super().clean() or {}
        if given.get("is_void") and any(value for name, value in given.items() if name.startswith("g")):
            self.add_error("is_void", "已选了等次。确实作废，请先清空所选；没有作废，请取消这个勾。")
        return given
