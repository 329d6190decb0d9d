"""Where somebody wants to be reminded, and which page of the reminders they look at."""

from typing import Any

from django import forms

from accounts.models import Person


class ReminderSettingsForm(forms.Form):
    """Whether to use the e-mail address of ``person``, who may have none."""

    wants_email = forms.BooleanField(label="提醒也发到我的邮箱", required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_wants_email(self) -> bool:
        """Ask for an address where one is needed."""
        wanted: bool = self.cleaned_data["wants_email"]
        if wanted and not self.person.email:
            raise forms.ValidationError("要收邮件，请先在“我的账号”里登记邮箱；不收的话，请把勾去掉。")
        return wanted


class InboxForm(forms.Form):
    """Which page: reminders older than this one."""

    before = forms.IntegerField(min_value=1, max_value=2**62, required=False)

    def before_or_none(self) -> int | None:
        """Return the number, or None for the first page and for whatever makes no sense."""
        return self.cleaned_data["before"] if self.is_valid() else None
