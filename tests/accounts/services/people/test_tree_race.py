"""The tree under several hands at once: one wins, the other is told, no circle closes, nothing is half (PROMISES §3)."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Appointment, Organization
from accounts.services.house.invariant import check_invariants
from accounts.services.people.appointment import appoint, hand_over
from accounts.services.people.ending import EndingRefused, end_organization
from accounts.services.people.organization import (
    MoveRefused,
    change_organization,
    create_organization,
    move_organization,
)
from tests import cast as casting
from tests.race import together

pytestmark = pytest.mark.django_db(transaction=True)


def names_of(outcomes):
    return sorted(type(outcome).__name__ for outcome in outcomes)


def merge(cast, organization, successor):
    today = timezone.localdate()
    return end_organization(organization, successor=successor, on=today, today=today, actor=None)


def move(moved, parent):
    return move_organization(moved, parent=parent, actor=None)


def test_two_moves_that_would_close_a_circle_do_not():
    cast = casting.assemble()
    acts = [lambda: move(cast.college, cast.other_college), lambda: move(cast.other_college, cast.college)]
    assert names_of(together(*acts)) == [MoveRefused.__name__, "Organization"]
    assert check_invariants()[1] == []


def test_what_is_created_below_a_moving_parent_moves_along():
    cast = casting.assemble()
    acts = [
        lambda: move(cast.college, cast.other_college),
        lambda: create_organization(parent=cast.branch, name="新", short="新", kind="branch"),
    ]
    assert names_of(together(*acts)) == ["Organization"] * 2
    made = Organization.objects.get(name="新")
    assert (made.is_within(Organization.objects.get(pk=cast.other_college.pk)), check_invariants()[1]) == (True, [])


def test_of_two_mergers_into_each_other_exactly_one_wins():
    cast = casting.assemble()
    acts = [
        lambda: merge(cast, cast.college, cast.other_college),
        lambda: merge(cast, cast.other_college, cast.college),
    ]
    assert names_of(together(*acts)) == [EndingRefused.__name__, "Organization"]
    assert (Organization.objects.living().count(), check_invariants()[1]) == (5, [])


def test_a_branch_moved_into_a_college_that_is_merged_lives_on():
    cast = casting.assemble()
    acts = [
        lambda: merge(cast, cast.college, cast.other_college),
        lambda: move(cast.other_branch, cast.college),
        lambda: create_organization(parent=cast.college, name="新", short="新", kind="branch"),
    ]
    outcomes = names_of(together(*acts))
    assert outcomes.count("Organization") >= 1
    assert set(outcomes) <= {"Organization", MoveRefused.__name__, ValidationError.__name__}
    assert check_invariants()[1] == []


def test_nobody_is_appointed_to_what_is_being_dissolved():
    cast = casting.assemble()
    post, today = Appointment.objects.get(person=cast.branch_secretary), timezone.localdate()
    acts = [
        lambda: merge(cast, cast.branch, None),
        lambda: hand_over(post, successor=cast.outsider, role="secretary", starts=today),
        lambda: appoint(cast.head, organization=cast.branch, role="organizer", starts=today),
    ]
    outcomes = names_of(together(*acts))
    refusals = {ValidationError.__name__, EndingRefused.__name__}
    assert set(outcomes) <= {"Organization", "Appointment", *refusals}
    assert set(outcomes) & refusals != set(outcomes), "one of them must win"
    assert check_invariants()[1] == []


def test_of_two_renames_at_once_none_is_lost():
    cast = casting.assemble()
    acts = [
        lambda name=name: change_organization(cast.college, actor=None, since=timezone.localdate(), name=name)
        for name in ("甲学院党总支", "乙学院党总支")
    ]
    outcomes = together(*acts)
    won = next(one for one in outcomes if isinstance(one, Organization))
    assert names_of(outcomes) == ["Organization", ValidationError.__name__]
    assert cast.college.former_names.get().name == "机电工程学院党总支"
    assert Organization.objects.get(pk=cast.college.pk).name == won.name


def rename(organization, name):
    return change_organization(organization, actor=None, name=name)


@pytest.mark.parametrize("second", ["新党支部", "中共新 党支部"])
def test_of_two_neighbours_given_one_name_at_once_one_is_told(second):
    cast = casting.assemble()
    sibling = create_organization(parent=cast.college, name="旁边的党支部", short="旁边", kind="branch")
    for _ in range(5):
        acts = [lambda: rename(cast.branch, "新党支部"), lambda: rename(sibling, second)]
        assert names_of(together(*acts)) == ["Organization", ValidationError.__name__]
        rename(cast.branch, "学生第一党支部")
        rename(sibling, "旁边的党支部")


def test_of_a_rename_and_what_else_takes_the_name_at_once_one_is_told():
    cast = casting.assemble()
    acts = [
        lambda: rename(cast.branch, "新党支部"),
        lambda: create_organization(parent=cast.college, name="中共新党支部", short="新", kind="branch"),
    ]
    assert names_of(together(*acts)) == ["Organization", ValidationError.__name__]
    name = Organization.objects.get(pk=cast.branch.pk).name
    acts = [lambda: rename(cast.other_branch, name), lambda: move(cast.other_branch, cast.college)]
    outcomes = names_of(together(*acts))
    assert outcomes in (["MoveRefused", "Organization"], ["Organization", ValidationError.__name__])
