from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rectification.models import Ledger
from tests.conclusion import decide, feed_back

READERS = {"branch_secretary": True, "college_organizer": True, "college_secretary": True, "department": False}


def page(client, round_):
    found = client.get(reverse("rectification:supervision", args=[round_.organization_id, round_.cycle.year]))
    return found.content.decode()


def click(client, round_):
    return client.post(reverse("rectification:round_open", args=[round_.pk]), follow=True).content.decode()


def test_who_has_no_ledger_is_seen_before_the_click(cast, year, enter):
    feed_back(year.statement(cast.college))
    found = page(enter(cast.department), year.top)
    assert "1 个已经反馈，还没有建账" in found
    assert "2 个还没有反馈，反馈以后再建" in found


def test_the_superiors_click_opens_the_fed_back_alone_and_a_second_does_nothing(cast, year, enter):
    feed_back(year.statement(cast.college))
    client = enter(cast.head)
    assert "建了 1 本整改台账" in click(client, year.top)
    assert "已反馈的都建好了，没有要补的。" in click(client, year.top)
    assert Ledger.objects.get().organization == cast.college


def test_overseers_are_not_told_who_was_fed_back(cast, year, enter):
    decide(year.statement(cast.branch), "last")
    found = page(enter(cast.department), year.below)
    assert "还没有建账" not in found
    assert "约谈" not in found


def test_a_college_without_ledgers_leads_to_who_could_have_one(cast, year, enter):
    found = enter(cast.college_organizer).get(reverse("rectification:supervisions")).content.decode()
    assert reverse("rectification:supervision", args=[cast.college.pk, year.cycle.year]) in found


def test_the_page_asks_the_same_of_one_and_of_all(cast, year, enter):
    client = enter(cast.department)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            page(client, year.top)
        return len(captured)

    queries()
    few = queries()
    for place in (cast.college, cast.other_college, cast.direct_branch):
        feed_back(year.statement(place), "third")
    assert queries() == few


def test_until_when_all_is_to_be_done_is_told_to_those_it_concerns_alone(cast, year, enter):
    statement = year.statement(cast.branch)
    feed_back(statement, "third")
    click(enter(cast.college_organizer), year.below)
    address = reverse("rectification:ledger", args=[Ledger.objects.get().pk])
    seen = {who: "限期整改" in enter(getattr(cast, who)).get(address).content.decode() for who in READERS}
    assert seen == READERS


def test_a_college_secretary_finds_the_way_to_the_branches(cast, year, enter):
    page = enter(cast.college_secretary).get(reverse("rectification:ledgers")).content.decode()
    assert reverse("rectification:supervisions") in page
