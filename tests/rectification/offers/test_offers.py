import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.services.duty.matter import gather_matters
from accounts.services.duty.outstanding import gather_outstanding
from accounts.services.house.navigation import navigation_for
from rectification.services.extension import ask_extension
from rectification.services.progress import tick_item
from tests.rectification.scene import claimed_in, fresh, in_days, item_in


@pytest.fixture
def secretary(cast):
    return cast.college_secretary


def asked(*people):
    matters = gather_matters(people, timezone.localdate())
    return [(matter.person_id, matter.title) for matter in matters if matter.key.startswith(("item", "ledger"))]


def test_secretaries_are_asked_about_what_comes_due_and_not_about_the_rest(ledger, secretary):
    item_in(ledger, secretary, deadline=in_days(-2))
    item_in(ledger, secretary, deadline=in_days(7))
    item_in(ledger, secretary, deadline=in_days(8))
    assert [title for _, title in asked(secretary)] == ["整改逾期了，请改完申报", "整改快到期了"]


def test_a_long_term_item_is_asked_about_only_for_its_review(ledger, secretary):
    item_in(ledger, secretary, kind="long_term", deadline=None, next_review=in_days(3))
    assert [title for _, title in asked(secretary)] == ["复核长期坚持的整改事项"]


def test_own_claims_wait_for_the_own_secretary(cast, ledger, secretary):
    claimed_in(ledger, secretary)
    assert asked(secretary, cast.department, cast.head) == [(secretary.pk, "核对申报，打“√”")]


def test_where_the_superior_ticks_both_of_its_people_are_asked(cast, strict_ledger, secretary):
    claimed_in(strict_ledger, secretary)
    people = sorted([cast.department.pk, cast.head.pk])
    found = asked(secretary, cast.department, cast.head, cast.college_organizer)
    assert sorted(found) == [(person, "认定整改完成") for person in people]


def test_a_request_for_more_time_waits_for_the_superior(cast, ledger, secretary):
    item = item_in(ledger, secretary)
    ask_extension(item, person=secretary, to_date=in_days(60), reason="x", now=timezone.now())
    assert asked(secretary, cast.department) == [(cast.department.pk, "答复延期申请")]


def test_what_is_open_is_told_to_the_rest_of_the_house(cast, ledger, secretary):
    claimed = claimed_in(ledger, secretary, deadline=in_days(40))
    item_in(ledger, secretary, "逾期的", deadline=in_days(-1))
    found = gather_outstanding([cast.college, cast.other_college], timezone.localdate())
    assert [(one.text, one.state, one.organization_id) for one in found] == [
        ("逾期的", "逾期", cast.college.pk),
        (claimed.problem, "已申报", cast.college.pk),
    ]


def test_what_is_done_is_no_longer_told(cast, ledger, secretary):
    tick_item(fresh(claimed_in(ledger, secretary)), person=secretary, now=timezone.now())
    assert gather_outstanding([cast.college], timezone.localdate()) == []


def test_all_people_together_cost_as_many_questions_as_one(cast, ledger, secretary, django_assert_num_queries):
    item_in(ledger, secretary, deadline=in_days(1))
    people = [secretary, cast.department, cast.head, cast.branch_secretary]
    for person in people:
        assert person.posts
    with CaptureQueriesContext(connection) as alone:
        gather_matters(people, timezone.localdate())
    with django_assert_num_queries(len(alone)):
        gather_matters(people * 8, timezone.localdate())


@pytest.mark.parametrize(
    ("name", "label"),
    [("college_secretary", "整改台账"), ("department", "整改督查"), ("head", "整改督查"), ("outsider", None)],
)
def test_everybody_has_one_entry_at_most(cast, name, label):
    labels = [item.label for item in navigation_for(getattr(cast, name)) if item.label.startswith("整改")]
    assert labels == ([label] if label else [])
