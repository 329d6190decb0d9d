"""Who sees which sentences are alike, takes the marked copy and the speaking version; the round of the pair is last year's, whose deadline is over."""

from datetime import date

from django.utils import timezone

from reviews.models import Cycle, Report
from reviews.services.collecting.report import hand_in_report
from reviews.services.preparing.round import open_round
from tests import docx
from tests.access.answer import AUTHOR, OPENERS, ORGANIZER, WRONG_METHOD, Rows

SIMILARITY: Rows = {
    "reviews:similarity": ("round", ORGANIZER, WRONG_METHOD),
    "reviews:report_marked": ("report", OPENERS, WRONG_METHOD),
    "reviews:speaking": ("statement", AUTHOR, AUTHOR),
    "reviews:speaking_file": ("statement", AUTHOR, WRONG_METHOD),
    "reviews:practice": ("statement", AUTHOR, WRONG_METHOD),
    "reviews:similarity_pair": ("similarity", ORGANIZER, WRONG_METHOD),
}


def add_similarity(found, year):
    """Hand every organization's report in for last year too, so that both are alike."""
    now, before = timezone.now(), year.cycle.year - 1
    cycle = Cycle.objects.create(year=before, notice_title="通知", issued_on=date(before, 12, 1))
    for name, (pk,) in found["report"].items():
        report = Report.objects.select_related("statement__round__organization").get(pk=pk)
        level = report.statement.round.organization
        last = cycle.rounds.filter(organization=level).first() or open_round(cycle, organization=level, report_due=now)
        owed = last.statements.get(organization=report.statement.organization)
        again = hand_in_report(owed, person=owed.person, data=docx.good(), filename="a.docx", now=now).report
        found["similarity"][name] = [last.pk, again.pk, pk]
