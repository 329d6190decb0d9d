"""Forms around a report. They clean; they do not act."""

import re
from datetime import datetime, time
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from reviews.wordcheck import MAX_FILE_BYTES, Part, Reading, refuse_too_large

END_OF_WORK = time(17, 0)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class HandInForm(forms.Form):
    """The file. What is inside is judged by the word check; only what was not even kept is refused here."""

    file = forms.FileField(
        label="述职报告",
        allow_empty_file=True,  # the word check says what an empty file is
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        error_messages={
            "required": "还没有选择文件。请选择一份 .docx 再上传。",
            "max_length": "文件名太长，请改短到 200 字以内再传。",
        },
    )

    def clean_file(self) -> UploadedFile:
        """Refuse by its true size what was too long to keep."""
        file: UploadedFile = self.cleaned_data["file"]
        if len(self.files.getlist("file")) > 1:
            raise forms.ValidationError("一次只能传一份文件，请只选述职报告。")
        if (file.size or 0) > MAX_FILE_BYTES:
            raise forms.ValidationError(refuse_too_large(file.size or 0).message, code="too_large")
        return file


class ReturnForm(forms.Form):
    """Why a report goes back, and until when the next version is on time."""

    reason = forms.CharField(
        label="退回原因",
        help_text="请写明哪里要改、怎么改，书记会原样看到。",
        max_length=1000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "请写明退回原因，让书记知道改哪里。",
            "max_length": "退回原因最多 1000 字，现在有 %(show_value)d 字。",
        },
    )
    resubmit_on = forms.DateField(
        label="请在哪天前重交",
        help_text="当天 17:00 截止。不填，则按本轮的交稿截止时间。",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "日期没有看懂，请按 2026-12-15 这样填写。"},
    )

    def __init__(self, *args: Any, due: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_due_over = due is not None and due <= timezone.now()

    def clean_reason(self) -> str:
        """Return the reason without the invisible control characters that pasting brings along."""
        return CONTROL.sub("", self.cleaned_data["reason"])

    def clean_resubmit_on(self) -> datetime | None:
        """Return the instant on that day; a day that is over is refused."""
        day = self.cleaned_data["resubmit_on"]
        if day is None and self.is_due_over:
            raise forms.ValidationError("交稿截止时间已过，请定一个重交的日期。")
        if day is None:
            return None
        instant = timezone.make_aware(datetime.combine(day, END_OF_WORK))
        if instant <= timezone.now():
            raise forms.ValidationError("这一天的 17:00 已经过了，请选后面的日期。")
        return instant


AS_READ = "as_read"


def _part(value: str) -> Part | None:
    return None if value == AS_READ else Part(value)


class CorrectionForm(forms.Form):
    """Which part one or more paragraphs belong to, by their author; AS_READ takes the author's word back."""

    PARTS = (
        (Part.ACHIEVEMENTS, "工作总结"),
        (Part.PROBLEMS, "查摆问题"),
        (Part.PLAN, "下步打算"),
        (Part.OTHER, "其他"),
        (AS_READ, "恢复系统的读法"),
    )
    paragraph = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={
            "required": "请先勾出要改的段落。",
            "invalid_choice": "有的段落已经不在当前稿里，请看新的页面后再改。",
        },
    )
    part = forms.TypedChoiceField(choices=PARTS, coerce=_part, error_messages={"required": "请先点选算哪一部分。"})

    def __init__(self, *args: Any, reading: Reading, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paragraph"].choices = [(one.index, one.index) for one in reading.paragraphs]

    def said(self) -> dict[int, Part | None]:
        """Return what the author said of each paragraph, by index."""
        return dict.fromkeys(self.cleaned_data["paragraph"], self.cleaned_data["part"])

    def complaints(self) -> str:
        """Return what is wrong, in one line."""
        return "；".join(error for errors in self.errors.values() for error in errors)
