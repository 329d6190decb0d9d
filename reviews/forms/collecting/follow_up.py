"""The author's word on one earlier matter."""

from collections.abc import Iterable

from django import forms

from reviews.rules.collecting.follow_up import Promise


class FollowUpForm(forms.Form):
    """Which matter, and whether the report mentions it."""

    key = forms.ChoiceField(error_messages={"invalid_choice": "这一件已经不在单子上了，请看新的页面。"})
    mentioned = forms.TypedChoiceField(
        choices=(("yes", "已写到"), ("no", "未提及")), coerce=lambda value: value == "yes"
    )

    def __init__(self, data: object, *, known: Iterable[Promise]) -> None:
        super().__init__(data)
        self.fields["key"].choices = [(one.key, one.text) for one in known]
