"""Remarks of the 民主测评 that the organizer passed on: the source 群众评议, after the feedback (N3.5a)."""

from accounts.models import Organization
from accounts.rules.duty.candidate import Candidate, Source
from accounts.services.duty.candidate import candidates
from reviews.models import Remark
from reviews.models.hearing.comment import RELEASED


@candidates.register
def passed_remarks(organization: Organization, year: int) -> list[Candidate]:
    """Return them in the order of their random keys; without a link, for there is no page to read more on."""
    found = Remark.objects.passed_on().filter(
        statement__organization=organization,
        statement__round__cycle__year=year,
        statement__round__stage__in=RELEASED,
    )
    return [
        Candidate(key=f"remark-{one.pk.hex}", source=Source.MASSES, text=one.text, label="民主测评的文字意见")
        for one in found.order_by("pk")
    ]
