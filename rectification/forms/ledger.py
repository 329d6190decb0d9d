"""Forms around a ledger: candidates, the returned annex, and its doubtful rows."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.rules.duty.candidate import Candidate
from rectification.rules.evidence import MAX_BYTES


class CandidatesForm(forms.Form):
    """Which proposals to enter; the words of each may be changed first."""

    LONGEST = 1000

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = {candidate.key: candidate for candidate in candidates}

    def clean(self) -> dict[str, Any]:
        """Return the chosen candidates with their words as ``drawn``."""
        cleaned = super().clean() or {}
        chosen = [key for key in self.data.getlist("choose") if key in self.candidates] if self.is_bound else []
        if not chosen:
            raise forms.ValidationError("还没有勾选。勾出要列入台账的问题，再点列入。")
        drawn = [(self.candidates[key], self.data.get(f"text-{key}", "").strip()) for key in chosen]
        for candidate, text in drawn:
            if not text or len(text) > self.LONGEST:
                raise forms.ValidationError(f"“{candidate.text[:12]}…”这一条改后不能空，也不能超过 {self.LONGEST} 字。")
        cleaned["drawn"] = drawn
        return cleaned

    @property
    def rows(self) -> list[tuple[Candidate, str, bool]]:
        """Each candidate with its words as typed, and whether it is chosen."""
        chosen = set(self.data.getlist("choose")) if self.is_bound else set()
        return [
            (one, self.data.get(f"text-{key}", one.text) if self.is_bound else one.text, key in chosen)
            for key, one in self.candidates.items()
        ]


class BringBackForm(forms.Form):
    """The filled annex."""

    file = forms.FileField(
        label="填好的台账",
        help_text="收 .docx 和 .xlsx，不超过 10 MB。先看差别，确认后才录入。",
        max_length=200,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx"}),
        error_messages={"required": "还没有选择文件。", "max_length": "文件名太长，请改短到 200 字以内再传。"},
    )

    def clean_file(self) -> UploadedFile:
        """Refuse by its true size what was too long to keep."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError("文件超过 10 MB，不像一份台账。请从台账导出一份，填好再传。", code="too_large")
        return file


class ChoicesForm(forms.Form):
    """What each doubtful row is; rows that are certain may be left out by "skip"."""

    def __init__(self, *args: Any, places: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in places:
            self.fields[f"row-{place}"] = forms.CharField(required=False, max_length=10)

    @property
    def choices(self) -> dict[int, str]:
        """The choices by place."""
        self.is_valid()
        return {int(name.removeprefix("row-")): value for name, value in self.cleaned_data.items()}
