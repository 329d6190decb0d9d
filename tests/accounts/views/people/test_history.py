"""What was changed stands on the page of the organization or the person, before and after, in words."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.services.people.appointment import appoint, withdraw_appointment
from accounts.services.people.person import change_person

pytestmark = pytest.mark.django_db


def page_of(client, one, kind):
    return client.get(reverse(f"accounts:{kind}", args=[one.pk])).content.decode()


def test_what_was_taken_away_is_told(cast, enter):
    for mobile in ("13900000001", ""):
        change_person(cast.outsider, name=cast.outsider.name, mobile=mobile, actor=cast.department)
    page = page_of(enter(cast.department), cast.outsider, "person")
    assert ("手机号 13900000001 → 无" in page, "手机号 13900000001</p>" in page) == (True, True)


def test_a_post_that_was_withdrawn_stays_in_the_history_of_its_organization(cast, enter):
    made = appoint(cast.outsider, organization=cast.college, role="organizer", starts=date(2026, 1, 1))
    withdraw_appointment(made, reason="点错了人", actor=cast.department)
    client = enter(cast.department)
    told = [("撤销误登的任职" in page_of(client, one, "organization")) for one in (cast.college, cast.other_college)]
    assert told == [True, False]
