"""Moving a round: where to, from where it was seen, and why."""

from django import forms

from reviews.models import Round


class StageForm(forms.Form):
    """``stage`` is where the page showed the round."""

    stage = forms.ChoiceField(choices=Round.Stage, error_messages={"required": "请从本轮评议的页面操作。"})
    to = forms.ChoiceField(choices=Round.Stage, error_messages={"required": "请从本轮评议的页面操作。"})
    reason = forms.CharField(max_length=200, required=False, strip=True)
