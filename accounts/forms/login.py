"""Logging in by 工号 or mobile number."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm as AllauthLoginForm
from django.core.exceptions import ValidationError

from accounts.models import Person
from accounts.services.person import is_expired


class LoginForm(AllauthLoginForm):
    """allauth's form in our words; a mobile number is turned into the 工号 it belongs to."""

    error_messages = {
        "account_inactive": "这个账号已停用。如有疑问，请联系本单位组织员或组织部。",
        "username_password_mismatch": "工号（手机号）或密码不对，请核对后再试。",
        "username_email_password_mismatch": "工号（手机号）或密码不对，请核对后再试。",
        "email_password_mismatch": "工号（手机号）或密码不对，请核对后再试。",
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = "工号或手机号"
        login.widget.attrs.update({"placeholder": "", "autocomplete": "username", "autocapitalize": "none"})
        login.error_messages["required"] = "请填写工号或手机号。"
        password.label = "密码"
        password.help_text = ""
        password.widget.attrs.update({"placeholder": "", "autocomplete": "current-password"})
        password.error_messages["required"] = "请填写密码。"

    def clean(self) -> dict[str, object]:
        """Answer a disabled account as a wrong password, and refuse an initial one that has lain about too long."""
        cleaned: dict[str, object] = super().clean()
        if self.user is not None and not self.user.is_active:
            self.user = None
            raise get_adapter().validation_error("username_password_mismatch")
        if self.user is not None and is_expired(self.user):
            self.user = None
            raise ValidationError("这个初始密码已经过期。请联系本单位组织员或组织部重新发放。")
        return cleaned

    def clean_login(self) -> str:
        """Return the 工号 that belongs to what was typed, or what was typed."""
        typed: str = super().clean_login()
        person = Person.objects.by_login(typed)
        return person.staff_number if person else typed
