"""Keeping what the year does not take, for its author to say whether it was read right, and letting it go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Person, StoredFile
from accounts.services.house.stored_file import drop_unless_used
from accounts.services.trail import audit
from reviews.models import Attempt, Statement
from reviews.wordcheck import CheckResult, Part, to_json


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came: by whom, when, and what its author has said about its paragraphs (index → part)."""

    file: StoredFile
    filename: str
    person: Person
    at: datetime
    parts: Mapping[int, Part]


def keep_attempt(locked: Statement, upload: Upload, result: CheckResult) -> Attempt:
    """Keep ``upload`` in place of an earlier attempt; ``locked`` is held by ``lock_statement``."""
    forget_attempts(Attempt.objects.filter(statement=locked), but=upload.file)
    attempt = Attempt.objects.create(
        statement=locked,
        file=upload.file,
        filename=upload.filename,
        made_by=upload.person,
        made_at=upload.at,
        corrections=stored_parts(upload.parts),
        check_json=to_json(result),
    )
    audit.record(upload.person, "交稿被拒收", locked, after={"code": "limits"})
    return attempt


def let_go(statement: Statement, *, person: Person, seen: int) -> bool:
    """Delete the attempt ``seen``, because its author says so; False where it is there no more."""
    with transaction.atomic():
        Statement.objects.select_for_update().get(pk=statement.pk)  # an upload and a correction queue here too
        waiting = Attempt.objects.filter(statement=statement, pk=seen)
        if not waiting.exists():
            return False
        forget_attempts(waiting)
        audit.record(person, "删去未收稿", statement)
    return True


def stored_parts(parts: Mapping[int, Part]) -> dict[str, str]:
    """Return what the author said as a row keeps it."""
    return {str(index): part.value for index, part in parts.items()}


@transaction.atomic
def forget_attempts(attempts: QuerySet[Attempt], *, but: StoredFile | None = None) -> None:
    """Delete attempts and their files, unless something else, or ``but``, is the same content."""
    for attempt in attempts.select_related("file"):
        attempt.delete()
        if attempt.file != but:
            drop_unless_used(attempt.file)
