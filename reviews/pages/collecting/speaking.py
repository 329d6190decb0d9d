"""The page where a report is made short enough to be spoken, and the one where it is practised."""

from collections.abc import Collection
from typing import Any

from reviews.forms.collecting.speaking import SpeakingForm
from reviews.models import Report, SpeakingVersion, Statement
from reviews.rules.collecting.speaking import budget, first_choice, spoken_lines
from reviews.services.collecting.speaking import latest_version


def speaking_page(statement: Statement, report: Report, *, form: SpeakingForm | None = None) -> dict[str, Any]:
    """Return the paragraphs with their ticks: those just sent, the saved ones, or a first choice."""
    saved = latest_version(report)
    kept = form.ticked() if form else _kept(statement, report, saved)
    return {
        "statement": statement,
        "report": report,
        "saved": saved,
        "seen": saved.number if saved else 0,
        "lines": spoken_lines(report.reading, kept),
        "budget": budget(report.reading, kept, statement.round.cycle.limits),
        "form": form,
    }


def _kept(statement: Statement, report: Report, saved: SpeakingVersion | None) -> Collection[int]:
    if saved is not None:
        return saved.kept
    before = (
        SpeakingVersion.objects.filter(report__statement=statement)
        .order_by("-report__number", "-number")
        .select_related("report")
        .first()
    )
    return first_choice(report.reading, _texts(before) if before else ())


def _texts(version: SpeakingVersion) -> set[str]:
    kept = set(version.kept)
    return {one.text for one in version.report.reading.paragraphs if one.index in kept}


def practice_page(statement: Statement, report: Report, saved: SpeakingVersion) -> dict[str, Any]:
    """Return what is spoken, large, with the minutes to count down from."""
    limits = statement.round.cycle.limits
    return {
        "statement": statement,
        "lines": [line for line in spoken_lines(report.reading, saved.kept) if line.kept],
        "budget": budget(report.reading, saved.kept, limits),
        "seconds": limits.speech_minutes * 60,
    }
