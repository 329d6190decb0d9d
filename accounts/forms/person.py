"""Forms around a person and their account."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from accounts.models import Person


class PersonForm(forms.Form):
    """Name and mobile number."""

    name = forms.CharField(label="姓名", max_length=40, error_messages={"required": "请填写姓名。"})
    mobile = forms.RegexField(
        r"^1[0-9]{10}$", label="手机号", required=False, help_text="可以用来登录。没有可以空着。",
        error_messages={"invalid": "手机号是以 1 开头的 11 位数字。"},
    )  # fmt: skip


class PasswordForm(forms.Form):
    """A new password; who comes with an initial one has just typed it and is not asked again."""

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
        help_text="至少 10 个字符，不要用常见的密码；可以用一句只有您知道的话。",
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

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if person.must_change_password:
            del self.fields["old"]

    def clean_old(self) -> str:
        """Refuse who does not know the present password."""
        old: str = self.cleaned_data["old"]
        if not self.person.check_password(old):
            raise forms.ValidationError("现在的密码不对。")
        return old

    def clean_password(self) -> str:
        """Ask for a good password, and another than before."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        if self.person.check_password(password):
            raise forms.ValidationError("新密码和现在的一样，请换一个。")
        return password

    def clean(self) -> dict[str, Any]:
        """Both must agree."""
        cleaned = super().clean() or self.cleaned_data
        if "password" in cleaned and "again" in cleaned and cleaned["password"] != cleaned["again"]:
            self.add_error("again", "两遍不一样，请重新填写。")
        return cleaned
