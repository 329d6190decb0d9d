from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Appointment
from accounts.rules.duty.matter import Schedule
from accounts.services.people.appointment import appoint
from rectification.models import Item
from rectification.offers.matters import own_items
from rectification.services.ledger import file_ledger
from rectification.services.talk import open_talks
from reviews.models import Cycle, Outcome
from reviews.offers.matters.waiting import waiting_matters
from tests.conclusion import decide, feed_back
from tests.rectification.scene import in_days, item_in


@pytest.fixture
def talks(cast, year):
    for place in (cast.college, cast.direct_branch):
        decide(year.statement(place), "third", due=5)
    open_talks(person=None, now=timezone.now())


def held(*people):
    return waiting("talks-", *people)


def waiting(key, *people):
    return [one for one in waiting_matters(people, timezone.localdate()) if one.key.startswith(key)]


def test_the_organizer_is_reminded_by_the_years_schedule_and_the_superior_never_chased(cast, talks):
    Cycle.objects.update(remind_before=[9, 2])
    found = {one.person_id: one for one in held(cast.department, cast.head, cast.college_secretary)}
    assert set(found) == {cast.department.pk, cast.head.pk}
    assert found[cast.head.pk].schedule is None
    assert found[cast.department.pk].schedule == Schedule((9, 2), (1, 2, 4, 8))
    assert found[cast.department.pk].due.date() == in_days(5)


def test_no_name_and_no_place_stands_in_a_matter(cast, talks):
    (matter,) = held(cast.department)
    assert matter.reason == "还有 2 次没有登记。谈过以后记下要求和表态。"


def test_nobody_is_asked_to_talk_with_themselves(cast, talks):
    appoint(
        cast.direct_secretary, organization=cast.committee, role=Appointment.Role.ORGANIZER, starts=date(2024, 3, 1)
    )
    vars(cast.direct_secretary).pop("posts", None)
    (matter,) = held(cast.direct_secretary)
    assert "还有 1 次" in matter.reason


def test_a_correction_takes_the_matter_away(cast, talks):
    Outcome.objects.update(is_current=False)
    assert held(cast.department) == []


def test_many_people_and_talks_cost_as_many_questions_as_one(cast, year, talks):
    people = [cast.department, cast.head]
    for person in people:
        assert person.posts
    with CaptureQueriesContext(connection) as few:
        held(cast.head)
    with CaptureQueriesContext(connection) as many:
        held(*people * 10)
    assert len(many) == len(few) == 2


def test_items_are_reminded_of_by_the_years_schedule(cast, ledger):
    Cycle.objects.update(remind_before=[20, 1], remind_after=[3])
    item_in(ledger, cast.college_secretary, deadline=in_days(15))
    (matter,) = own_items([cast.college_secretary], timezone.localdate())
    assert matter.schedule == Schedule((20, 1), (3,))


def test_what_is_late_is_told_to_the_organizer_in_the_end(cast, ledger):
    item_in(ledger, cast.college_secretary, deadline=in_days(-1))
    (matter,) = own_items([cast.college_secretary], timezone.localdate())
    assert matter.escalate_to == (cast.department.pk,)


def test_nobody_is_chased_for_what_goes_on_for_long(cast, ledger):
    item_in(ledger, cast.college_secretary, kind=Item.Kind.LONG_TERM, deadline=None, next_review=in_days(-1))
    (matter,) = own_items([cast.college_secretary], timezone.localdate())
    assert matter.schedule.after == ()
    assert matter.escalate_to == ()


def test_who_was_told_is_asked_to_fill_the_ledger_until_it_is_filed(cast, year, ledger):
    secretary = cast.college_secretary
    assert waiting("ledger-fill", secretary) == []
    feed_back(year.statement(cast.college))
    assert [one.title for one in waiting("ledger-fill", secretary, cast.head)] == ["列整改清单"]
    item_in(ledger, secretary)
    file_ledger(ledger, person=secretary, today=timezone.localdate())
    assert waiting("ledger-fill", secretary) == []
