from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry, Person
from accounts.services.entry.password import PasswordRefused, change_password, is_expired, issue_password


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


def test_one_gives_oneself_no_password(cast):
    with pytest.raises(PasswordRefused, match="自己"):
        issue_password(cast.department, actor=cast.department)


def test_a_new_password_ends_what_had_to_be_changed(cast):
    issue_password(cast.branch_secretary, actor=cast.department)
    changed = change_password(Person.objects.get(pk=cast.branch_secretary.pk), password="一句只有我知道的话。")
    assert (changed.must_change_password, AuditEntry.objects.latest("pk").verb) == (False, "修改密码")


def test_an_initial_password_without_a_time_is_refused_by_the_database(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=cast.head.pk).update(must_change_password=True)
