from datetime import date

import pytest

from accounts.models import Appointment
from tests import cast as casting
from tests.access.objects import build


@pytest.fixture
def cast(db):
    """The cast, with a member of a branch, and with somebody who had every kind of post, one a year, long ago."""
    cast = casting.assemble()
    cast.member, cast.former = casting.person("010014", "党小员"), casting.person("010015", "曾任远")
    Appointment.objects.create(person=cast.member, organization=cast.branch, role="member", starts=date(2024, 3, 1))
    posts = (
        (cast.college, "secretary"), (cast.branch, "secretary"), (cast.college, "organizer"), (cast.committee, "secretary"),
        (cast.committee, "organizer"), (cast.committee, "auditor"), (cast.committee, "security_administrator"),
        (cast.committee, "system_administrator"),
    )  # fmt: skip
    for year, (place, role) in enumerate(posts, start=2014):
        Appointment.objects.create(
            person=cast.former, organization=place, role=role, starts=date(year, 1, 1), ends=date(year, 12, 31)
        )
    return cast


@pytest.fixture
def objects(cast, year):
    """One object of every kind, of a college and of a branch."""
    return build(cast, year, ("college", "branch"))
