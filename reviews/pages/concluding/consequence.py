"""What follows from the results: the page for 人事's list and the talks and rectifications, and the board's links."""

from typing import Any

from django.urls import reverse

from accounts.models import AuditEntry, Person
from accounts.services.trail.history import Line, history_of
from reviews.forms.concluding.consequence import SentForm
from reviews.models import Consequence, Publication, Round
from reviews.models.relation import reviews_at
from reviews.rules.preparing.clause import CLAUSES
from reviews.services.concluding.consequence import Listed, listed

VERBS = ("登记名单已送人事",)
SHOWN_BEFORE = (Round.Stage.PREPARING, Round.Stage.COLLECTING, Round.Stage.MEETING, Round.Stage.EVALUATING)
RELEASED = (Round.Stage.FED_BACK, Round.Stage.PUBLISHED, Round.Stage.ARCHIVED)


def consequences_page(person: Person, round_: Round, *, form: SentForm | None = None) -> dict[str, Any]:
    """Return the context of a round's consequences; overseers see the list for 人事 alone."""
    found = listed(round_, person)
    mine = set(
        Consequence.objects.editable_by(person)
        .filter(pk__in=[one.pk for one in found.unsent])
        .values_list("pk", flat=True)
    )
    is_deciding = round_.organization_id in reviews_at(person)
    return {
        "round": round_,
        "listed": found,
        "to_send": [one for one in found.unsent if one.pk in mine],
        "form": form or SentForm(),
        "is_deciding": is_deciding,
        "history": _sent(round_, found) if is_deciding else [],
        "barred_clause": CLAUSES["N3.4c"],
        "talk_clause": CLAUSES["N3.4d"],
    }


def _sent(round_: Round, found: Listed) -> list[Line]:
    """Return when lists went out; nothing where none of the rows shown did: then it was the reader's own."""
    if not any(one.sent_on for one in (*found.barred, *found.withdrawn)):
        return []
    return history_of(round_, VERBS, _receipt)


def _receipt(entry: AuditEntry) -> str:
    return f"{entry.after.get('receipt', '')}签收"


def result_links(person: Person, round_: Round) -> list[tuple[str, str]]:
    """Return (words, address) of what the round's page leads to by its stage; nothing of it before its time."""
    links = []
    if round_.stage not in SHOWN_BEFORE[:3] and round_.organization_id in reviews_at(person):
        links = _for_the_deciding(person, round_)
    elif round_.stage in RELEASED:
        links = [("结果运用", reverse("reviews:consequences", args=[round_.pk]))]
        links += [
            ("看通报", reverse("reviews:publication", args=[one.pk]))
            for one in Publication.objects.visible_to(person).issued().filter(decision__round=round_).latest_first()[:1]
        ]
    return links


def _for_the_deciding(person: Person, round_: Round) -> list[tuple[str, str]]:
    reports = not Round.objects.decided_by(person).filter(pk=round_.pk).exists()
    names = [] if reports else [("研究确定", "round_decision")]
    if round_.stage not in SHOWN_BEFORE:
        names += [("反馈", "round_feedback"), ("结果运用", "consequences")]
    if round_.stage in RELEASED and not reports:
        names.append(("通报", "round_publication"))
    return [(words, reverse(f"reviews:{name}", args=[round_.pk])) for words, name in names]
