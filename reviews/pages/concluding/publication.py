"""What the pages about circulation show: the draft, the last look before it goes out, what went out."""

from typing import Any

from django.utils import timezone

from accounts.models import Person
from accounts.rules.house.paper import title_lines
from accounts.services.trail.history import history_of
from reviews.documents.concluding.publication import addressee
from reviews.forms.concluding.decision import SeenForm
from reviews.forms.concluding.publication import PublicationForm
from reviews.models import Publication, Round
from reviews.pages.concluding.feedback import lines_of
from reviews.pages.history import saved
from reviews.rules.concluding.publication import still_to_fill, title_of
from reviews.rules.preparing.clause import CLAUSES
from reviews.rules.preparing.stage import Missing, next_move
from reviews.services.concluding.publication import (
    Waiting,
    contents_of,
    draft_publication,
    is_told_beforehand,
    list_mark,
    told_by,
    waiting,
)
from reviews.services.preparing.stage import missing_before

VERBS = ("起草通报", "印发通报")
OPEN_STAGES = (Round.Stage.FED_BACK, Round.Stage.PUBLISHED)


def round_publication_page(round_: Round, *, form: PublicationForm | None = None) -> dict[str, Any]:
    """Return the context of what a round circulates next, and of what has gone out."""
    issued = list(Publication.objects.issued().filter(decision__round=round_).for_pages().latest_first())
    next_ = waiting(round_) if round_.stage in OPEN_STAGES else None
    draft = Publication.objects.for_pages().filter(decision=next_.decision).first() if next_ else None
    if next_ and form is None:
        text = draft.text if draft else draft_publication(next_)
        form = PublicationForm(initial={"text": text, "seen": draft.version if draft else 0})
    return {
        "round": round_,
        "issued": issued,
        "next": next_,
        "draft": draft,
        "form": form if next_ else None,
        "too_early": round_.stage not in (*OPEN_STAGES, Round.Stage.ARCHIVED),
        "clause": CLAUSES["N3.4b"],
    }


def publication_page(person: Person, publication: Publication) -> dict[str, Any]:
    """Return the context of one circulation as its readers see it; a draft shows the list as it stands today."""
    round_ = publication.decision.round
    next_ = None if publication.is_issued else waiting(round_)
    may_edit = Publication.objects.editable_by(person).filter(pk=publication.pk).exists()
    return {
        "publication": publication,
        "round": round_,
        **paper_of(publication, next_),
        "addressee": addressee(publication),
        "lines": lines_of(publication.text),
        "corrected": _is_corrected(publication),
        "may_edit": may_edit,
        "history": history_of(publication, VERBS, saved) if may_edit else [],
    }


def issue_page(person: Person, publication: Publication, *, form: SeenForm | None = None) -> dict[str, Any]:
    """Return the context of the last look: what goes out, to whom, and what is still left open."""
    page = publication_page(person, publication)
    next_ = waiting(publication.decision.round)
    outcomes = told_by(next_) if next_ else []
    return page | {
        "form": form or SeenForm(),
        "shown": list_mark(outcomes),
        "to_fill": still_to_fill(publication.text),
        "untold": not is_told_beforehand(outcomes),
        "missing": _missing(publication.decision.round),
    }


def paper_of(publication: Publication, next_: Waiting | None) -> dict[str, Any]:
    """Return title and list: of what was issued as it went out, of a draft as it stands."""
    corrects = next_.corrects if next_ else _was_correction(publication)
    title = title_of(publication.decision.round.cycle.year, corrects=corrects)
    contents = contents_of(told_by(next_)) if next_ and not publication.is_issued else publication.contents
    return {"title": title, "title_lines": title_lines(title), "contents": contents or []}


def publications_page(person: Person) -> dict[str, Any]:
    """Return the context of all that was circulated to ``person``, the newest first."""
    found = list(Publication.objects.visible_to(person).issued().for_pages().latest_first()[:200])
    rounds = [one.decision.round_id for one in found]
    newest = {one.decision.round_id: one.pk for one in reversed(found)}
    return {
        "rows": [(one, newest[one.decision.round_id] != one.pk) for one in found],
        "several": len(set(rounds)) > 1,
        "today": timezone.localdate(),
    }


def _is_corrected(publication: Publication) -> bool:
    """Whether another has gone out after it."""
    later = Publication.objects.issued().filter(decision__round=publication.decision.round_id)
    return publication.is_issued and later.filter(issued_at__gt=publication.issued_at).exists()


def _was_correction(publication: Publication) -> bool:
    earlier = Publication.objects.issued().filter(decision__round=publication.decision.round_id)
    return earlier.filter(issued_at__lt=publication.issued_at).exists() if publication.is_issued else False


def _missing(round_: Round) -> list[Missing]:
    """Return what may be left open with a reason; issuing is the step itself."""
    step = next_move(round_.stage) if round_.stage == Round.Stage.FED_BACK else None
    found = missing_before(round_, step, timezone.localtime()) if step else []
    return [one for one in found if not one.must]
