"""Forms around an evaluation. They clean; they do not act."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from reviews.models import Evaluation
from reviews.rules.concluding.evaluation import FIELDS
from reviews.rules.hearing.grade import GRADES
from reviews.services.concluding.evaluation import Writing

LONGEST = 3000  # 字 of one text
MOST_COPIES = 60


def _text(label: str, hint: str, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows, "class": "form-control", "placeholder": hint, "form": "evaluation"}),
        error_messages={"max_length": f"最多 {LONGEST} 字，现在有 %(show_value)d 字，请写短一些。"},
    )


class EvaluationForm(forms.Form):
    """Both texts of evidence, both sides of the opinion, the grade; ``version`` is what the page showed, 0 for none.

    The fields stand in different places of the page; ``form="evaluation"`` ties them together.
    """

    version = forms.IntegerField(
        min_value=0, widget=forms.HiddenInput, error_messages={"required": "请从综合评价的页面上保存。"}
    )
    known = _text("平时掌握", "平时看到、了解到的，一两句就行", 4)
    heard = _text("有关方面情况", "每行写一家：\n纪委：没有信访反映。", 4)
    praise = _text("肯定成绩", "做得好的，写具体的事", 7)
    problems = _text("指出问题", "一行写一个问题，写具体的事", 7)
    grade = forms.ChoiceField(label="拟定等次", required=False, widget=forms.RadioSelect)
    grade_reason = forms.CharField(
        label="拟定理由",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "form-control", "form": "evaluation"}),
        error_messages={"max_length": "理由最多 300 字，请写短一些。"},
    )

    def __init__(self, *args: Any, names: Sequence[str], allowed: Collection[str] = FIELDS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "还没有拟"), *zip(GRADES, names, strict=True)]
        self.fields["grade"].choices = choices  # type: ignore[attr-defined]
        for name in set(FIELDS) - set(allowed):
            del self.fields[name]

    def writing(self) -> Writing:
        """Return what was typed, with plain line ends; a field that the page did not have stays as it is."""
        return Writing(**self._typed())

    def _typed(self) -> dict[str, str]:
        given = self.cleaned_data
        return {name: given[name].replace("\r\n", "\n") for name in FIELDS if name in given and name in self.data}

    def differing(self, evaluation: Evaluation) -> list[tuple[str, str]]:
        """Return (label, what is stored) of the fields in which a newer ``evaluation`` differs from what was typed."""
        if self.cleaned_data.get("version") == evaluation.version:
            return []
        found = [name for name, typed in self._typed().items() if typed != _of(evaluation, name)]
        return [(str(self.fields[name].label), _shown(evaluation, name)) for name in found]


def _of(evaluation: Evaluation, name: str) -> str:
    return str(getattr(evaluation, name))


def _shown(evaluation: Evaluation, name: str) -> str:
    return evaluation.grade_name if name == "grade" else _of(evaluation, name)


class GradeForm(forms.Form):
    """One move on the board; no grade takes somebody back to those without one."""

    version = forms.IntegerField(min_value=0)
    grade = forms.ChoiceField(required=False, choices=[("", ""), *((one, one) for one in GRADES)])


class PapersForm(forms.Form):
    """How many numbered copies the meeting needs."""

    copies = forms.IntegerField(
        label="印几份",
        min_value=1,
        max_value=MOST_COPIES,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "form-control copies", "inputmode": "numeric"}),
        error_messages={
            "required": "请填要印几份。",
            "invalid": "份数请填数字。",
            "min_value": "至少印 1 份。",
            "max_value": f"一次最多 {MOST_COPIES} 份。",
        },
    )
