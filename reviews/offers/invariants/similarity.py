"""What must hold of the index of sentences: it knows the versions that count and no others."""

from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.services.house.invariant import invariants
from reviews.models import Likeness, Report, SentenceBand


@invariants.register
def only_current_versions_are_indexed() -> QuerySet[Report]:
    """A version that no longer counts stands in the index no more."""
    banded = SentenceBand.objects.filter(report=OuterRef("pk"))
    return Report.objects.filter(Exists(banded)).exclude(statement__current_report=F("pk"))


@invariants.register
def only_current_versions_are_like_others() -> QuerySet[Likeness]:
    """What was found about a version goes when the next one comes."""
    return Likeness.objects.exclude(report__statement__current_report=F("report"))
