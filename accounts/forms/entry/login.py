"""Logging in by 工号, mobile number or e-mail."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.core.exceptions import ValidationError

from accounts.services.entry.login import refusal_of


class LoginForm(AllauthLoginForm):
    """allauth's form in our words: one box for every name that a person has."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label="工号、手机号或邮箱",
            max_length=254,
            widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
            error_messages={"required": "请填写工号、手机号或邮箱。", "max_length": "登录名没有这么长，请核对。"},
        )
        password = self.fields["password"]
        password.label = "密码"
        password.help_text = ""
        password.widget.attrs.update({"placeholder": "", "autocomplete": "current-password"})
        password.error_messages["required"] = "请填写密码。"

    def clean(self) -> dict[str, object]:
        """Refuse whom the right password does not let in: a disabled account is answered as a wrong password."""
        cleaned: dict[str, object] = super().clean()
        refusal = refusal_of(self.user) if self.user is not None else None
        if refusal:
            self.user = None
            raise ValidationError(refusal.text) if refusal.text else _mismatch()
        return cleaned


def _mismatch() -> ValidationError:
    return get_adapter().validation_error("username_password_mismatch")
