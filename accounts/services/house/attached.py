"""Looking at a file before it is kept and handed on."""

from django.db import models

from accounts.documents.house.attached import NotKept, refuse_secret
from accounts.models import Person
from accounts.services.trail import audit

__all__ = ["NotKept", "look_at_attached"]


def look_at_attached(data: bytes, filename: str, *, person: Person, beside: models.Model) -> None:
    """Refuse a file with a secrecy mark; call it before the transaction that would keep it ``beside`` something.

    Raises NotKept; of such a file a line of the trail tells when and by which account, and nothing else (WORDCHECK §1).
    """
    try:
        refuse_secret(data, filename)
    except NotKept as no:
        if no.is_secret:
            audit.record(person, "上传附件被拒收", beside, after={"code": "secret"})
        raise
