from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from accounts.models import Appointment
from accounts.services.appointment import appoint, end_appointment


def test_a_second_open_secretary_is_refused(cast):
    with pytest.raises(ValidationError):
        appoint(cast.outsider, organization=cast.college, role="deputy_in_charge", starts=date(2026, 1, 1))


def test_a_second_open_secretary_is_refused_by_the_database(cast):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_appointment (person_id, organization_id, role, starts) VALUES (%s, %s, %s, %s)",
            [cast.outsider.pk, cast.college.pk, "secretary", "2026-01-01"],
        )


def test_a_post_passes_on_after_it_has_ended(cast):
    old = Appointment.objects.get(person=cast.college_secretary)
    end_appointment(old, ends=date(2026, 1, 31))
    appoint(cast.outsider, organization=cast.college, role="secretary", starts=date(2026, 2, 1))
    held = Appointment.objects.current(date(2026, 2, 1)).filter(organization=cast.college, role="secretary")
    assert [post.person for post in held] == [cast.outsider]


def test_an_end_before_the_start_is_refused(cast):
    with pytest.raises(ValidationError):
        end_appointment(Appointment.objects.get(person=cast.college_secretary), ends=date(2020, 1, 1))


@pytest.mark.parametrize(("day", "held"), [((2024, 2, 29), 0), ((2024, 3, 1), 1), ((2026, 1, 1), 1)])
def test_posts_are_held_from_their_first_day(cast, day, held):
    assert cast.college_secretary.appointments.current(date(*day)).count() == held


def test_title_reads_as_the_office_writes_it(cast):
    titles = [cast.college_secretary.posts[0].title, cast.department.posts[0].title]
    assert titles == ["机电工程学院党总支书记", "党委组织部"]
