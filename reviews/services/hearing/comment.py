"""Recording, correcting and confirming what the superior secretary said (N3.3c 一述一评)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import Appointment, Person
from accounts.services.trail import audit
from reviews.models import Comment, Round, Statement
from reviews.rules.hearing.comment import marks
from reviews.services.collecting.report import Overtaken
from reviews.services.hearing.meeting import NotNow

OPEN_STAGES = (Round.Stage.COLLECTING, Round.Stage.MEETING, Round.Stage.EVALUATING)


@dataclass(frozen=True, slots=True)
class Words:
    """A comment as typed: ``shown`` are the sentences that had a box to tick, ``ticked`` those with a tick."""

    spoken_by: str
    text: str
    shown: Collection[str] = ()
    ticked: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """A statement whose comment is not what the notice asks, and why in a few words."""

    statement: Statement
    why: str


@transaction.atomic
def save_comment(statement: Statement, *, words: Words, version: int, person: Person, now: datetime) -> Comment:
    """Keep the primary comment of ``statement`` (``version`` 0: there was none); raises Overtaken or NotNow.

    The same words again are no change, so that a second click and a reload are harmless.
    """
    locked = _lock(statement)
    comment = Comment.objects.select_for_update().filter(statement=locked, is_primary=True).first()
    if comment is None:
        comment = Comment(statement=locked, version=0)
    return _write(comment, words, version, person, now)


@transaction.atomic
def add_comment(statement: Statement, *, words: Words, person: Person, now: datetime) -> Comment:
    """Keep somebody else's comment beside the primary one."""
    locked = _lock(statement)
    same = Comment.objects.filter(
        statement=locked, is_primary=False, spoken_by=words.spoken_by, text=words.text
    ).first()
    if same is not None:
        return same
    return _write(Comment(statement=locked, is_primary=False, version=0), words, 0, person, now)


@transaction.atomic
def correct_comment(comment: Comment, *, words: Words, version: int, person: Person, now: datetime) -> Comment:
    """Correct a text; who may confirm it confirms it by that, an earlier confirmation by others ends."""
    _lock(comment.statement)
    fresh = Comment.objects.select_for_update().get(pk=comment.pk)
    mine = Comment.objects.confirmable_by(person).filter(pk=fresh.pk).exists()
    if fresh.is_confirmed and mine:
        fresh.confirmed_by = fresh.confirmed_at = None
    written = _write(fresh, words, version, person, now)
    if mine and written.text.strip():
        _confirm([written], person, now)
    return written


def _lock(statement: Statement) -> Statement:
    """Lock the round, on which a decision queues too, and the statement, on which its comments queue."""
    Round.objects.select_for_update().get(pk=statement.round_id)
    Statement.objects.select_for_update().get(pk=statement.pk)
    locked = Statement.objects.for_pages().get(pk=statement.pk)
    if locked.round.stage not in OPEN_STAGES:
        raise NotNow("本轮已经研究确定，点评不能再改。")
    return locked


def _write(comment: Comment, words: Words, version: int, person: Person, now: datetime) -> Comment:
    problems = list(marks(words.text, shown=words.shown, ticked=words.ticked))
    if (comment.spoken_by, comment.text, comment.problems) == (words.spoken_by, words.text, problems):
        return comment
    if comment.version != version:
        raise Overtaken("这份点评刚才有人改过。您写的还在框里，请对照现在存着的那一份，再存一次。")
    if comment.is_confirmed:
        raise NotNow("点评人已经确认，不能再改。确需更正，请由点评人在“点评”页里改。")
    comment.spoken_by, comment.text, comment.problems = words.spoken_by, words.text, problems
    comment.author = _author(comment.statement, words.spoken_by)
    comment.recorded_by, comment.recorded_at = person, now
    comment.version += 1
    comment.save()
    audit.record(person, "记录点评", comment, after={"version": comment.version})  # not what it says: DESIGN §4
    return comment


def _author(statement: Statement, name: str) -> Person | None:
    """Return the account of whoever spoke, if exactly one leader or organizer of the organization is called so."""
    posts = Appointment.objects.filter(
        organization=statement.round.organization_id,
        role__in=Appointment.OVERSEEING_ROLES,
        person__name=name,
        ends__isnull=True,
    )
    people = {post.person for post in posts.select_related("person")}
    return people.pop() if len(people) == 1 else None


@transaction.atomic
def confirm_comments(round_: Round, *, seen: dict[int, int], person: Person, now: datetime) -> int:
    """Confirm the comments that ``person`` has seen (id → version); return how many. Empty ones stay open.

    What somebody changed after the page was made is not confirmed unseen.
    """
    if Round.objects.select_for_update().get(pk=round_.pk).stage not in OPEN_STAGES:
        raise NotNow("本轮已经研究确定，点评不用再确认。")
    mine = (
        Comment.objects.select_for_update(of=("self",))
        .filter(pk__in=seen, statement__round=round_, confirmed_at__isnull=True)
        .exclude(text="")
        .order_by("pk")
    )
    allowed = set(Comment.objects.confirmable_by(person).filter(pk__in=seen).values_list("pk", flat=True))
    found = [comment for comment in mine if comment.pk in allowed and comment.version == seen[comment.pk]]
    _confirm(found, person, now)
    return len(found)


def _confirm(comments: list[Comment], person: Person, now: datetime) -> None:
    for comment in comments:
        comment.confirmed_by, comment.confirmed_at = person, now
        comment.save(update_fields=["confirmed_by", "confirmed_at"])
        audit.record(person, "确认点评", comment, after={"version": comment.version})


def comments_missing(round_: Round) -> list[Missing]:
    """Return who has no comment or none that names a problem; the stage waits for them, the meeting never does."""
    statements = round_.statements.reporting().for_pages().in_order()
    primary = {one.statement_id: one for one in Comment.objects.primary().filter(statement__round=round_)}
    found = [Missing(statement, _lack(primary.get(statement.pk))) for statement in statements]
    return [one for one in found if one.why]


def _lack(comment: Comment | None) -> str:
    if comment is None or not comment.text.strip():
        return "还没有点评"
    return "" if comment.problems else "点评没有点到具体问题"
