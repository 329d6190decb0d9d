from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry, Person
from accounts.services.people.person import (
    PersonRefused,
    change_password,
    create_person,
    is_expired,
    issue_password,
    set_active,
    waiting_for_password,
)

TODAY = date(2026, 6, 1)


def names(people):
    return sorted(person.name for person in people)


def test_an_initial_password_opens_and_must_be_changed(cast):
    slip = issue_password(cast.branch_secretary, actor=cast.department)
    person = Person.objects.get(pk=cast.branch_secretary.pk)
    assert (person.check_password(slip.password), person.must_change_password, len(slip.password)) == (True, True, 14)


def test_no_password_stands_in_the_trail_or_in_clear(cast):
    slip = issue_password(cast.branch_secretary, actor=cast.department)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.before, entry.after) == ("发放初始密码", {}, {})
    assert slip.password not in Person.objects.get(pk=cast.branch_secretary.pk).password


def test_an_initial_password_expires_after_a_fortnight(cast):
    issue_password(cast.branch_secretary, actor=cast.department)
    Person.objects.update(password_issued_at=timezone.now() - timedelta(days=15))
    assert is_expired(Person.objects.get(pk=cast.branch_secretary.pk))


def test_one_gives_oneself_no_password_and_does_not_lock_oneself_out(cast):
    with pytest.raises(PersonRefused, match="自己"):
        issue_password(cast.department, actor=cast.department)
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


def test_a_new_password_ends_what_had_to_be_changed(cast):
    issue_password(cast.branch_secretary, actor=cast.department)
    changed = change_password(Person.objects.get(pk=cast.branch_secretary.pk), password="一句只有我知道的话。")
    assert (changed.must_change_password, AuditEntry.objects.latest("pk").verb) == (False, "修改密码")


def test_an_initial_password_without_a_time_is_refused_by_the_database(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=cast.head.pk).update(must_change_password=True)
