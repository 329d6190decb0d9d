"""Writing a visit down, and saying which of its sentences name a problem."""

from typing import Any

from django import forms
from django.utils import timezone

from reviews.models import Visit
from reviews.rules.hearing.sentence import sentences

OLDEST = 366  # days; older is another year's, or a slip of the finger
LONGEST_TEXT = 5000  # 字; a visit is one text, not a file


class VisitForm(forms.Form):
    """A date, a place, one text; ``seen`` is the version that the page showed, empty for a new visit."""

    day = forms.DateField(
        label="哪天去的",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请选去的那一天。", "invalid": "日期没有看懂，请按 2026-12-15 这样填写。"},
    )
    place = forms.CharField(
        label="去了哪里",
        max_length=80,
        error_messages={
            "required": "请写去了哪里，如“机电楼二楼会议室”。",
            "max_length": "地点最多 80 字，请写短一些。",
        },
    )
    companions = forms.CharField(
        label="同行",
        help_text="一个人去的，空着。",
        max_length=200,
        required=False,
        error_messages={"max_length": "同行最多 200 字，请写短一些。"},
    )
    text = forms.CharField(
        label="看到什么，听到什么",
        help_text="写具体的人和事，写原话。不用写文件、会议、照片的数量。",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={
            "required": "请写几句看到听到的。",
            "max_length": "最多 5000 字，现在有 %(show_value)d 字。请把多出的部分另记一条。",
        },
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def clean_day(self) -> Any:
        """Refuse a day that has not come: a visit is written down afterwards."""
        day = self.cleaned_data["day"]
        today = timezone.localdate()
        if day > today:
            raise forms.ValidationError("这一天还没有到。去过以后再记。")
        if (today - day).days > OLDEST:
            raise forms.ValidationError("这一天在一年多以前，不属于本年度。请看看年份。")
        return day

    def clean_seen(self) -> int:
        """Read no version as none."""
        return self.cleaned_data["seen"] or 0

    @classmethod
    def of(cls, visit: Visit) -> "VisitForm":
        """Return the form that holds ``visit``."""
        fields = ("day", "place", "companions", "text")
        return cls(initial={name: getattr(visit, name) for name in fields} | {"seen": visit.version})


class MarkForm(forms.Form):
    """Which sentences name a problem, by their place in the text."""

    problem = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        error_messages={"invalid_choice": "这一条刚刚改过，请看新的句子后再标。"},
    )
    seen = forms.IntegerField(min_value=1)

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["problem"].choices = [(place, place) for place in range(len(sentences(visit.text)))]
