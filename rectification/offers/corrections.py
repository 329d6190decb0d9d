"""A name that had been written wrongly is corrected in what follows the rounds, as long as those are not archived."""

from django.db.models import Exists, OuterRef

from accounts.models import Organization
from accounts.services.people.former_name import corrections
from rectification.models import Campaign, Circular, Ledger
from reviews.models import Round


@corrections.register
def ledgers_and_their_papers(organization: Organization) -> None:
    """Correct the copies of the years in which nothing is archived; an issued circular stays as it went out."""
    names = {"organization_name": organization.name, "organization_short": organization.short}
    closed = Round.objects.filter(cycle=OuterRef("cycle"), stage=Round.Stage.ARCHIVED)
    own = Exists(closed.filter(organization=organization))
    reviewed = Exists(closed.filter(statements__organization=organization))
    Ledger.objects.filter(~reviewed, organization=organization).update(**names)
    Campaign.objects.filter(~own, organization=organization).update(**names)
    Circular.objects.filter(~own, organization=organization, state=Circular.State.DRAFT).update(**names)
