"""What a year's review has named as an organization's problems, by source (N3.5a); nothing before its release."""

import hashlib
from collections.abc import Iterable

from django.urls import reverse

from accounts.models import Organization
from accounts.rules.duty.candidate import Candidate, Source
from accounts.services.duty.candidate import candidates
from reviews.models import Comment, Outcome, Report, Visit
from reviews.models.hearing.comment import RELEASED
from reviews.rules.hearing.problem import problem_sentences
from reviews.rules.hearing.sentence import sentences
from reviews.wordcheck import Part


@candidates.register
def report_problems(organization: Organization, year: int) -> list[Candidate]:
    """Return the problems that the current report names; a sentence keeps its key when the report is replaced."""
    report = (
        Report.objects.current()
        .filter(statement__organization=organization, statement__round__cycle__year=year)
        .order_by("pk")
        .first()
    )
    if report is None:
        return []
    texts = {one.index: one.text for one in report.reading.paragraphs}
    part = [(one.index, one.text, one.heading) for one in report.reading.paragraphs if one.part == Part.PROBLEMS]
    return _once(
        Candidate(
            key=_key("statement", report.statement_id, sentence),
            source=Source.SELF_FOUND,
            text=sentence,
            label=f"述职报告第 {index + 1} 段",
            context=texts[index],
            url=_on_the_statement(report.statement_id, f"p{index}"),
        )
        for index, sentence in problem_sentences(part)
    )


@candidates.register
def visit_problems(organization: Organization, year: int) -> list[Candidate]:
    """Return the marked sentences of visits, once the round is fed back; the rest of the notes stays with the reviewers."""
    visits = (
        Visit.objects.standing()
        .filter(statement__organization=organization, statement__round__cycle__year=year)
        .filter(statement__round__stage__in=RELEASED)
        .order_by("day", "pk")
    )
    return _once(
        Candidate(
            key=_key("visit", visit.pk, sentence),
            source=Source.FIELD_RESEARCH,
            text=sentence,
            label=f"{visit.day.month}月{visit.day.day}日实地调研",
            context=sentence,
            url=_on_the_statement(visit.statement_id, "visited"),
        )
        for visit in visits
        for sentence in visit.problems
    )


@candidates.register
def comment_problems(organization: Organization, year: int) -> list[Candidate]:
    """Return the marked sentences of all comments, the primary one first, once the round is fed back."""
    comments = (
        Comment.objects.filter(statement__organization=organization, statement__round__cycle__year=year)
        .filter(statement__round__stage__in=RELEASED)
        .order_by("-is_primary", "pk")
    )
    return _once(
        Candidate(
            key=_key("comment", comment.pk, sentence),
            source=Source.SUPERIOR_COMMENT,
            text=sentence,
            label=f"{comment.spoken_by}同志点评",
            context=comment.text,
            url=_on_the_statement(comment.statement_id, "said"),
        )
        for comment in comments
        for sentence in comment.problems
    )


@candidates.register
def opinion_problems(organization: Organization, year: int) -> list[Candidate]:
    """Return what the opinion points out, once it is fed back to the person; a corrected decision keeps the keys."""
    outcomes = (
        Outcome.objects.current()
        .filter(statement__organization=organization, statement__round__cycle__year=year)
        .filter(feedback__opened_at__isnull=False)
        .order_by("pk")
    )
    return _once(
        Candidate(
            key=_key("opinion", outcome.statement_id, sentence),
            source=Source.FEEDBACK,
            text=sentence,
            label="综合评价意见",
            context=outcome.problems,
            url=_on_the_statement(outcome.statement_id, "opinion"),
        )
        for outcome in outcomes
        for sentence in sentences(outcome.problems)
    )


def _on_the_statement(statement_id: int, place: str) -> str:
    """Return a place on the statement's page: that is where its secretary may read it."""
    return f"{reverse('reviews:statement', args=[statement_id])}#{place}"


def _key(kind: str, pk: int, sentence: str) -> str:
    return f"{kind}-{pk}-{hashlib.sha256(sentence.encode()).hexdigest()[:16]}"


def _once(found: Iterable[Candidate]) -> list[Candidate]:
    """Keep one of what is said twice in the same place."""
    return list({one.key: one for one in found}.values())
