"""What the page of a round's comments shows, and the box in which one is written."""

from dataclasses import dataclass
from typing import Any

from accounts.models import Appointment, Person
from accounts.services.trail.history import history_of
from reviews.forms.hearing.comment import CommentForm
from reviews.models import Comment, Round, Statement
from reviews.models.hearing.comment import RELEASED
from reviews.pages.history import saved
from reviews.rules.hearing.comment import Sentence, marked_sentences
from reviews.rules.preparing.clause import CLAUSES
from reviews.services.hearing.comment import OPEN_STAGES, comments_missing

VERBS = ("记录点评", "确认点评")


@dataclass(frozen=True, slots=True)
class Said:
    """A comment with its sentences, the marked ones lit."""

    comment: Comment
    sentences: tuple[Sentence, ...]
    may_correct: bool


def said(comments: list[Comment], *, may_correct: bool = False) -> list[Said]:
    """Return ``comments`` as a page shows them."""
    return [Said(one, marked_sentences(one.text, one.problems), may_correct) for one in comments]


def comments_page(person: Person, round_: Round) -> dict[str, Any]:
    """Return the context of all comments of ``round_``, in 规定序."""
    comments = list(
        Comment.objects.visible_to(person)
        .filter(statement__round=round_)
        .for_pages()
        .order_by("statement__organization__position", "statement", "-is_primary", "pk")
    )
    mine = set(Comment.objects.confirmable_by(person).filter(statement__round=round_).values_list("pk", flat=True))
    is_open = round_.stage in OPEN_STAGES
    to_confirm = [one for one in comments if one.pk in mine and not one.is_confirmed and one.text] if is_open else []
    return {
        "round": round_,
        "said": said(comments, may_correct=is_open),
        "missing": comments_missing(round_),
        "to_confirm": to_confirm,
        "confirmed": sum(one.is_confirmed for one in comments),
        "is_superior": leads(person, round_),
        "ground": CLAUSES["N3.3c"],
    }


def correct_page(comment: Comment, form: CommentForm, *, is_mine: bool) -> dict[str, Any]:
    """Return the context of one comment for those who may correct it."""
    return {
        "comment": comment,
        "form": form,
        "is_mine": is_mine,
        "sentences": marked_sentences(comment.text, comment.problems),
        "history": history_of(comment, VERBS, saved),
    }


def shown_comments(person: Person, statement: Statement) -> list[Said]:
    """Return the comments on ``statement`` for its own page: after the feedback, to whoever may see them."""
    if statement.round.stage not in RELEASED:
        return []
    found = Comment.objects.visible_to(person).filter(statement=statement).exclude(text="").for_pages()
    return said(list(found.order_by("-is_primary", "pk")))


def leads(person: Person, round_: Round) -> bool:
    """Whether ``person`` is the secretary of the organization that hears the statements."""
    return any(
        post.organization_id == round_.organization_id and post.role in Appointment.REVIEWED_ROLES
        for post in person.posts
    )


def superior_name(round_: Round) -> str:
    """Return the name of the organization's secretary, empty where there is none."""
    posts = Appointment.objects.filter(organization=round_.organization_id, ends__isnull=True).reviewed()
    return posts.values_list("person__name", flat=True).first() or ""


def comment_box(statement: Statement, form: CommentForm | None = None) -> dict[str, Any]:
    """Return what the box of ``statement``'s primary comment needs, and those beside it."""
    comments = list(Comment.objects.filter(statement=statement).order_by("-is_primary", "pk"))
    comment = comments[0] if comments and comments[0].is_primary else None
    initial = {
        "version": comment.version if comment else 0,
        "spoken_by": comment.spoken_by if comment else superior_name(statement.round),
        "text": comment.text if comment else "",
    }
    return {
        "comment": comment,
        "sentences": marked_sentences(comment.text, comment.problems) if comment else (),
        "comment_form": form or CommentForm(initial=initial),
        "asides": said([one for one in comments if not one.is_primary]),
    }
