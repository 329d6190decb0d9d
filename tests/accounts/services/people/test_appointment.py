from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Appointment, AuditEntry
from accounts.services.house.invariant import invariants
from accounts.services.people.appointment import (
    appoint,
    correct_appointment,
    end_appointment,
    hand_over,
    withdraw_appointment,
)


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


def post_of(person):
    return Appointment.objects.for_pages().get(person=person)


def test_a_past_secretary_cannot_be_noted_into_anothers_days(cast):
    with pytest.raises(ValidationError, match="周正明同志从 2024-03-01 起任"):
        Appointment(
            person=cast.outsider, organization=cast.college, role="secretary",
            starts=date(2023, 1, 1), ends=date(2024, 3, 2),
        ).full_clean()  # fmt: skip


def test_the_day_of_a_handover_may_belong_to_both(cast):
    Appointment(
        person=cast.outsider,
        organization=cast.college,
        role="secretary",
        starts=date(2023, 1, 1),
        ends=date(2024, 3, 1),
    ).full_clean()


def test_two_of_a_single_day_have_it_in_common(cast):
    day = {"organization": cast.direct_branch, "role": "member", "starts": date(2026, 3, 1), "ends": date(2026, 3, 1)}
    Appointment.objects.create(person=cast.outsider, **day)
    with pytest.raises(ValidationError, match="日子重叠"):
        Appointment(person=cast.outsider, **day).full_clean()
    Appointment(person=cast.outsider, **day | {"ends": None}).full_clean()  # the day of a handover


def test_one_person_holds_several_posts_and_none_of_them_twice(cast):
    appoint(cast.college_secretary, organization=cast.committee, role="organizer", starts=date(2026, 1, 1))
    with pytest.raises(ValidationError):
        appoint(cast.college_secretary, organization=cast.committee, role="organizer", starts=date(2026, 2, 1))


def test_two_leaders_at_once_written_past_the_forms_are_found(cast, lifted):
    Appointment.objects.create(
        person=cast.outsider, organization=cast.college, role="deputy_in_charge",
        starts=date(2025, 1, 1), ends=date(2025, 6, 1),
    )  # fmt: skip
    rule = next(rule for rule in invariants if rule.__name__ == "nobody_leads_beside_another")
    assert [post.person for post in rule()] == [cast.outsider]


def test_a_wrong_day_is_corrected_with_its_reason_on_record(cast):
    corrected = correct_appointment(
        post_of(cast.college_secretary), starts=date(2024, 2, 1), ends=None, reason="写错了月份", actor=cast.department
    )
    entry = AuditEntry.objects.get(verb="更正任职")
    assert (corrected.starts, entry.before, entry.after) == (
        date(2024, 2, 1), {"starts": "2024-03-01"}, {"starts": "2024-02-01", "reason": "写错了月份"},
    )  # fmt: skip


def test_a_post_ended_by_mistake_opens_again(cast):
    ended = end_appointment(post_of(cast.college_secretary), ends=date(2026, 1, 31))
    correct_appointment(ended, starts=ended.starts, ends=None, reason="按错了", actor=cast.department)
    assert post_of(cast.college_secretary).ends is None


def test_it_does_not_open_again_beside_a_successor(cast):
    old = post_of(cast.college_secretary)
    hand_over(old, successor=cast.outsider, role="secretary", starts=date(2026, 2, 1))
    with pytest.raises(ValidationError, match="万里同志"):
        correct_appointment(old, starts=old.starts, ends=None, reason="按错了", actor=cast.department)


def test_a_post_noted_by_mistake_goes_and_leaves_a_line(cast):
    made = appoint(cast.outsider, organization=cast.college, role="organizer", starts=date(2026, 1, 1))
    withdraw_appointment(made, reason="点错了人", actor=cast.department)
    lines = AuditEntry.objects.filter(verb="撤销误登的任职").values_list("object_label", flat=True)
    assert (list(lines), cast.outsider.appointments.exists()) == (["机电工程学院党总支组织员 万里"], False)


def test_a_post_that_reported_cannot_be_taken_back(cast, year):
    with pytest.raises(ValidationError, match="已经有述职任务"):
        withdraw_appointment(post_of(cast.college_secretary), reason="点错了人", actor=cast.department)
    assert not AuditEntry.objects.filter(verb="撤销误登的任职").exists()


def test_the_right_moves_at_once(cast, year, enter):
    old, new = enter(cast.college_secretary), enter(cast.outsider)
    page = f"/statements/{year.statement(cast.college).pk}/hand-in/"
    before = [old.post(page).status_code, new.post(page).status_code]
    hand_over(post_of(cast.college_secretary), successor=cast.outsider, role="secretary", starts=timezone.localdate())
    assert (before, [old.post(page).status_code, new.post(page).status_code]) == ([422, 404], [404, 422])


def test_who_guards_by_now_does_not_lead_again_by_a_correction(cast):
    post = end_appointment(Appointment.objects.get(person=cast.branch_secretary), ends=date(2026, 6, 30))
    appoint(cast.branch_secretary, organization=cast.other_college, role="member", starts=date(2026, 7, 1))
    Appointment.objects.create(
        person=cast.branch_secretary, organization=cast.committee, role="auditor", starts=date(2026, 7, 1)
    )
    with pytest.raises(ValidationError, match="不同的人"):
        correct_appointment(post, starts=post.starts, ends=None, reason="登错", actor=cast.department)
    kept = correct_appointment(post, starts=post.starts, ends=date(2026, 6, 15), reason="登错", actor=cast.department)
    assert kept.ends == date(2026, 6, 15)


def test_who_guarded_before_does_not_lead_from_then_on_by_a_correction(cast):
    Appointment.objects.create(
        person=cast.outsider,
        organization=cast.committee,
        role="auditor",
        starts=date(2026, 1, 1),
        ends=date(2026, 3, 31),
    )
    post = appoint(cast.outsider, organization=cast.branch, role="organizer", starts=date(2026, 4, 1))
    with pytest.raises(ValidationError, match="不同的人"):
        correct_appointment(post, starts=date(2026, 2, 1), ends=None, reason="登错", actor=cast.department)
    kept = correct_appointment(post, starts=date(2026, 4, 2), ends=None, reason="登错", actor=cast.department)
    assert kept.starts == date(2026, 4, 2)
