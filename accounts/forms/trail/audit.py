"""What the auditor looks for in the trail."""

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.forms.house.day import DayField
from accounts.rules.trail.audit import Search


class AuditForm(forms.Form):
    """A period, a person, an operation, a kind of object; nonsense in the address is ignored field by field."""

    start = DayField(label="从", required=False)
    end = DayField(label="到", required=False)
    who = forms.CharField(
        label="操作人", required=False, max_length=40, widget=forms.TextInput(attrs={"placeholder": "姓名或工号"})
    )
    verb = forms.ChoiceField(label="操作", required=False)
    kind = forms.ChoiceField(label="对象类别", required=False)
    object_id = forms.IntegerField(required=False, min_value=0, max_value=2**62, widget=forms.HiddenInput)
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def __init__(self, *args: Any, verbs: Sequence[str], kinds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("verb", [(verb, verb) for verb in verbs]), ("kind", kinds)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "全部"), *choices]
        for field in self.fields.values():
            is_choice = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "form-select" if is_choice else "form-control"

    def search(self) -> Search:
        """Return what is looked for."""
        self.is_valid()
        asked = {name: self.cleaned_data.get(name) for name in Search.__dataclass_fields__}
        return Search(**{name: value for name, value in asked.items() if value not in {None, ""}})

    def before_or_none(self) -> int | None:
        """Return the id of the line above the page, or None for the first page."""
        self.is_valid()
        return self.cleaned_data.get("before")
