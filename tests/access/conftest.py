from datetime import date

import pytest

from accounts.models import Appointment
from tests import cast as casting
from tests.access.objects import build

PAST = {"starts": date(2020, 3, 1), "ends": date(2024, 2, 29)}


@pytest.fixture
def cast(db):
    """The cast, with a member of a branch, and with somebody who had every kind of post, long ago."""
    cast = casting.assemble()
    cast.member, cast.former = casting.person("010014", "党小员"), casting.person("010015", "曾任远")
    Appointment.objects.create(person=cast.member, organization=cast.branch, role="member", starts=date(2024, 3, 1))
    for place, role in (
        (cast.college, "secretary"), (cast.branch, "secretary"), (cast.college, "organizer"), (cast.committee, "secretary"),
        (cast.committee, "organizer"), (cast.committee, "auditor"), (cast.committee, "security_administrator"),
        (cast.committee, "system_administrator"),
    ):  # fmt: skip
        Appointment.objects.create(person=cast.former, organization=place, role=role, **PAST)
    return cast


@pytest.fixture
def objects(cast, year):
    """One object of every kind, of a college and of a branch."""
    return build(cast, year, ("college", "branch"))
