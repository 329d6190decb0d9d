"""Forms of those who trace the effects: filters, campaigns, circulars."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import Appointment, Organization, Person
from rectification.forms.day import DayField, words
from rectification.models import Item
from rectification.rules.item import LABELS


class SupervisionForm(forms.Form):
    """What is looked for; nonsense in the address is ignored."""

    standing = forms.ChoiceField(
        required=False, choices=[("", "全部"), *((one.value, label) for one, label in LABELS.items())]
    )
    organization = forms.TypedChoiceField(
        required=False, empty_value=None, widget=forms.Select(attrs={"class": "form-select", "aria-label": "党组织"})
    )
    after = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def __init__(self, *args: Any, organizations: Sequence[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(one.pk): one for one in organizations}
        self.fields["organization"].choices = [("", "全部党组织"), *((key, one.short) for key, one in by_key.items())]
        self.fields["organization"].coerce = by_key.__getitem__

    def chosen(self) -> dict[str, Any]:
        """Return the filters that make sense."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class LeaderField(forms.ModelChoiceField):
    """A secretary, chosen by the post."""

    def label_from_instance(self, obj: Appointment) -> str:
        """Name the person and of what they are secretary: two may have the same name."""
        return f"{obj.person.name}（{obj.organization.short}）"


class CampaignForm(forms.Form):
    """A problem that stands across branches, and the secretary who leads (N3.5b)."""

    title = forms.CharField(label="整治什么", max_length=80, error_messages={"required": "请写明整治什么问题。"})
    led_by = LeaderField(
        Appointment.objects.none(),
        label="牵头的书记",
        empty_label="请选择",
        error_messages={"required": "请选牵头的书记。", "invalid_choice": "这位同志现在不是书记了，请另选一位。"},
    )
    until = DayField(label="完成时限")
    plan = words(3, longest=2000, label="怎么整治")

    def __init__(self, *args: Any, leaders: QuerySet[Appointment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["led_by"].queryset = leaders

    def clean_led_by(self) -> Person:
        """Return the person in that post."""
        post: Appointment = self.cleaned_data["led_by"]
        return post.person


class CampaignItemsForm(forms.Form):
    """Which items belong to a campaign."""

    items = forms.ModelMultipleChoiceField(Item.objects.none(), required=False)

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].queryset = items

    @property
    def chosen(self) -> Iterable[Item]:
        """The chosen items."""
        return self.cleaned_data["items"]


class CircularForm(forms.Form):
    """The demand at a circular's end."""

    demand = words(5, longest=2000, label="下一步要求")
