"""What is sent to the addresses of reports: handed in, not taken, accepted, returned, delayed, spoken."""

from collections.abc import Callable
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.services.duty.outstanding import gather_outstanding
from reviews.models import Attempt, Cycle, Report
from reviews.services.collecting.acceptance import accept_report
from reviews.services.collecting.delay import grant_delay
from reviews.services.collecting.report import LimitsBroken, hand_in_report
from tests import docx
from tests.access.bodies.at import At, Body, same
from tests.hall import runner


def _in_days(days: int) -> str:
    return (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%dT17:00")


def _file(at: At) -> Body:
    at.bring("collecting")
    return {"file": SimpleUploadedFile("稿.docx", docx.report(achievements=590))}


def _report(at: At) -> Report:
    """Return the newest version, of a round that collects."""
    at.bring("collecting")
    found: Report = at.statement.current_report
    return found


def _read(at: At) -> Body:
    paragraph = _report(at).reading.paragraphs[-1]
    return {"paragraph": paragraph.index, "part": "other"}


def _accepted(at: At) -> Body:
    accept_report(_report(at), person=runner(at.statement), now=timezone.now())
    return {"state": "accepted"}


def _spoken(at: At) -> Body:
    report = _report(at)
    return {"kept": report.reading.paragraphs[1].index, "report": report.pk, "seen": 0}


def _delayed(at: At) -> Body:
    at.bring("collecting")
    now = timezone.localtime()
    grant_delay(at.statement, person=runner(at.statement), until=now + timedelta(days=20), reason="出差", now=now)
    return {}


def _delay(at: At) -> Body:
    at.bring("collecting")
    return {"until": _in_days(20), "reason": "因公出差"}


def _promised(at: At) -> Body:
    return {"key": gather_outstanding([at.organization], timezone.localdate())[0].key, "mentioned": "yes"}


def _attempt(act: Callable[[Attempt], Body]) -> Callable[[At], Body]:
    """Let a file wait that the year did not take; its number takes the place of the version's in the address."""

    def words(at: At) -> Body:
        at.bring("collecting")
        Cycle.objects.update(violations_block=True)
        try:
            hand_in_report(
                at.statement, person=at.statement.person, data=docx.thin(), filename="稿.docx", now=timezone.localtime()
            )
        except LimitsBroken:
            at.args[1] = Attempt.objects.get(statement=at.pk).pk
        return act(Attempt.objects.get(statement=at.pk))

    return words


BODIES: dict[str, Callable[[At], Body]] = {
    "reviews:hand_in": _file,
    "reviews:attempt_correct": _attempt(lambda one: {"paragraph": one.reading.paragraphs[-1].index, "part": "other"}),
    "reviews:attempt_recheck": _attempt(lambda _one: {}),
    "reviews:attempt_drop": _attempt(lambda _one: {}),
    "reviews:report_accept": lambda at: {"state": _report(at).state},
    "reviews:report_return": lambda at: {"state": _report(at).state, "reason": "请补充问题"},
    "reviews:report_reopen": _accepted,
    "reviews:correct_reading": _read,
    "reviews:follow_up": _promised,
    "reviews:round_recheck": same(),
    "reviews:cycle_recheck": same(),
    "reviews:speaking": _spoken,
    "reviews:delay_grant": _delay,
    "reviews:delay_withdraw": _delayed,
}
