from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import Appointment
from accounts.services.people.appointment import appoint, hand_over
from accounts.services.people.handover import handover_of, successor_of


@pytest.fixture
def post(cast):
    return Appointment.objects.for_pages().get(person=cast.college_secretary)


def test_the_sheet_lists_what_the_post_owes(cast, year, post):
    owed = handover_of(post, today=timezone.localdate())
    assert [matter.key for matter in owed.matters] == [f"statement-{year.statement(cast.college).pk}"]


def test_it_lists_the_same_after_the_post_has_passed_on(cast, year, post):
    today = timezone.localdate()
    before = handover_of(post, today=today)
    hand_over(post, successor=cast.outsider, role="secretary", starts=today)
    post.refresh_from_db()
    after = handover_of(post, today=today)
    assert ([one.key for one in after.matters], after.successor.person, after.is_done) == (
        [one.key for one in before.matters], cast.outsider, True,
    )  # fmt: skip


def test_of_two_posts_each_lists_its_own(cast, year):
    appoint(cast.college_secretary, organization=cast.direct_branch, role="organizer", starts=date(2026, 1, 1))
    second = Appointment.objects.for_pages().get(person=cast.college_secretary, role="organizer")
    assert handover_of(second, today=timezone.localdate()).matters == []


def test_the_successor_is_whoever_leads_next(cast, post):
    start = timezone.localdate() + timedelta(days=3)
    hand_over(post, successor=cast.outsider, role="deputy_in_charge", starts=start)
    post.refresh_from_db()
    found = handover_of(post, today=timezone.localdate())
    assert (found.successor.person, found.is_done) == (cast.outsider, False)


def test_while_it_lasts_nobody_follows(post):
    assert successor_of(post) is None
