"""The second factor's forms: a code at each login, a code to set it up, a password to take it away."""

import re
from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django import forms
from django.core.cache import cache

from accounts.models import Person
from accounts.rules.house.spelling import spelled_number

REMEMBERED = 120  # seconds: longer than any code is taken, so that none opens twice


class CodeForm(AuthenticateForm):
    """The code that the phone shows now, or one of the recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], "动态码", "手机上现在显示的六位数字，或一个没用过的恢复码。")

    def clean_code(self) -> str:
        """Take a code once: allauth forgets after half a minute, and takes codes for a minute and a half."""
        typed = self.cleaned_data["code"]
        self.cleaned_data["code"] = _digits(typed)  # one code, one spelling: else 123-456 would open once more
        code: str = super().clean_code()
        if not cache.add(_used(self.user, code), 1, REMEMBERED):
            raise get_adapter().validation_error("incorrect_code")
        return code


class ConfirmedForm(forms.Form):
    """What only the owner of the account may do asks for the password once more; ``person`` is the owner."""

    confirm = forms.CharField(
        label="您的登录密码",
        strip=False,
        max_length=128,
        help_text="为了确认是您本人。",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "请填写您的登录密码。"},
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.order_fields([*(name for name in self.fields if name != "confirm"), "confirm"])
        if not (person.has_usable_password() and person.may_use_password):  # whoever only comes by single sign-on
            del self.fields["confirm"]

    def clean_confirm(self) -> str:
        """Refuse who does not know the password; tries count as those of a login do."""
        typed: str = self.cleaned_data["confirm"]
        if not get_account_adapter().reauthenticate(self.person, typed):
            raise forms.ValidationError("密码不对，请再填一遍。")
        return typed


class FactorForm(ConfirmedForm, ActivateTOTPForm):
    """The first code from a phone that has just read the key."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        session = context.request.session
        kept = session.get(SECRET_SESSION_KEY)
        super().__init__(*args, person=person, user=person, **kwargs)
        if kept:  # a phone has read it, perhaps, before the page was loaded again
            session[SECRET_SESSION_KEY] = self.secret = kept
        _code(self.fields["code"], "动态码", "六位数字，每 30 秒换一个；手机的时间要准。")

    def clean_code(self) -> str:
        """Take digits of any width; who sets a phone up has no recovery codes yet that could be typed instead."""
        self.cleaned_data["code"] = _digits(self.cleaned_data["code"])
        try:
            return str(super().clean_code())
        except forms.ValidationError as error:
            if error.code != "incorrect_code":
                raise
            raise forms.ValidationError("动态码不对。请看手机上现在的六位数字；手机的时间要准。") from error

    def clean(self) -> dict[str, Any]:
        """Let no login be opened by the code that was shown here."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            cache.set(_used(self.person, cleaned["code"]), 1, REMEMBERED)
        return cleaned


def _used(person: Person, code: str) -> str:
    return f"factor:{person.pk}:{code}"


def _digits(typed: str) -> str:
    """Return the digits of a code, which an input method may have made wide; "-" where there are none."""
    return re.sub(r"\D", "", spelled_number(typed)) or "-"


def _code(field: forms.Field, label: str, help_text: str) -> None:
    field.label, field.help_text = label, help_text
    field.error_messages["required"] = "请填写动态码。"
    field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "24"}
