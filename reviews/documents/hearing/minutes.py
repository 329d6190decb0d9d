"""The minutes (会议记录) as .docx."""

from reviews.documents.paper import line, new_paper, saved, title
from reviews.models import Meeting


def minutes_document(meeting: Meeting, text: str) -> bytes:
    """Return ``text``, a paragraph a line, under the meeting's title."""
    document = new_paper()
    title(document, f"{meeting.title}会议记录")
    for paragraph in text.splitlines():
        line(document, paragraph)
    return saved(document)
