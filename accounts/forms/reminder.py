"""Where somebody wants to be reminded, and which page of the reminders they look at."""

from typing import Any

from django import forms


class ReminderSettingsForm(forms.Form):
    """An address and whether to use it."""

    wants_email = forms.BooleanField(label="提醒也发到我的邮箱", required=False)
    email = forms.EmailField(
        label="邮箱",
        required=False,
        max_length=254,
        help_text="只用来发提醒。系统内的提醒照常有，不受影响。",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={"invalid": "这不像一个邮箱地址，请照“名字@单位.cn”的样子写。"},
    )

    def clean_email(self) -> str:
        """Return the address in small letters: mail servers do not tell them apart."""
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        """Ask for an address where one is needed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("wants_email") and cleaned.get("email") == "":
            self.add_error("email", "要收邮件，请填写邮箱；不填的话，请把上面的勾去掉。")
        return cleaned


class InboxForm(forms.Form):
    """Which page: reminders older than this one."""

    before = forms.IntegerField(min_value=1, max_value=2**62, required=False)

    def before_or_none(self) -> int | None:
        """Return the number, or None for the first page and for whatever makes no sense."""
        return self.cleaned_data["before"] if self.is_valid() else None
