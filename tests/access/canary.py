"""Words that give away where they come from: what is secret holds them, and whoever may not read it must never meet one.

A word names its place and the reviewed organization it is about: 秘<place>某<id>密.
"""

import io
import re
import zipfile

from django.http import HttpResponse
from django.utils import timezone

from accounts.models import Organization
from rectification.models import Evidence, Extension, Item, Step
from reviews.models import Comment, Decision, Evaluation, Outcome, Publication, Remark, Statement, Visit
from tests.access.place import ORGANIZATIONS
from tests.access.relation import CAST

DECIDING = {"organizer", "superior"}
TOLD = DECIDING | {"own"}  # the result is opened to the person alone
READING = TOLD | {"overseer"}
# model, its texts, the way to the reviewed organization, and who may read it
PLACES = {
    "evaluation": (Evaluation, ("known", "heard", "praise", "problems", "grade_reason"), "statement__organization", DECIDING),
    "visit": (Visit, ("text", "companions"), "statement__organization", DECIDING),
    "comment": (Comment, ("text",), "statement__organization", TOLD),  # in the letter
    "remark": (Remark, ("text",), "statement__organization", DECIDING),
    "outcome": (Outcome, ("praise", "problems"), "statement__organization", TOLD),
    "item": (Item, ("problem", "measure", "source_text"), "ledger__organization", READING),
    "step": (Step, ("text",), "item__ledger__organization", READING),
    "evidence": (Evidence, ("text", "filename"), "item__ledger__organization", READING),
    "extension": (Extension, ("reason",), "item__ledger__organization", READING),
}  # fmt: skip
# What a whole round shares: it is named for the organization that reviews, and read by those who decide there.
SHARED = {
    "decision": (Decision, ("present", "result", "stood_aside"), "round__organization"),
    "publication": (Publication, ("text",), "decision__round__organization"),
}
WORD = re.compile(r"秘([a-z]+)某(\d+)密")


def hide() -> None:
    """Put a word into every secret text; every statement gets an evaluation."""
    for statement in Statement.objects.filter(evaluation=None).select_related("appointment"):
        Evaluation.objects.create(
            statement=statement, written_by_id=statement.appointment.person_id, written_at=timezone.now(), grade="third"
        )
    for place, (model, fields, way, *_) in {**PLACES, **SHARED}.items():
        for pk, organization in list(model.objects.values_list("pk", way)):
            word = f"秘{place}某{organization}密"
            model.objects.filter(pk=pk).update(**dict.fromkeys(fields, word))


def words_in(response: HttpResponse) -> set[tuple[str, int]]:
    """Return (place, organization) of every word in the answer: its headers, its text, its document."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = " ".join([*map(str, response.headers.values()), *texts(body)])
    return {(place, int(organization)) for place, organization in WORD.findall(text)}


def texts(body: bytes) -> list[str]:
    """Return the text of an answer, or of every part of the document that it is."""
    if not zipfile.is_zipfile(io.BytesIO(body)):
        return [body.decode(errors="ignore")]
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return [text for name in archive.namelist() for text in texts(archive.read(name))]


def leaks(response: HttpResponse, role: str) -> list[str]:
    """Return the words that ``role`` may not read."""
    return sorted(f"{place} {one}" for place, one in words_in(response) if not _may_read(role, place, one))


def _may_read(role: str, place: str, organization: int) -> bool:
    relations = _relations(role)
    if place in SHARED:
        return bool(relations.get(organization, set()) & DECIDING)
    return bool(relations.get(organization, set()) & PLACES[place][3])


def _relations(role: str) -> dict[int, set[str]]:
    """Return how ``role`` stands to each organization's statement, and to the organizations that review them."""
    if not role:
        return {}
    names = {
        "college": "机电工程学院党总支", "branch": "学生第一党支部", "other_college": "外国语学院党总支",
        "other_branch": "教师第一党支部", "direct_branch": "图书馆直属党支部",
    }  # fmt: skip
    found: dict[int, set[str]] = {}
    for name, relation in zip(ORGANIZATIONS, CAST[role], strict=True):
        one = Organization.objects.get(name=names[name])
        found.setdefault(one.pk, set()).add(relation)
        if relation in DECIDING:
            found.setdefault(one.parent_id or 0, set()).add(relation)
    return found
