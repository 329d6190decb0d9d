"""A name that had been written wrongly is corrected in the rounds that are still under way; archived ones stay."""

from accounts.models import Organization
from accounts.services.people.former_name import corrections
from reviews.models import Round, Statement


@corrections.register
def rounds_and_statements(organization: Organization) -> None:
    """Correct the copies of rounds that are not archived."""
    names = {"organization_name": organization.name, "organization_short": organization.short}
    Round.objects.filter(organization=organization).exclude(stage=Round.Stage.ARCHIVED).update(**names)
    mine = Statement.objects.filter(organization=organization)
    mine.exclude(round__stage=Round.Stage.ARCHIVED).update(**names)
