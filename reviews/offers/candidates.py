"""What reviews knows of an organization's problems: those that its secretary found in the report (N3.5a)."""

import hashlib

from django.urls import reverse

from accounts.models import Organization
from accounts.rules.candidate import Candidate, Source
from accounts.services.candidate import candidates
from reviews.models import Report
from reviews.offers import remark_candidates  # noqa: F401 - registers its offer
from reviews.rules.hearing.problem import problem_sentences
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
    url = reverse("reviews:statement", args=[report.statement_id])
    found = {
        _key(report, sentence): Candidate(
            key=_key(report, sentence),
            source=Source.SELF_FOUND,
            text=sentence,
            label=f"述职报告第 {index + 1} 段",
            context=texts[index],
            url=f"{url}#p{index}",
        )
        for index, sentence in problem_sentences(part)
    }
    return list(found.values())


def _key(report: Report, sentence: str) -> str:
    return f"statement-{report.statement_id}-{hashlib.sha256(sentence.encode()).hexdigest()[:16]}"
