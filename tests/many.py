"""Many secretaries at once, made without a query for each."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.models import Appointment, Organization, Person
from accounts.models.house.bulk import reserve_ids
from reviews.models import Cycle, Round
from reviews.services.preparing.round import open_round
from tests.cast import Cast

MORNING = timezone.make_aware(datetime.fromisoformat("2026-12-09T09:30"))  # a Wednesday


def due_tomorrow(cast: Cast, count: int) -> Round:
    """Open a round of the college for ``count`` more branches, due the day after MORNING; all have an address."""
    college = cast.college
    branches = Organization.objects.bulk_create(
        Organization(
            pk=pk, parent=college, path=f"{college.path}{pk}/", name=f"第{n}党支部", short=f"{n}", kind="branch"
        )
        for n, pk in enumerate(reserve_ids(Organization, count))
    )
    people = Person.objects.bulk_create(
        Person(staff_number=f"9{n:05}", name=f"书记{n}", email=f"s{n}@example.com", password="!x") for n in range(count)
    )
    Appointment.objects.bulk_create(
        Appointment(person=person, organization=branch, role="secretary", starts=date(2024, 3, 1))
        for person, branch in zip(people, branches, strict=True)
    )
    cycle = Cycle.objects.create(year=2026, notice_title="通知", issued_on=date(2026, 12, 1))
    return open_round(cycle, organization=college, report_due=MORNING + timedelta(days=1))
