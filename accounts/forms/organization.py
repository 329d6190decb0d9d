"""Forms around an organization."""

from typing import Any

from django import forms

from accounts.models import Organization, Person


class TreeForm(forms.Form):
    """Looking for an organization or a person by name; nonsense in the address is ignored."""

    q = forms.CharField(
        label="党组织、姓名或工号",
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"class": "form-control", "type": "search", "placeholder": "党组织、姓名或工号", "aria-label": "党组织、姓名或工号"}
        ),
    )  # fmt: skip

    def chosen(self) -> str:
        """Return what is looked for, or an empty text."""
        self.is_valid()
        return str(self.cleaned_data.get("q", ""))


class OrganizationForm(forms.Form):
    """What an organization is called and where it stands among its neighbours."""

    name = forms.CharField(label="全称", max_length=80, error_messages={"required": "请填写全称。"})
    short = forms.CharField(
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


class MoveForm(forms.Form):
    """Under which organization it is to stand; only what the person may build below, and not below itself."""

    parent = forms.ModelChoiceField(
        label="新的上级党组织",
        queryset=Organization.objects.none(),
        empty_label="请选择",
        error_messages={"required": "请选择新的上级党组织。", "invalid_choice": "请从列表里选一个党组织。"},
    )

    def __init__(self, *args: Any, person: Person, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        assert isinstance(field, forms.ModelChoiceField)
        above = [Organization.Kind.COMMITTEE, Organization.Kind.GENERAL_BRANCH]
        mine = Organization.objects.rooted_by(person).filter(kind__in=above)
        field.queryset = mine.exclude(path__startswith=organization.path).order_by("path")
