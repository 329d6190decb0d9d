"""Two people at once: one wins, the other is told, nothing is half (PROMISES §3)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Appointment, Person
from accounts.services.appointment import appoint, hand_over
from accounts.services.roster import confirm_roster, preview_roster
from tests import cast as casting
from tests import xlsx
from tests.race import together

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 6, 1)


def outcomes_of(*acts):
    return sorted(type(outcome).__name__ for outcome in together(*acts))


def test_of_two_hand_overs_exactly_one_wins():
    cast = casting.assemble()
    post = Appointment.objects.get(person=cast.branch_secretary)
    acts = [
        lambda who=who: hand_over(post, successor=who, role="secretary", starts=DAY) for who in (cast.outsider, cast.head)
    ]  # fmt: skip
    assert outcomes_of(*acts) == ["Appointment", ValidationError.__name__]
    assert Appointment.objects.filter(organization=cast.branch, ends=None).count() == 1


def test_of_two_appointments_to_a_vacant_post_exactly_one_wins():
    cast = casting.assemble()
    Appointment.objects.filter(organization=cast.branch).update(ends=date(2026, 5, 31))
    acts = [
        lambda who=who: appoint(who, organization=cast.branch, role="secretary", starts=DAY)
        for who in (cast.outsider, cast.head)
    ]
    assert outcomes_of(*acts) == ["Appointment", ValidationError.__name__]


def test_a_roster_confirmed_twice_at_once_is_written_once():
    cast = casting.assemble()
    data = xlsx.roster(人员=[("020001", "白石", "")])
    roster = preview_roster(cast.committee, person=cast.department, data=data, filename="x.xlsx")
    outcomes = together(*[lambda: confirm_roster(roster, person=cast.department)] * 3)
    assert [outcome.state for outcome in outcomes] == ["written"] * 3
    assert Person.objects.filter(name="白石").count() == 1


def test_of_two_rosters_that_rename_alike_exactly_one_is_written():
    cast = casting.assemble()
    rosters = [
        preview_roster(cast.committee, person=cast.department, data=data, filename="x.xlsx")
        for data in (
            xlsx.roster(党组织=[(cast.branch.pk, name, "", "党支部", "", "")]) for name in ("学生甲党支部", "学生乙党支部")
        )
    ]  # fmt: skip
    acts = [lambda roster=roster: confirm_roster(roster, person=cast.department) for roster in rosters]
    assert outcomes_of(*acts) == ["Roster", "RosterRefused"]
