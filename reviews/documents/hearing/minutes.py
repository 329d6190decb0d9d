"""The minutes (会议记录) as an official paper."""

from accounts.documents.house.paper import Paper, blocks_of, paper_docx
from reviews.models import Meeting


def minutes_document(meeting: Meeting, text: str) -> bytes:
    """Return ``text``, a paragraph a line, under the meeting's title; empty lines only divided it on the screen."""
    return paper_docx(Paper(title=f"{meeting.title}会议记录", blocks=blocks_of(text)))
