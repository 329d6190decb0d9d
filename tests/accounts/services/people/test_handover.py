from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, Person
from accounts.models.people.appointment import HANDOVER_DAYS
from accounts.services.people.appointment import appoint, end_appointment, hand_over
from accounts.services.people.handover import handover_of, successor_of
from rectification.models import Step
from reviews.wordcheck import check
from tests import hall
from tests.rectification.scene import in_days, item_in, ledger_of


@pytest.fixture
def post(cast):
    return Appointment.objects.for_pages().get(person=cast.college_secretary)


def sheet(post, reader):
    return handover_of(post, reader=reader, today=timezone.localdate())


def test_the_sheet_lists_what_the_post_owes(cast, year, post):
    owed = sheet(post, cast.department)
    assert [matter.key for matter in owed.matters] == [f"statement-{year.statement(cast.college).pk}"]


def test_it_lists_the_same_after_the_post_has_passed_on(cast, year, post):
    today = timezone.localdate()
    before = sheet(post, cast.department)
    hand_over(post, successor=cast.outsider, role="secretary", starts=today)
    post.refresh_from_db()
    after = sheet(post, cast.department)
    assert ([one.key for one in after.matters], after.successor.person, after.is_done) == (
        [one.key for one in before.matters], cast.outsider, True,
    )  # fmt: skip


def test_of_two_posts_each_lists_its_own(cast, year):
    appoint(cast.college_secretary, organization=cast.direct_branch, role="organizer", starts=date(2026, 1, 1))
    second = Appointment.objects.for_pages().get(person=cast.college_secretary, role="organizer")
    assert sheet(second, cast.department).matters == []


def test_the_successor_is_whoever_leads_next(cast, post):
    start = timezone.localdate() + timedelta(days=3)
    hand_over(post, successor=cast.outsider, role="deputy_in_charge", starts=start)
    post.refresh_from_db()
    found = sheet(post, cast.department)
    assert (found.successor.person, found.is_done) == (cast.outsider, False)


def test_while_it_lasts_nobody_follows(post):
    assert successor_of(post) is None


@pytest.fixture
def items(cast, year, post):
    """One item that the old secretary noted, one that was noted when the new one had come."""
    ledger = ledger_of(year.statement(cast.college))
    old = item_in(ledger, cast.college_secretary, "旧的问题", deadline=in_days(1))
    Step.objects.filter(item=old).update(at=timezone.now() - timedelta(days=40))
    item_in(ledger, cast.college_secretary, "新的问题", deadline=in_days(1))
    return ledger


def changed(cast, post, days):
    """Let the post pass on so many days ago, counted from its last day; return the post and who left and came."""
    hand_over(post, successor=cast.outsider, role="secretary", starts=in_days(1 - days))
    post.refresh_from_db()
    return post, *(Person.objects.get(pk=one.pk) for one in (cast.college_secretary, cast.outsider))


def answers(enter, post, person):
    return {enter(person).get(reverse(f"accounts:{name}", args=[post.pk])).status_code
            for name in ("handover", "handover_file")}  # fmt: skip


def test_the_sheet_is_open_to_who_left_for_thirty_days(cast, post, enter):
    post, former, _ = changed(cast, post, HANDOVER_DAYS)
    assert (HANDOVER_DAYS, answers(enter, post, former)) == (30, {200})
    Appointment.objects.filter(pk=post.pk).update(ends=in_days(-HANDOVER_DAYS - 1))
    assert [answers(enter, post, who) for who in (former, cast.department, cast.head, cast.branch_secretary)] == [
        {404}, {200}, {200}, {404},
    ]  # fmt: skip


def test_who_left_reads_what_they_left_and_not_how_it_goes_on(cast, post, items, enter):
    post, former, successor = changed(cast, post, 3)
    left, taken = sheet(post, former), sheet(post, successor)
    assert [(one.text, one.state) for one in left.outstanding] == [("旧的问题", "")]
    assert [one.text for one in taken.outstanding] == ["旧的问题", "新的问题"]
    assert {one.reason for one in left.matters} == {""}
    assert (len(taken.matters) - len(left.matters), all(one.reason for one in taken.matters)) == (1, True)


@pytest.mark.parametrize("name", ["handover", "handover_file"])
def test_nor_does_a_page_or_a_paper_tell_them(name, cast, post, items, enter):
    post, former, _ = changed(cast, post, 3)
    answer = enter(former).get(reverse(f"accounts:{name}", args=[post.pk]))
    paper = name == "handover_file"
    words = (
        "".join(one.text for one in check(answer.getvalue()).reading.paragraphs) if paper else answer.content.decode()
    )
    assert ("旧的问题" in words, "新的问题" in words, "（）" in words) == (True, False, False)


def test_who_follows_opens_the_sheet_that_they_sign(cast, post, enter):
    post, _, successor = changed(cast, post, HANDOVER_DAYS)
    assert answers(enter, post, successor) == {200}
    Appointment.objects.filter(pk=post.pk).update(ends=in_days(-HANDOVER_DAYS - 1))
    assert answers(enter, post, successor) == {404}


def test_not_before_they_take_over(cast, post, enter):
    post, former, successor = changed(cast, post, -2)
    assert [answers(enter, post, who) for who in (former, successor)] == [{200}, {404}]
    to_come = Appointment.objects.get(person=successor)
    assert answers(enter, to_come, successor) == {404}


def test_only_who_follows_next_opens_it(cast, post, enter):
    post, _, between = changed(cast, post, 10)
    second = hand_over(
        Appointment.objects.get(person=between), successor=cast.other_branch_secretary, role="deputy_in_charge",
        starts=in_days(0),
    )  # fmt: skip
    latest = Person.objects.get(pk=second.person_id)
    first, next_ = post, Appointment.objects.get(person=between)
    assert [answers(enter, one, latest) for one in (first, next_)] == [{404}, {200}]


def test_an_organizer_s_successor_is_an_organizer(cast, enter):
    post = Appointment.objects.get(person=cast.college_organizer)
    end_appointment(post, ends=in_days(-1))
    appoint(cast.outsider, organization=cast.college, role="organizer", starts=in_days(0))
    appoint(cast.other_branch_secretary, organization=cast.college, role="member", starts=in_days(0))
    people = [Person.objects.get(pk=one.pk) for one in (cast.outsider, cast.other_branch_secretary)]
    assert [answers(enter, post, who) for who in people] == [{200}, {404}]


def test_what_a_person_has_to_do_does_not_pass_on(cast, year, post):
    hall.hold(year.statement(cast.direct_branch), recorder=cast.college_secretary)
    assert not any(one.key.startswith("meeting-record") for one in sheet(post, cast.department).matters)


def test_home_leads_both_to_the_sheet_while_it_is_open(cast, post, enter):
    post, former, successor = changed(cast, post, 3)
    link = reverse("accounts:handover", args=[post.pk])
    assert [link in enter(who).get("/").content.decode() for who in (former, successor)] == [True, True]
    Appointment.objects.filter(pk=post.pk).update(ends=in_days(-HANDOVER_DAYS - 1))
    assert [link in enter(who).get("/").content.decode() for who in (former, successor)] == [False, False]


def test_the_organization_s_page_leads_to_the_sheets_that_may_be_opened(cast, post, enter):
    post, _, successor = changed(cast, post, 3)
    member = appoint(cast.branch_secretary, organization=cast.college, role="member", starts=in_days(0))
    links = [reverse("accounts:handover", args=[one.pk]) for one in (post, member)]
    client = {who: enter(who) for who in (cast.department, cast.head, successor)}
    pages = [one.get(f"/organizations/{cast.college.pk}/").content.decode() for one in client.values()]
    assert [[link in page for link in links] for page in pages] == [[True, False]] * 3
