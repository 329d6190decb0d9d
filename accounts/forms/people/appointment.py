"""Forms that give posts and take them back."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.forms.house.day import DayField
from accounts.forms.house.seen import SeenForm
from accounts.forms.house.spelling import MobileField, NameField, NumberField
from accounts.models import Appointment, Person
from accounts.rules.people.roster.values import key_of

DAY_ERRORS = {"required": "请填日期，例如 2026-09-01。", "invalid": "日期没有看懂，请按 2026-09-01 这样填写。"}
NUMBER = r"^[0-9A-Za-z-]+\Z"
ROLES = [(role.value, role.label) for role in Appointment.KEPT_ROLES]


def _day(label: str, hint: str) -> DayField:
    return DayField(label=label, help_text=hint, error_messages=DAY_ERRORS)


class AppointForm(forms.Form):
    """Who takes which post. The person is named by 工号 and 姓名 together, so that nobody is picked by mistake."""

    staff_number = NumberField(
        NUMBER, label="工号", max_length=20,
        error_messages={"required": "请填写工号。", "invalid": "工号由数字、字母或短横组成。"},
        help_text="系统里还没有的人，会按这里填的新建。",
    )  # fmt: skip
    name = NameField(label="姓名", max_length=40, error_messages={"required": "请填写姓名。"})
    mobile = MobileField(help_text="新建的人才用得上，可以不填。")
    role = forms.ChoiceField(label="职务", choices=ROLES)
    starts = _day("任职日期", "从这一天起有权办理。")

    def __init__(self, *args: Any, is_top: bool = False, **kwargs: Any) -> None:
        """``is_top``: the department's own posts are given by the security administrator (DESIGN §4)."""
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(role, label) for role, label in ROLES if not is_top or role != Appointment.Role.ORGANIZER]

    def clean(self) -> dict[str, Any]:
        """Find who is meant; 工号 and 姓名 must agree."""
        cleaned = super().clean() or self.cleaned_data
        number, name = cleaned.get("staff_number"), cleaned.get("name")
        cleaned["person"] = Person.objects.numbered(number).first() if number else None
        if name and cleaned["person"] and key_of(cleaned["person"].name) != key_of(name):
            self.add_error("name", "工号和姓名对不上，请核对。")
        return cleaned


class HandOverForm(AppointForm):
    """Who takes over; the one in office leaves the day before."""

    field_order = ("starts", "staff_number", "name", "mobile", "role")
    starts = _day("接任日期", "原任的最后一天是它的前一天。")

    def __init__(self, *args: Any, post: Appointment, **kwargs: Any) -> None:
        super().__init__(*args, initial={"starts": timezone.localdate(), "role": post.role}, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        alike = Appointment.REVIEWED_ROLES if post.leads else (post.role,)
        field.choices = [(role, label) for role, label in ROLES if role in alike]


class EndForm(forms.Form):
    """The last day in office."""

    ends = _day("最后一天", "这一天还有权办理，第二天起没有。")

    def __init__(self, *args: Any, starts: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.starts = starts

    def clean_ends(self) -> date:
        """Refuse a day before the first one."""
        ends: date = self.cleaned_data["ends"]
        if ends < self.starts:
            raise forms.ValidationError(f"任职日期是 {self.starts:%Y-%m-%d}，最后一天不能更早。")
        return ends


class CorrectForm(SeenForm):
    """The days of a post as they really were, and why they are corrected."""

    starts = _day("任职日期", "")
    ends = DayField(
        label="最后一天", required=False, help_text="仍在任就空着。",
        error_messages=DAY_ERRORS,
    )  # fmt: skip
    reason = forms.CharField(
        label="为什么更正", max_length=200, help_text="例如：任职文件上是 9 月 1 日，登记时写错。记入审计。",
        error_messages={"required": "请写一句为什么更正。"},
    )  # fmt: skip
    withdraw = forms.BooleanField(
        label="这个任职是误登的，整条撤销", required=False,
        help_text="从来没有任过才勾选；已经有述职任务的撤销不了。",
    )  # fmt: skip

    def __init__(self, *args: Any, post: Appointment, **kwargs: Any) -> None:
        super().__init__(*args, initial={"starts": post.starts, "ends": post.ends}, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", f"最后一天早于任职日期 {starts:%Y-%m-%d}。请核对这两个日期。")
        return cleaned
