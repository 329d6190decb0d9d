"""Forms around a person and their account."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.password_validation import validate_password

from accounts.forms.entry.factor import ConfirmedForm
from accounts.forms.house.seen import SeenForm
from accounts.forms.house.spelling import MobileField, NameField
from accounts.models import Person

WEAK = {
    "password_too_short": "这个密码太短，至少要 10 个字符。可以用一句只有您知道的话，中文也行。",
    "password_too_common": "这个密码太常见，别人一猜就中，请换一个。",
}


class PersonForm(SeenForm):
    """Name and mobile number."""

    name = NameField(label="姓名", max_length=40, error_messages={"required": "请填写姓名。"})
    mobile = MobileField(help_text="可以用来登录。没有可以空着。")


class ContactForm(ConfirmedForm):
    """One's own mobile number and e-mail: both are names to log in with."""

    mobile = MobileField(
        help_text="可以用来登录。没有可以空着。",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label="邮箱", required=False, max_length=254, help_text="可以用来登录，也用来发提醒。没有可以空着。",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={"invalid": "这不像一个邮箱地址，请照“名字@单位.cn”的样子写。"},
    )  # fmt: skip

    def clean_email(self) -> str:
        """Return the address in small letters: mail servers do not tell them apart."""
        return str(self.cleaned_data["email"]).lower()


class PasswordForm(forms.Form):
    """A new password; who comes with an initial one (``is_fresh``) has just typed it and is not asked again."""

    old = forms.CharField(
        label="现在的密码",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
        error_messages={"required": "请填写现在的密码。"},
    )
    password = forms.CharField(
        label="新密码",
        max_length=128,
        strip=False,
        help_text="至少 10 个字符，不要用常见的密码，也不要用工号、手机号；可以用一句只有您知道的话。",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "请填写新密码。"},
    )
    again = forms.CharField(
        label="再填一遍",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "请再填一遍新密码。"},
    )

    def __init__(self, *args: Any, person: Person, is_fresh: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if is_fresh or not person.has_usable_password():
            del self.fields["old"]

    def clean_old(self) -> str:
        """Refuse who does not know the present password."""
        old: str = self.cleaned_data["old"]
        if not get_adapter().reauthenticate(self.person, old):
            raise forms.ValidationError("现在的密码不对。")
        return old

    def clean_password(self) -> str:
        """Ask for a good password, and another than before."""
        password: str = self.cleaned_data["password"]
        try:
            validate_password(password, self.person)
        except forms.ValidationError as weak:
            raise forms.ValidationError([WEAK.get(one.code, one) for one in weak.error_list]) from weak
        if self.person.check_password(password):
            raise forms.ValidationError("新密码和现在的一样，请换一个。")
        return password

    def clean(self) -> dict[str, Any]:
        """Both must agree."""
        cleaned = super().clean() or self.cleaned_data
        if "password" in cleaned and "again" in cleaned and cleaned["password"] != cleaned["again"]:
            self.add_error("again", "两遍不一样，请重新填写。")
        return cleaned
