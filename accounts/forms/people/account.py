"""Looking for accounts, and making one."""

from django import forms

from accounts.forms.house.spelling import NumberField
from accounts.forms.people.person import PersonForm

STATES = [("", "全部"), ("none", "还没有密码"), ("initial", "初始密码没有换"), ("disabled", "已停用")]


class AccountsForm(forms.Form):
    """What is looked for among the accounts; nonsense in the address is ignored."""

    q = forms.CharField(
        label="查找", required=False, max_length=40,
        widget=forms.TextInput(attrs={"class": "form-control", "placeholder": "姓名、工号或手机号", "aria-label": "查找"}),
    )  # fmt: skip
    state = forms.ChoiceField(required=False, choices=STATES)
    after = forms.CharField(required=False, max_length=20)

    def chosen(self) -> tuple[str, str, str]:
        """Return the words, the state, and after which 工号 to go on."""
        self.is_valid()
        data = self.cleaned_data
        return data.get("q", "").strip(), data.get("state", ""), data.get("after", "")


class AccountForm(PersonForm):
    """A new account: 工号 beside name and mobile number."""

    field_order = ("staff_number", "name", "mobile")
    staff_number = NumberField(
        r"^[0-9A-Za-z-]+\Z", label="工号", max_length=20, help_text="登录名，以后不能改。",
        error_messages={"required": "请填写工号。", "invalid": "工号由数字、字母或短横组成。"},
    )  # fmt: skip
