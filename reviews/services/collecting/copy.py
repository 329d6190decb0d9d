"""Which copy of a report's file goes to whom (WORDCHECK §6)."""

from accounts.models import Person
from accounts.services.house.stored_file import read_file
from reviews.documents.collecting.marked import marked_docx
from reviews.documents.collecting.released import released_docx
from reviews.models import Report
from reviews.rules.collecting.marked import marks


def copy_for(report: Report, person: Person) -> bytes:
    """Return the original for its author, and for everybody else the copy that leads nowhere and names nobody.

    Raises FileMissing where the disk has lost it, Unreadable where no copy can be made.
    """
    data = read_file(report.file)
    if report.handed_in_by_id == person.pk or report.statement.is_own_of(person):
        return data
    return released_docx(data)


def marked_copy_for(report: Report, person: Person) -> bytes:
    """Return the copy of ``copy_for`` with the check's findings as Word comments; raises as that does."""
    return marked_docx(copy_for(report, person), marks(report.reading, on_stage=report.statement.is_on_stage))
