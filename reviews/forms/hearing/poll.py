"""Forms of those who run a poll. They clean; they do not act."""

from typing import Any

from django import forms

from reviews.models import Remark
from reviews.services.hearing.poll import MOST, PAPER, PHONE

HOW_MANY = {"min_value": "张数不能是负数。", "max_value": f"每种票最多 {MOST} 张。", "invalid": "请填一个整数。"}


def _how_many(label: str, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=MOST, required=False, help_text=help_text, error_messages=HOW_MANY
    )


class SlipsForm(forms.Form):
    """How many slips of either kind."""

    slips = _how_many("手机票签（张）", "每张一个二维码和一个短码，到会的人各抽一张。")
    papers = _how_many("纸质测评票（张）", "给不用手机的人；与手机票同等有效，收上来由工作人员录入。")

    def clean(self) -> dict[str, Any]:
        """Ask for at least one; nothing filled in counts as none."""
        given = super().clean() or {}
        for name in ("slips", "papers"):
            given[name] = given.get(name) or 0
        if not self.errors and not given["slips"] + given["papers"]:
            raise forms.ValidationError("请填要发多少张票，两种至少填一种。")
        return given


class SetUpForm(SlipsForm):
    """A poll's beginnings."""

    asks_remarks = forms.BooleanField(
        label="请大家顺便写意见（可写可不写）",
        required=False,
        help_text="每位述职人下面多一个意见框。收票后意见打乱保存，与票上所选对不上；由组织员看过，再定哪些转本人整改。",
    )


class PrintForm(forms.Form):
    """Which slips to print."""

    kind = forms.ChoiceField(choices=[(PHONE, PHONE), (PAPER, PAPER)])
    first = forms.IntegerField(min_value=1, max_value=MOST, required=False)


class RecountForm(forms.Form):
    """The two 监票人 who are present."""

    first = forms.CharField(label="监票人一", max_length=30, error_messages={"required": "请填第一位监票人的姓名。"})
    second = forms.CharField(label="监票人二", max_length=30, error_messages={"required": "请填第二位监票人的姓名。"})

    def clean(self) -> dict[str, Any]:
        """Two are two."""
        given = super().clean() or {}
        if given.get("first") and given.get("first") == given.get("second"):
            self.add_error("second", "两位监票人不能是同一个人。")
        return given


class LowerForm(forms.Form):
    """Why fewer than five are shown."""

    reason = forms.CharField(
        label="放宽的理由", max_length=200, error_messages={"required": "请写明理由，会记入审计。"}
    )


class SortForm(forms.Form):
    """What becomes of one remark."""

    state = forms.ChoiceField(choices=Remark.State.choices)
    seen = forms.ChoiceField(choices=Remark.State.choices)
