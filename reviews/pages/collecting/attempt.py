"""What the author sees of a file that the year did not take: what it breaks, and how it was read."""

from typing import Any

from django.utils import timezone

from reviews.forms.collecting.report import HandInForm
from reviews.models import Attempt, Statement
from reviews.pages.collecting.statement import closed_text
from reviews.pages.preparing.cycle import changes
from reviews.rules.collecting.findings import finding_rows
from reviews.rules.collecting.ruler import ruler
from reviews.rules.collecting.script import script_rows
from reviews.rules.collecting.summary import summarize
from reviews.wordcheck import Severity, limits_to_json


def attempt_page(statement: Statement, attempt: Attempt) -> dict[str, Any]:
    """Return the context of the page; ``may_correct`` as ``correct_attempt`` has it."""
    reading, cycle = attempt.reading, statement.round.cycle
    broken = [finding for finding in reading.findings if finding.severity == Severity.VIOLATION]
    may_correct = statement.hand_in(attempt.made_at)
    may_hand_in = statement.hand_in(timezone.localtime())
    return {
        "statement": statement,
        "attempt": attempt,
        "due": timezone.localtime(statement.due),
        "reading": reading,
        "ruler": ruler(reading),
        "summary": summarize(reading),
        "findings": finding_rows(broken, cycle.clauses, reading),
        "script": script_rows(reading, attempt.author_parts),
        "may_correct": may_correct.allowed,
        "may_hand_in": may_hand_in.allowed,
        "outdated": reading.limits != cycle.limits or not cycle.violations_block,
        "changes": changes(limits_to_json(cycle.limits), limits_to_json(reading.limits)),
        "closed": closed_text(statement, may_hand_in),
        "form": HandInForm(),
    }
