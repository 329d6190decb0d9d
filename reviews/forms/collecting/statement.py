"""Who reports how: one page for all statements of a round."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import Person
from reviews.models import Statement
from reviews.services.collecting.statement import ModeChoice


@dataclass(frozen=True, slots=True)
class ModeRow:
    """A statement with its three fields."""

    statement: Statement
    mode: forms.BoundField
    reason: forms.BoundField
    approver: forms.BoundField


class ModesForm(forms.Form):
    """Three fields a statement; who does not report needs a reason and an approver (DOMAIN §1)."""

    def __init__(self, *args: Any, statements: Sequence[Statement], approvers: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statements = statements
        choices = [("", "批准人"), *((person.pk, person.name) for person in approvers)]
        self.approvers = {person.pk: person for person in approvers}
        for one in statements:
            who = one.person.name
            self.fields[f"mode-{one.pk}"] = forms.ChoiceField(
                label=f"{who}的述职方式", choices=Statement.Mode, initial=one.mode, widget=_select(f"{who}的述职方式")
            )
            self.fields[f"reason-{one.pk}"] = forms.CharField(
                label=f"{who}不述职的原因",
                max_length=200,
                required=False,
                initial=one.mode_reason,
                widget=forms.TextInput(
                    attrs={"class": "form-control", "placeholder": "原因", "aria-label": f"{who}不述职的原因"}
                ),
            )
            self.fields[f"approver-{one.pk}"] = forms.TypedChoiceField(
                label=f"{who}不述职的批准人",
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=one.mode_approved_by_id,
                widget=_select(f"{who}不述职的批准人"),
            )

    def rows(self) -> list[ModeRow]:
        """Return the statements with their fields."""
        names = ("mode", "reason", "approver")
        return [ModeRow(one, *(self[f"{name}-{one.pk}"] for name in names)) for one in self.statements]

    def clean(self) -> dict[str, Any]:
        """Ask for a reason and an approver where somebody does not report."""
        for one in self.statements:
            choice = self._choice(one.pk)
            if choice.mode != Statement.Mode.NOT_THIS_YEAR:
                continue
            if not choice.reason:
                self.add_error(f"reason-{one.pk}", "请写明不述职的原因。")
            if choice.approved_by is None:
                self.add_error(f"approver-{one.pk}", "请选择批准人。")
        return self.cleaned_data

    def choices(self) -> dict[int, ModeChoice]:
        """Return what was chosen, by statement."""
        return {one.pk: self._choice(one.pk) for one in self.statements}

    def _choice(self, pk: int) -> ModeChoice:
        data = self.cleaned_data
        approver = self.approvers.get(data.get(f"approver-{pk}") or 0)
        return ModeChoice(data.get(f"mode-{pk}", ""), data.get(f"reason-{pk}", ""), approver)


def _select(label: str) -> forms.Select:
    return forms.Select(attrs={"class": "form-select", "aria-label": label})
