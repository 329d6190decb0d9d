"""What 应急后台 mends of an account: what no page can."""

from typing import Any

from django import forms

from accounts.forms.house.spelling import NumberField
from accounts.models import Person


class MendForm(forms.ModelForm):
    """A 工号 that was written wrongly, and an e-mail address that stands on the wrong person."""

    staff_number = NumberField(
        r"^[0-9A-Za-z-]+\Z", label="工号", max_length=20, help_text="登录名。改了以后，他正在用的马上退出。",
        error_messages={"required": "请填写工号。", "invalid": "工号由数字、字母或短横组成。"},
    )  # fmt: skip
    forgets_email = forms.BooleanField(
        label="清空邮箱", required=False, help_text="邮箱登在了别人名下时用；新的由本人在“我的账号”里填。"
    )
    reason = forms.CharField(
        label="原因", max_length=200, help_text="谁批准的、为什么改，一句话。记入审计。",
        widget=forms.TextInput(attrs={"class": "vTextField"}), error_messages={"required": "请写一句原因。"},
    )  # fmt: skip

    class Meta:
        model = Person
        fields = ("staff_number",)

    def clean(self) -> dict[str, Any]:
        """Refuse what changes nothing."""
        if not self.errors and not {"staff_number", "forgets_email"} & set(self.changed_data):
            raise forms.ValidationError("没有改动，所以没有保存。")
        return super().clean() or self.cleaned_data
