"""Forms around a roster."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.documents.house.workbook import MAX_FILE_BYTES, too_large


class RosterForm(forms.Form):
    """The file; what is inside is judged by whoever reads it."""

    file = forms.FileField(
        label="填好的名册（.xlsx）",
        allow_empty_file=True,
        max_length=200,
        help_text="先给您看会改动什么，确认了才写入。",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "还没有选择文件。请选择填好的名册再上传。",
            "max_length": "文件名太长，请改短到 200 字以内再传。",
        },
    )

    def clean_file(self) -> UploadedFile:
        """Refuse by its true size what was too long to keep."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_FILE_BYTES:
            raise forms.ValidationError(too_large(file.size or 0), code="too_large")
        return file


class ConfirmForm(forms.Form):
    """That what is doubtful has been looked at."""

    seen = forms.BooleanField(
        label="这些地方我都看过，确实要这样写入",
        error_messages={"required": "有请您留意的地方。请逐条看过，勾选后再写入。"},
    )

    def __init__(self, *args: Any, asking: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asking:
            del self.fields["seen"]
