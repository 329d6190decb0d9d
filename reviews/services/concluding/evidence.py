"""What an opinion leans on: what was seen, said and handed in of one secretary, every sentence with its source (N3.4a)."""

from dataclasses import dataclass

from reviews.models import Comment, Report, Statement, Visit
from reviews.rules.concluding.opinion import Material, Said
from reviews.rules.hearing.problem import problem_sentences
from reviews.rules.hearing.sentence import sentences
from reviews.wordcheck import Part

FROM_REPORT, FROM_COMMENT = "述职报告", "点评"


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was seen, said and handed in of one secretary."""

    visits: list[Visit]
    comments: list[Comment]
    report: Report | None


def gather(statement: Statement) -> Gathered:
    """Fetch it, the earliest first, the primary comment before those beside it."""
    return Gathered(
        visits=list(statement.visits.standing().order_by("day", "pk")),
        comments=list(statement.comments.exclude(text="").order_by("-is_primary", "pk")),
        report=Report.objects.current().filter(statement=statement).first(),
    )


def material(gathered: Gathered) -> Material:
    """Return what the opinion can be drafted from."""
    comments = [(one, text) for one in gathered.comments for text in sentences(one.text)]
    visits = [(one, text) for one in gathered.visits for text in sentences(one.text)]
    report = gathered.report
    return Material(
        comment=[Said(text, comment_source(one)) for one, text in comments if text not in one.problems],
        comment_problems=[Said(text, comment_source(one)) for one, text in comments if text in one.problems],
        visits=[Said(text, visit_source(one)) for one, text in visits if text not in one.problems],
        visit_problems=[Said(text, visit_source(one)) for one in gathered.visits for text in one.problems],
        achievements=[Said(text, FROM_REPORT) for text in _achievements(report)] if report else (),
        report_problems=[Said(text, FROM_REPORT) for _, text in own_problems(report)] if report else (),
    )


def _achievements(report: Report) -> list[str]:
    """Return the first sentence of every paragraph of the report's own account."""
    texts = [one.text for one in report.reading.paragraphs if one.part == Part.ACHIEVEMENTS and not one.heading]
    return [found[0] for text in texts if (found := sentences(text))]


def own_problems(report: Report) -> list[tuple[int, str]]:
    """Return (paragraph, sentence) of the problems that the report itself names."""
    part = [(one.index, one.text, one.heading) for one in report.reading.paragraphs if one.part == Part.PROBLEMS]
    return problem_sentences(part)


def visit_source(visit: Visit) -> str:
    """Name a visit as a source."""
    return f"{visit.day.month}月{visit.day.day}日调研"


def comment_source(comment: Comment) -> str:
    """Name a comment as a source."""
    return f"{comment.spoken_by}{FROM_COMMENT}" if comment.is_primary else f"{comment.spoken_by}补充{FROM_COMMENT}"
