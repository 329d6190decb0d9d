"""The board's filters."""

from django import forms

from reviews.models import Statement


class BoardForm(forms.Form):
    """What the organizer looks for; nonsense in the address is ignored."""

    STATES = (
        ("", "全部"),
        ("missing", "未交"),
        ("handed_in", "待审"),
        ("violating", "不符合"),
        ("returned", "已退回"),
        ("accepted", "已接收"),
    )
    state = forms.ChoiceField(choices=STATES, required=False)
    mode = forms.ChoiceField(
        label="述职方式",
        required=False,
        choices=[("", "现场和书面"), *Statement.Mode.choices],
        widget=forms.Select(attrs={"class": "form-select", "aria-label": "述职方式"}),
    )
    q = forms.CharField(
        label="姓名或党组织",
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "class": "form-control",
                "type": "search",
                "placeholder": "姓名或党组织",
                "aria-label": "姓名或党组织",
            }
        ),
    )

    def chosen(self) -> dict[str, str]:
        """Return the filters that make sense, empty strings for the rest."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class RoundsForm(forms.Form):
    """Looking for a round by its organization; nonsense in the address is ignored."""

    q = forms.CharField(
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"class": "form-control", "type": "search", "placeholder": "党组织名称", "aria-label": "党组织名称"}
        ),
    )

    def chosen(self) -> str:
        """Return what is looked for, or an empty text."""
        self.is_valid()
        return str(self.cleaned_data.get("q", ""))
