"""What an organization is called: a rename keeps the former name with its last day, a correction replaces it."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from accounts.models import FormerName, Organization
from accounts.rules.house.offer import OfferList

# What apps do with their copies of a name that had been written wrongly; a rename leaves those alone.
corrections: OfferList[Callable[[Organization], None]] = OfferList()


def keep_former_name(organization: Organization, *, name: str, short: str, since: date) -> FormerName:
    """Keep the name that ``organization`` had until the day before ``since``; raises ValidationError.

    Call it in the transaction that renames, behind a lock on the organization.
    """
    until = since - timedelta(days=1)
    last = organization.former_names.order_by("-until").first()
    if last and last.until >= until:
        raise ValidationError(f"上一次更名是 {last.until + timedelta(days=1):%Y-%m-%d}，这一次要在它之后。")
    return FormerName.objects.create(organization=organization, name=name, short=short, until=until)


def keep_former_names(renamed: Iterable[tuple[Organization, str, str]], *, since: date) -> None:
    """Keep many former names at once (organization, name, short); of two on one day the first one stays."""
    until = since - timedelta(days=1)
    FormerName.objects.bulk_create(
        (FormerName(organization=one, name=name, short=short, until=until) for one, name, short in renamed),
        batch_size=1000, ignore_conflicts=True,
    )  # fmt: skip


def spread_correction(organization: Organization) -> None:
    """Correct the copies of the name in what is still under way."""
    for correct in corrections:
        correct(organization)
