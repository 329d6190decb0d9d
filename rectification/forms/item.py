"""Forms around an item. They clean; they do not act."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from rectification.forms.day import DayField, words
from rectification.models import Item, Ledger
from rectification.rules.evidence import ACCEPT, refuse_evidence
from rectification.services.item import ItemFields
from rectification.services.progress import Attachment


class ItemForm(forms.Form):
    """The annex's cells (N5). While the ledger is drawn up all but the problem may follow later."""

    problem = words(
        3, longest=1000, required="请写明存在的问题。", label="存在问题", help_text="一件一条，写具体的人和事。"
    )
    source = forms.ChoiceField(label="问题来源", choices=Item.Source)
    responsible = forms.CharField(label="责任人", max_length=120, required=False, help_text="几个人用顿号隔开。")
    measure = words(3, longest=2000, label="整改措施")
    kind = forms.ChoiceField(label="类型", choices=Item.Kind, initial=Item.Kind.LIMITED)
    deadline = DayField(label="整改时限", required=False, help_text="长期坚持的不填。")
    next_review = DayField(label="下次复核", required=False, help_text="长期坚持的才填：不计逾期，也不打“√”。")

    def __init__(self, *args: Any, ledger: Ledger, item: Item | None = None, **kwargs: Any) -> None:
        if item is not None:
            kwargs.setdefault("initial", {name: getattr(item, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)
        self.filed = ledger.state == Ledger.State.FILED
        self.fixed = item.deadline if item is not None and self.filed else None
        if self.fixed:
            self.fields["deadline"].disabled = True
            self.fields["deadline"].help_text = "已经填报，要改请申请延期。"

    def clean(self) -> dict[str, Any]:
        """Ask for what the kind needs, and for everything once the ledger is filed."""
        cleaned = super().clean() or {}
        long_term = cleaned.get("kind") == Item.Kind.LONG_TERM
        if long_term:
            cleaned["deadline"] = None
            if not cleaned.get("next_review") and "next_review" not in self.errors:
                self.add_error("next_review", "长期坚持的事项请选下次复核的日子。")
        else:
            cleaned["next_review"] = None
        if self.filed:
            for name in ("responsible", "measure", *(() if long_term else ("deadline",))):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "台账已经填报，这一格不能空。")
        return cleaned

    @property
    def cells(self) -> ItemFields:
        """The cleaned cells."""
        return ItemFields(**{name: self.cleaned_data[name] for name in self.base_fields})


class WordsForm(forms.Form):
    """A few sentences, perhaps with a file: a claim, or how far it is. Words suffice."""

    text = words(3, longest=2000, label="完成情况")
    attachment = forms.FileField(
        label="附材料",
        required=False,
        max_length=200,
        help_text="有照片、文件可以附，不是必须。",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "empty": "这份文件是空的，请换一份，或者只写几句话。",
            "max_length": "文件名太长，请改短再传。",
        },
    )

    def clean_attachment(self) -> Attachment | None:
        """Take what everybody can open, and only if it is what its name says."""
        file: UploadedFile | None = self.cleaned_data["attachment"]
        if file is None:
            return None
        data = file.read()
        why = refuse_evidence(file.name or "", file.size or 0, data[:16])
        if why:
            raise forms.ValidationError(why)
        return Attachment(data, file.name or "")

    def clean(self) -> dict[str, Any]:
        """Ask for words or a file."""
        cleaned = super().clean() or {}
        if not cleaned.get("text") and not cleaned.get("attachment") and "attachment" not in self.errors:
            self.add_error("text", "请写几句：做了什么，现在怎样。")
        return cleaned


class ReturnItemForm(forms.Form):
    """What a claim still lacks."""

    reason = words(2, longest=1000, required="退回要写明还差什么。", label="退回时写明还差什么")


class ExtensionForm(forms.Form):
    """Until when, and why."""

    to_date = DayField(label="延到哪天")
    reason = words(2, longest=1000, required="请写明为什么办不完。", label="延期理由")


class AnswerForm(forms.Form):
    """The answer to a request for more time; a refusal says why."""

    granted = forms.TypedChoiceField(
        choices=[("yes", "同意"), ("no", "不同意")],
        coerce=lambda value: value == "yes",
        error_messages={"required": "请选同意或不同意。"},
    )
    answer = words(2, longest=1000, label="答复")

    def clean(self) -> dict[str, Any]:
        """A refusal has a reason."""
        cleaned = super().clean() or {}
        if cleaned.get("granted") is False and not cleaned.get("answer"):
            self.add_error("answer", "不同意的，请写明理由。")
        return cleaned


class LookBackForm(forms.Form):
    """Whether what was ticked has held."""

    passed = forms.TypedChoiceField(
        label="看到的结果",
        choices=[("yes", "合格，保持住了"), ("no", "不合格，划去“√”重新整改")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "请选合格或不合格。"},
    )
    note = words(2, longest=1000, label="看到的情况")
    deadline = DayField(label="重新整改的时限", required=False, help_text="不合格的才填。")

    def clean(self) -> dict[str, Any]:
        """A failed one says what was seen, and until when it has to be mended."""
        cleaned = super().clean() or {}
        if cleaned.get("passed") is False:
            if not cleaned.get("note"):
                self.add_error("note", "不合格的，请写明看到了什么。")
            day: date | None = cleaned.get("deadline")
            if "deadline" not in self.errors and (day is None or day < timezone.localdate()):
                self.add_error("deadline", "请选今天以后的日子，让书记知道改到哪天。")
        return cleaned


class ReviewForm(forms.Form):
    """The review of a long-term item."""

    text = words(2, longest=2000, required="请写一句复核的情况。", label="复核情况")
    next_review = DayField(label="下次复核")

    def clean_next_review(self) -> date:
        """The next review lies ahead."""
        day: date = self.cleaned_data["next_review"]
        if day <= timezone.localdate():
            raise forms.ValidationError("下次复核要在今天以后。")
        return day
