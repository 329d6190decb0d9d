from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Person
from accounts.services.entry.password import issue_password
from accounts.services.people.person import (
    PersonRefused,
    change_contact,
    create_person,
    set_active,
    waiting_for_password,
)

TODAY = date(2026, 6, 1)


def names(people):
    return sorted(person.name for person in people)


def test_one_does_not_lock_oneself_out(cast):
    with pytest.raises(PersonRefused, match="自己"):
        set_active(cast.department, active=False, actor=cast.department)


def test_passwords_go_to_those_below_who_have_none(cast):
    Person.objects.filter(pk__in=[cast.branch_secretary.pk, cast.other_branch_secretary.pk]).update(password="!x")
    assert names(waiting_for_password(cast.college, actor=cast.college_organizer, today=TODAY)) == ["梁晓"]
    issue_password(cast.branch_secretary, actor=cast.college_organizer)
    assert not waiting_for_password(cast.college, actor=cast.college_organizer, today=TODAY).exists()


def test_whom_an_organizer_keeps(cast):
    assert names(Person.objects.editable_by(cast.college_organizer)) == ["梁晓"]
    guarding = {"秦岩", "安保国", "席通"}
    assert names(Person.objects.editable_by(cast.department)) == names(
        person for person in Person.objects.all() if person.name not in guarding
    )
    assert names(Person.objects.editable_by(cast.college_secretary)) == []


def test_whoever_held_a_post_elsewhere_is_kept_further_up(cast):
    post = cast.other_branch_secretary.appointments.get()
    post.pk, post.organization, post.role = None, cast.branch, "organizer"
    post.save()
    assert names(Person.objects.editable_by(cast.college_organizer)) == ["梁晓"]


def test_a_person_without_a_password_cannot_log_in(cast, client):
    create_person(staff_number="030001", name="新人")
    assert not client.login(username="030001", password="")


def test_a_mobile_number_that_is_anothers_staff_number_is_refused_both_ways(cast):
    made = create_person(staff_number="13700000007", name="工号像手机号", mobile="", actor=None)
    with pytest.raises(ValidationError, match="和别人的工号相同"):
        change_contact(cast.outsider, mobile=made.staff_number, email="")
    with pytest.raises(ValidationError, match="和别人的手机号相同"):
        create_person(staff_number=cast.department.mobile, name="新来的", actor=None)
    assert change_contact(made, mobile=made.staff_number, email="").mobile == made.staff_number  # both one's own
