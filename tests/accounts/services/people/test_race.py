"""Two people at once: one wins, the other is told, nothing is half (PROMISES §3)."""

from datetime import date
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from accounts.models import Appointment, AuditEntry, Organization, Person
from accounts.services.house.job import run_job
from accounts.services.people.appointment import (
    WITHDRAWN,
    appoint,
    correct_appointment,
    end_appointment,
    hand_over,
    withdraw_appointment,
)
from accounts.services.people.ending import end_organization, take_back
from accounts.services.people.organization import lock_living, lock_tree
from accounts.services.people.person import change_person, create_person, set_active
from accounts.services.people.rights import give_right, take_right
from accounts.services.people.roster import confirm_roster, preview_roster
from accounts.services.people.slips import new_key, start_issuing
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


def test_of_two_who_end_each_others_keeping_of_the_rights_exactly_one_is_left():
    cast = casting.assemble()
    one, two = cast.security_administrator, cast.outsider
    give_right(two, role="security_administrator", starts=date(2026, 1, 1), actor=one)
    acts = [
        lambda who=who, by=by: take_right(who.appointments.get(), ends=DAY, actor=by)
        for who, by in ((one, two), (two, one))
    ]
    assert outcomes_of(*acts) == ["Appointment", ValidationError.__name__]


def test_of_two_who_keep_the_rights_the_last_is_not_disabled_meanwhile():
    cast = casting.assemble()
    one, two = cast.security_administrator, cast.outsider
    give_right(two, role="security_administrator", starts=date(2026, 1, 1), actor=one)
    acts = [lambda who=who: set_active(who, active=False, actor=cast.system_administrator) for who in (one, two)]
    assert outcomes_of(*acts) == ["PersonRefused", "bool"]


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


def test_of_two_rights_that_stay_apart_given_at_once_one_is_given():
    cast = casting.assemble()
    acts = [
        lambda place=place, role=role: appoint(cast.outsider, organization=place, role=role, starts=DAY)
        for place, role in ((cast.committee, "auditor"), (cast.college, "organizer"))
    ]
    assert outcomes_of(*acts) == ["Appointment", ValidationError.__name__]


def test_of_a_post_opened_again_and_a_right_given_at_once_one_is_told():
    cast = casting.assemble()
    post = Appointment.objects.get(person=cast.branch_secretary)
    for _ in range(5):
        Appointment.objects.filter(pk=post.pk).update(ends=date(2026, 5, 31))
        Appointment.objects.filter(person=cast.branch_secretary, role="auditor").delete()
        acts = [
            lambda: correct_appointment(post, starts=post.starts, ends=None, reason="误免"),
            lambda: appoint(cast.branch_secretary, organization=cast.committee, role="auditor", starts=DAY),
        ]
        assert outcomes_of(*acts) == ["Appointment", ValidationError.__name__]


def test_of_an_organization_taken_back_and_a_right_given_at_once_one_is_told():
    cast = casting.assemble()
    for _ in range(5):
        end_organization(cast.branch, on=DAY, today=DAY, actor=None)
        acts = [
            lambda: take_back(cast.branch, actor=None),
            lambda: appoint(cast.branch_secretary, organization=cast.committee, role="auditor", starts=DAY),
        ]
        assert outcomes_of(*acts) in (["Appointment", "EndingRefused"], ["Organization", ValidationError.__name__])
        Appointment.objects.filter(person=cast.branch_secretary, role="auditor").delete()
        if not Organization.objects.get(pk=cast.branch.pk).is_living:
            take_back(cast.branch, actor=None)


def test_a_post_given_on_a_page_waits_for_a_roster_that_is_being_written():
    cast, done = casting.assemble(), []

    def give():
        done.append(appoint(cast.outsider, organization=cast.branch, role="member", starts=DAY))
        connection.close()

    page = Thread(target=give)
    with transaction.atomic():
        lock_tree()  # as the roster does, before it looks whose posts stand
        page.start()
        page.join(0.5)
        assert done == []
    page.join()
    assert len(done) == 1


@pytest.mark.parametrize("act", [
    lambda post: end_appointment(post, ends=date(2026, 5, 31)),
    lambda post: withdraw_appointment(post, reason="误登"),
])  # fmt: skip
def test_a_post_ended_or_taken_back_on_a_page_waits_for_a_roster_that_ends_it(act):
    post, outcomes = Appointment.objects.get(person=casting.assemble().branch_secretary), []
    page = Thread(target=lambda: outcomes.extend(together(lambda: act(post))))
    with transaction.atomic():
        lock_tree()
        page.start()
        page.join(0.5)
        waited = not outcomes
        Appointment.objects.filter(pk=post.pk).update(ends=date(2026, 4, 30))
    page.join()
    line = AuditEntry.objects.filter(verb=WITHDRAWN).values_list("before__ends", flat=True)
    told = outcomes[0].messages if outcomes[0] else list(line)
    assert (waited, "2026-04-30" in told[0]) == (True, True)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_what_merely_refers_to_the_top_does_not_wait_for_a_roster():
    cast, done = casting.assemble(), []

    def refer():
        done.append(
            Appointment.objects.create(person=cast.outsider, organization=cast.committee, role="member", starts=DAY)
        )
        connection.close()

    page = Thread(target=refer)
    with transaction.atomic():
        lock_tree()
        lock_living(cast.committee.pk)
        page.start()
        page.join(5)
        assert len(done) == 1
    page.join()


def test_of_a_roster_and_a_page_that_fill_one_post_at_once_one_is_told():
    cast = casting.assemble()
    Appointment.objects.filter(organization=cast.branch).update(ends=date(2026, 5, 31))
    number = cast.outsider.staff_number
    for _ in range(5):
        data = xlsx.roster(任职=[(number, cast.outsider.name, cast.branch.pk, "", "书记", "2026-06-01", "2026-12-01")])
        roster = preview_roster(cast.committee, person=cast.department, data=data, filename="x.xlsx")
        acts = [
            lambda roster=roster: confirm_roster(roster, person=cast.department),
            lambda: appoint(cast.head, organization=cast.branch, role="secretary", starts=DAY),
        ]
        assert outcomes_of(*acts) in (["Appointment", "RosterRefused"], ["Roster", ValidationError.__name__])
        Appointment.objects.filter(organization=cast.branch, starts=DAY).delete()


def test_of_two_who_take_one_mobile_number_at_once_one_is_told():
    cast = casting.assemble()
    acts = [
        lambda who=who: change_person(who, name=who.name, mobile="13899999999", actor=cast.department)
        for who in (cast.outsider, cast.head)
    ]
    assert outcomes_of(*acts) == ["Person", ValidationError.__name__]


def test_of_two_clicks_that_make_one_person_one_is_told():
    acts = [lambda: create_person(staff_number="020001", name="白石")] * 2
    assert outcomes_of(*acts) == ["Person", ValidationError.__name__]


def test_a_double_click_draws_one_set_of_passwords():
    cast = casting.assemble()
    Person.objects.filter(pk=cast.branch_secretary.pk).update(password="!x")
    key = new_key()

    def click():
        job = start_issuing(cast.college, person=cast.department, again=False, key=key)
        return job.pk, run_job(job.pk)

    outcomes = together(*[click] * 4)
    assert (len({pk for pk, _ in outcomes}), sorted(done for _, done in outcomes)) == (1, [False, False, False, True])
