"""How the hierarchy is to be drawn; nonsense in the address is ignored."""

from django import forms

LEVELS = [("2", "画两级"), ("1", "只画一级")]
PAPERS = [("a4", "A4 横放"), ("a3", "A3 横放")]


class ChartForm(forms.Form):
    """How many levels, for which paper."""

    levels = forms.ChoiceField(label="画几级", choices=LEVELS, required=False)
    paper = forms.ChoiceField(label="纸张", choices=PAPERS, required=False)

    def chosen(self) -> tuple[int, str]:
        """Return levels and paper: two levels on A4 unless something else is asked for."""
        self.is_valid()
        return int(self.cleaned_data.get("levels") or 2), self.cleaned_data.get("paper") or "a4"
