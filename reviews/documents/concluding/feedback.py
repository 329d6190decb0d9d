"""The feedback letter as an official paper (N3.4b): it opens “×××同志：”."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from accounts.documents.house.paper import Paper, blocks_of, paper_docx
from reviews.documents.name import UNSAFE
from reviews.models import Feedback

DEPARTMENT = "党委组织部"


def feedback_letter(feedback: Feedback, text: str, today: date) -> bytes:
    """Return the letter as the bytes of a .docx, dated as given, before that ``today``."""
    round_ = feedback.outcome.decision.round
    return paper_docx(
        Paper(
            title=f"{round_.cycle.year}年度抓基层党建述职评议考核综合评价意见反馈书",
            addressee=f"{feedback.outcome.statement.person.name}同志",
            blocks=blocks_of(text),
            signature=DEPARTMENT if round_.organization.parent_id is None else round_.organization_name,
            date=timezone.localdate(feedback.opened_at) if feedback.opened_at else today,
        )
    )


def letter_name(feedback: Feedback) -> str:
    """Return the file's name."""
    statement = feedback.outcome.statement
    return UNSAFE.sub("_", f"{statement.organization_short} {statement.person.name} 反馈书.docx")


def feedback_letters(letters: Iterable[tuple[Feedback, str]], today: date) -> bytes:
    """Return all letters in one .zip, in the order given; ``letters`` pairs each with its text."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for place, (feedback, text) in enumerate(letters, start=1):
            archive.writestr(f"{place:02d} {letter_name(feedback)}", feedback_letter(feedback, text, today))
    return buffer.getvalue()
