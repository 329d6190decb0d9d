"""The form of the first start."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone

from accounts.forms.house.spelling import NameField, NumberField
from accounts.models import Person
from accounts.services.entry.setup import is_setup_code


def _secret(label: str, required: str, help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(
        label=label,
        max_length=128,
        strip=False,
        widget=widget,
        help_text=help_text,
        error_messages={"required": required},
    )


class SetupForm(forms.Form):
    """The school, and who begins to work in it."""

    code = forms.CharField(
        label="设置码",
        max_length=40,
        help_text="启动系统的人在服务器上看得到：启动时显示，或者运行 manage.py setup_code。当天和第二天有效。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "请填写设置码。"},
    )
    school = NameField(
        label="学校党委的全称", max_length=80, help_text="例如：中共示例大学委员会",
        error_messages={"required": "请填写学校党委的全称。"},
    )  # fmt: skip
    short = NameField(
        label="简称", max_length=40, help_text="例如：校党委", error_messages={"required": "请填写简称。"}
    )
    staff_number = NumberField(
        r"^[0-9A-Za-z-]{1,20}$", label="您的工号", help_text="工号就是登录名。您会成为校党委的组织员（组织部）。",
        error_messages={"required": "请填写工号。", "invalid": "工号由 1–20 位数字、字母或短横组成。"},
    )  # fmt: skip
    name = NameField(label="您的姓名", max_length=40, error_messages={"required": "请填写姓名。"})
    password = _secret("密码", "请填写密码。", "至少 10 个字符，不要用常见的密码；可以用一句只有您知道的话。")
    again = _secret("再填一遍密码", "请再填一遍密码。")

    def clean_code(self) -> str:
        """Refuse who has not seen the server's output."""
        code: str = self.cleaned_data["code"]
        if not is_setup_code(code, today=timezone.localdate()):
            raise forms.ValidationError("设置码不对，或者已经过期。请在服务器上运行 manage.py setup_code 再看一次。")
        return code

    def clean_school(self) -> str:
        """Keep the slash free: a roster writes 上级/本级 with it."""
        school: str = self.cleaned_data["school"]
        if "/" in school or "／" in school:
            raise forms.ValidationError("名称里不能有斜杠。")
        return school

    def clean(self) -> dict[str, Any]:
        """Ask for a good password, typed twice alike."""
        cleaned = super().clean() or self.cleaned_data
        if "password" in cleaned:
            try:
                owner = Person(name=cleaned.get("name", ""), staff_number=cleaned.get("staff_number", ""))
                validate_password(cleaned["password"], owner)
            except forms.ValidationError as error:
                self.add_error("password", error)
        if "password" in cleaned and "again" in cleaned and cleaned["password"] != cleaned["again"]:
            self.add_error("again", "两遍不一样，请重新填写。")
        return cleaned

    def facts(self) -> dict[str, str]:
        """Return what the service needs."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"code", "again"}}
