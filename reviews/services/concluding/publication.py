"""Circulating the results in the scope that the body has decided (N3.4b)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from accounts.services.trail import audit
from reviews.models import Decision, Feedback, Outcome, Publication, Round
from reviews.rules.concluding.publication import Told, Whole, draft, still_to_fill
from reviews.services.preparing.stage import advance


class PublicationRefused(Exception):
    """It may not go out or change now; the message says why, in Chinese."""


class PublicationOvertaken(Exception):
    """Somebody else was faster; the message says who and when, in Chinese."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is to be circulated next: the decision, and whether it corrects what has gone out."""

    decision: Decision
    corrects: bool


def waiting(round_: Round) -> Waiting | None:
    """Return what the round has still to circulate, or None.

    The first circulation tells everything that stands on its day; each decision after it asks for a correction.
    """
    issued = Publication.objects.issued().filter(decision__round=round_).order_by("issued_at")
    times = [one.issued_at for one in issued if one.issued_at]
    if not times:
        drafted = Publication.objects.filter(decision__round=round_).select_related("decision").first()
        first = drafted.decision if drafted else round_.decisions.confirmed().order_by("-number").first()
        return Waiting(first, corrects=False) if first else None
    later = round_.decisions.confirmed().filter(confirmed_at__gt=times[0], publication__issued_at=None)
    found = later.filter(outcomes__is_current=True).order_by("number").first()
    return Waiting(found, corrects=True) if found else None


def told_by(next_: Waiting) -> list[Outcome]:
    """Return the outcomes that a circulation names: all that stand, or those corrected."""
    outcomes = Outcome.objects.current().filter(statement__round=next_.decision.round_id)
    if next_.corrects:
        outcomes = outcomes.filter(decision=next_.decision)
    return list(outcomes.for_pages().in_order())


def is_told_beforehand(outcomes: list[Outcome]) -> bool:
    """Whether everybody named has heard their own first (反馈 before 通报)."""
    return not Feedback.objects.unopened().filter(outcome__in=outcomes).exists()


def contents_of(outcomes: list[Outcome]) -> list[dict[str, Any]]:
    """Return the list as it goes out and stays."""
    return [
        {
            "statement": one.statement_id, "organization": one.statement.organization_name,
            "name": one.statement.person.name, "grade": one.grade, "grade_name": one.grade_name,
        }
        for one in outcomes
    ]  # fmt: skip


def draft_publication(next_: Waiting) -> str:
    """Return the text that its drafter starts from."""
    decision, outcomes = next_.decision, told_by(next_)
    round_ = decision.round
    whole = Whole(
        organization=round_.organization_short,
        year=round_.cycle.year,
        body=decision.body,
        held_on=decision.held_on,
        told=[Told(row["organization"], row["name"], row["grade_name"]) for row in contents_of(outcomes)],
        grade_names=round_.cycle.grade_names,
        problems=[one.problems for one in outcomes],
        corrects=next_.corrects,
    )
    return draft(whole)


@transaction.atomic
def save_publication(round_: Round, *, text: str, seen: int, person: Person, now: datetime) -> Publication:
    """Keep a draft, ``seen`` being the version on the page (0: there was none); the same text again is no change."""
    fresh = _locked(round_)
    next_ = _next(fresh)
    publication = Publication.objects.for_pages().filter(decision=next_.decision).first()
    if publication and publication.text == text:
        return publication
    if (publication.version if publication else 0) != seen:
        raise PublicationOvertaken(_who_was_faster(publication))
    publication = publication or Publication(decision=next_.decision, version=0)
    publication.text, publication.drafted_by, publication.drafted_at = text, person, now
    publication.version += 1
    publication.save()
    audit.record(person, "起草通报", publication, after={"version": publication.version})
    return publication


@transaction.atomic
def issue_publication(
    publication: Publication, *, seen: int, shown: str, person: Person, reason: str = "", now: datetime
) -> Publication:
    """Send out version ``seen`` with the list ``shown`` (its ``list_mark``); the first moves the round on.

    Raises PublicationOvertaken where text or list are no longer what was seen, PublicationRefused, and what
    ``advance`` raises. Sent out already is no change.
    """
    round_ = _locked(publication.decision.round)
    fresh = Publication.objects.for_pages().get(pk=publication.pk)
    if fresh.is_issued:
        return fresh
    next_ = _next(round_)
    if fresh.version != seen or fresh.decision_id != next_.decision.pk:
        raise PublicationOvertaken(_who_was_faster(fresh))
    if still_to_fill(fresh.text):
        raise PublicationRefused("通报里还有“（请归纳：……）”没有写。请写好，再删去那一行。")
    outcomes = told_by(next_)
    if list_mark(outcomes) != shown:
        raise PublicationOvertaken("名单刚刚更正过，请核对新的名单再印发。")
    if not is_told_beforehand(outcomes):
        raise PublicationRefused("还有人的结果没有反馈本人。先反馈，后通报。")
    fresh.issued_by, fresh.issued_at, fresh.contents = person, now, contents_of(outcomes)
    fresh.save(update_fields=["issued_by", "issued_at", "contents"])
    audit.record(person, "印发通报", fresh, after={"version": seen, "scope": fresh.decision.scope})
    if round_.stage == Round.Stage.FED_BACK:
        advance(round_, to=Round.Stage.PUBLISHED, person=person, reason=reason, now=now)
    return fresh


def list_mark(outcomes: list[Outcome]) -> str:
    """Return a mark that tells one list from another."""
    return "-".join(str(one.pk) for one in outcomes)


def _locked(round_: Round) -> Round:
    Round.objects.select_for_update().get(pk=round_.pk)
    return Round.objects.latest_first().get(pk=round_.pk)


def _next(round_: Round) -> Waiting:
    if round_.stage not in {Round.Stage.FED_BACK, Round.Stage.PUBLISHED}:
        raise PublicationRefused("全部反馈完毕、异议答复以后，才起草通报。")
    next_ = waiting(round_)
    if next_ is None:
        raise PublicationOvertaken("通报已经印发，不能再改。要改，先作出更正的研究决定，再发更正通报。")
    return next_


def _who_was_faster(publication: Publication | None) -> str:
    if publication is None:
        return "原来的草稿不在了。您写的还在框里，请再存一次。"
    at = timezone.localtime(publication.drafted_at)
    return f"{publication.drafted_by.name}在 {at:%H:%M} 改过这份通报。请对照现在的内容再办。"
