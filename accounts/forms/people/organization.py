"""Forms around an organization."""

import re
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.forms.house.day import DayField
from accounts.forms.house.seen import SeenForm
from accounts.forms.house.spelling import NameField
from accounts.models import Organization, Person

NUMBER = re.compile(r"[0-9]{1,18}")
LISTED = 30  # candidates to choose from at once
DAY_ERRORS = {"required": "请填日期，例如 2026-09-01。", "invalid": "日期没有看懂，请按 2026-09-01 这样填写。"}


class TreeForm(forms.Form):
    """Looking for an organization or a person; nonsense in the address is ignored."""

    q = forms.CharField(
        label="党组织、姓名或工号",
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "class": "form-control",
                "type": "search",
                "placeholder": "名称、姓名、工号或拼音首字母",
                "aria-label": "党组织、姓名、工号或拼音首字母",
            }
        ),
    )
    vacant = forms.BooleanField(required=False)
    ended = forms.BooleanField(required=False)
    after = forms.IntegerField(required=False)
    beyond = forms.CharField(required=False, max_length=20)

    def chosen(self) -> dict[str, Any]:
        """Return what is asked for, with nothing for what makes no sense."""
        self.is_valid()
        empty = {"q": "", "vacant": False, "ended": False, "after": None, "beyond": ""}
        return empty | self.cleaned_data


class OrganizationForm(forms.Form):
    """What an organization is called and where it stands among its neighbours."""

    name = NameField(label="全称", max_length=80, error_messages={"required": "请填写全称。"})
    short = NameField(
        label="简称", max_length=40, help_text="名单和表格里用的短名称。", error_messages={"required": "请填写简称。"}
    )
    kind = forms.ChoiceField(label="类别", choices=Organization.Kind.choices, initial=Organization.Kind.BRANCH)
    position = forms.IntegerField(
        label="规定序",
        min_value=0,
        max_value=9999,
        initial=0,
        help_text="在同一个上级之下排第几；各处名单都按它排列。",
        error_messages={"invalid": "请填一个整数，例如 3。", "required": "请填规定序，例如 3。"},
    )

    def clean_name(self) -> str:
        """Keep the name free of what the roster uses to write 上级/本级."""
        name: str = self.cleaned_data["name"]
        if "/" in name or "／" in name:
            raise forms.ValidationError("全称里不要用斜杠。")
        return name


class ChangeForm(SeenForm, OrganizationForm):
    """The same, and for a new name whether it is a rename from a day on or had been written wrongly."""

    CORRECTION, RENAME = "correction", "rename"

    naming = forms.ChoiceField(
        label="名称如有改动，是",
        choices=[(CORRECTION, "更正：原来写错了"), (RENAME, "更名：从某一天起用新名称")],
        widget=forms.RadioSelect,
        initial=CORRECTION,
        required=False,
        help_text="登记更名时已经开始的评议和材料，仍用原来的名称；更正的，没有归档的年度一起改过来。",
    )
    since = DayField(
        label="从哪一天起用新名称",
        required=False,
        help_text="只在更名时填。",
        error_messages=DAY_ERRORS,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the day of a rename; a correction has none."""
        cleaned = super().clean() or self.cleaned_data
        renames = cleaned.pop("naming", "") == self.RENAME
        if renames and "since" in cleaned:
            if not cleaned["since"]:
                self.add_error("since", "请填从哪一天起用新名称，例如 2026-09-01。")
            elif cleaned["since"] > timezone.localdate():
                self.add_error("since", "这一天还没有到，请到那一天再改。")
        elif not renames:
            cleaned["since"] = None
        return cleaned


class CandidateField(forms.ModelChoiceField):
    """One organization out of many: only what is looked for is listed, any of ``queryset`` may be chosen."""

    widget = forms.RadioSelect

    def list_candidates(self, sought: str, *, near: Q, chosen: str | None) -> bool:
        """List what is looked for, or what is near, with the one chosen; return whether there may be more."""
        listed = self.queryset.matching(sought).order_by("path") if sought else self.queryset.filter(near).in_order()
        found = list(listed.select_related("parent")[: LISTED + 1])
        more = len(found) > LISTED or not sought
        if NUMBER.fullmatch(chosen or "") and int(chosen or 0) not in {one.pk for one in found[:LISTED]}:
            found = [*self.queryset.select_related("parent").filter(pk=int(chosen or 0)), *found]
        self.choices = [(one.pk, self.label_from_instance(one)) for one in found[:LISTED]]
        return more

    def label_from_instance(self, obj: Organization) -> str:
        """Name it with its kind and its superior."""
        above = f"，属于{obj.parent.short}" if obj.parent else ""
        return f"{obj.name}（{obj.get_kind_display()}{above}）"


class SeekForm(forms.Form):
    """What candidates are looked for."""

    q = forms.CharField(
        label="查找党组织", required=False, max_length=40,
        widget=forms.TextInput(
            attrs={"class": "form-control", "type": "search", "placeholder": "名称或拼音首字母", "aria-label": "查找党组织"}
        ),
    )  # fmt: skip

    def chosen(self) -> str:
        """Return what is looked for, or an empty text."""
        self.is_valid()
        return str(self.cleaned_data.get("q", ""))


def _rooms(person: Person, organization: Organization) -> QuerySet[Organization]:
    """Return where ``person`` may put what stands in ``organization``: not below itself, nowhere that has ended."""
    mine = Organization.objects.rooted_by(person).living()
    return mine.exclude(path__startswith=organization.path)


class MoveForm(forms.Form):
    """Under which organization it is to stand; only what the person may build below, and not below itself."""

    parent = CandidateField(
        label="新的上级党组织",
        queryset=Organization.objects.none(),
        error_messages={"required": "请选择新的上级党组织。", "invalid_choice": "请从列表里选一个党组织。"},
    )

    def __init__(
        self, *args: Any, person: Person, organization: Organization, sought: str = "", **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        assert isinstance(field, CandidateField)
        field.queryset = _rooms(person, organization).reviewing().exclude(pk=organization.parent_id)
        above = organization.parent
        grand = above.parent_id if above else None
        near = Q(parent=organization.parent_id) | Q(pk=grand) | Q(parent=grand)
        self.more = field.list_candidates(sought, near=near, chosen=self.data.get("parent"))


class EndingForm(forms.Form):
    """The last day, and into which organization it is merged, if into any."""

    DISSOLVE, MERGE = "dissolve", "merge"

    how = forms.ChoiceField(
        label="怎样办",
        choices=[(DISSOLVE, "撤销"), (MERGE, "并入另一个党组织，下级一起过去")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择撤销还是并入。", "invalid_choice": "请选择撤销还是并入。"},
    )
    on = DayField(
        label="最后一天",
        help_text="这里现任的职务都到这一天为止。",
        error_messages=DAY_ERRORS,
    )
    successor = CandidateField(
        label="并入哪个党组织", queryset=Organization.objects.none(), required=False,
        error_messages={"invalid_choice": "请从列表里选一个党组织。"},
    )  # fmt: skip

    def __init__(
        self, *args: Any, person: Person, organization: Organization, sought: str = "", **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        field = self.fields["successor"]
        assert isinstance(field, CandidateField)
        rooms = _rooms(person, organization)
        field.queryset = rooms.reviewing() if organization.children.living().exists() else rooms
        near = Q(parent=organization.parent_id)
        self.more = field.list_candidates(sought, near=near, chosen=self.data.get("successor"))

    @property
    def choice(self) -> dict[str, Any]:
        """What the services ask for, of a valid form."""
        return {name: self.cleaned_data[name] for name in ("successor", "on")}

    def clean_on(self) -> date:
        """Refuse a day that has not come."""
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError("这一天还没有到，请到那一天再登记。")
        return on

    def clean(self) -> dict[str, Any]:
        """A merger needs a successor; a dissolution has none."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("how") == self.DISSOLVE:
            cleaned["successor"] = None
        elif cleaned.get("how") == self.MERGE and "successor" in cleaned and not cleaned["successor"]:
            self.add_error("successor", "请选择并入哪个党组织；列表里没有的，写几个字查找。")
        return cleaned
