import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Appointment, Person


def test_an_e_mail_is_one_persons_whatever_its_letters(cast):
    Person.objects.filter(pk=cast.head.pk).update(email="a@example.com")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_person SET email = 'A@Example.com' WHERE id = %s", [cast.department.pk])


def needing(cast):
    return sorted(name for name, person in vars(cast).items() if getattr(person, "needs_second_factor", False))


def test_who_needs_a_second_factor(cast):
    assert needing(cast) == ["auditor", "department", "security_administrator", "system_administrator"]


def test_whose_post_is_over_needs_none_any_more(cast):
    Appointment.objects.filter(person=cast.department).update(ends="2024-03-02")
    assert "department" not in needing(cast)


def kept(person):
    return Person.objects.factor_kept_by(person)


def test_the_security_administrator_takes_factors_away_but_never_the_own_one(cast):
    assert kept(cast.security_administrator).count() == Person.objects.count() - 1


def test_the_department_does_it_where_there_is_no_security_administrator(cast):
    assert list(kept(cast.department)) == [cast.security_administrator]  # whose own nobody else could
    Appointment.objects.filter(role="security_administrator").delete()
    assert kept(cast.department).count() == Person.objects.count() - 1


def test_two_security_administrators_keep_each_others(cast):
    Appointment.objects.create(
        person=cast.outsider, organization=cast.committee, role="security_administrator", starts="2024-03-01"
    )
    assert kept(cast.department).count() == 0


@pytest.mark.parametrize("role", ["head", "auditor", "system_administrator", "college_organizer", "outsider"])
def test_nobody_else_takes_a_factor_away(cast, role):
    assert kept(getattr(cast, role)).count() == 0
