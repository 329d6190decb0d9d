"""Giving the posts that stand apart, and looking for who holds which."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from accounts.forms.house.day import DayField
from accounts.forms.house.spelling import NameField, NumberField
from accounts.forms.people.appointment import DAY_ERRORS, NUMBER
from accounts.models import Appointment, Person
from accounts.rules.people.roster.values import key_of
from accounts.services.people.rights import GIVEN

LABELS = {Appointment.Role.ORGANIZER: "组织部组织员"}
KINDS = [
    ("", "全部"), ("guarding", "三类管理员"), ("department", "组织部"), ("organizer", "组织员"), ("leading", "书记"),
]  # fmt: skip


class RightForm(forms.Form):
    """Whom to give what; 工号 and 姓名 must agree, so that nobody is picked by mistake."""

    staff_number = NumberField(
        NUMBER, label="工号", max_length=20,
        error_messages={"required": "请填写工号。", "invalid": "工号由数字、字母或短横组成。"},
        help_text="要先有账号；没有的请系统管理员新建。",
    )  # fmt: skip
    name = NameField(label="姓名", max_length=40, error_messages={"required": "请填写姓名。"})
    role = forms.ChoiceField(label="权限")
    starts = DayField(label="从哪一天起", error_messages=DAY_ERRORS)

    def __init__(self, *args: Any, roles: Sequence[str] = GIVEN, **kwargs: Any) -> None:
        super().__init__(*args, initial={"starts": timezone.localdate()}, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(role.value, LABELS.get(role, role.label)) for role in GIVEN if role in roles]

    def clean(self) -> dict[str, Any]:
        """Find who is meant."""
        cleaned = super().clean() or self.cleaned_data
        number, name = cleaned.get("staff_number"), cleaned.get("name")
        cleaned["person"] = Person.objects.numbered(number).first() if number else None
        if number and name and (not cleaned["person"] or key_of(cleaned["person"].name) != key_of(name)):
            self.add_error("name", "没有这样一个账号：工号和姓名对不上，或者还没有新建。")
        return cleaned


class RightsForm(forms.Form):
    """What is looked for among the posts; nonsense in the address is ignored."""

    q = forms.CharField(
        label="查找", required=False, max_length=40,
        widget=forms.TextInput(attrs={"class": "form-control", "placeholder": "姓名、工号或党组织", "aria-label": "查找"}),
    )  # fmt: skip
    kind = forms.ChoiceField(required=False, choices=KINDS)
    after = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def chosen(self) -> tuple[str, str, int]:
        """Return the words, the kind of post, and after which post to go on."""
        self.is_valid()
        data = self.cleaned_data
        return data.get("q", "").strip(), data.get("kind", ""), data.get("after") or 0
