"""What the year has named, drawn into the ledger; nothing before its release."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.services.duty.candidate import gather_candidates
from rectification.models import Item
from reviews.models import Outcome
from reviews.services.collecting.report import hand_in_report
from reviews.services.hearing.comment import Words, add_comment
from tests import cast as casting
from tests import docx, hall
from tests.conclusion import decide, feed_back, release


@pytest.fixture
def statement(cast, year):
    """The college's: visited, commented on by two, decided on, nothing released."""
    found = year.statement(cast.college)
    casting.visit(found, person=cast.department)
    hall.comment(found, "支委会记录不全。活动办得好。")
    words = Words(spoken_by="林静", text="台账缺两本。")
    add_comment(found, words=words, person=cast.department, now=timezone.now())
    return found


def found(statement):
    gathered = gather_candidates(statement.organization, statement.round.cycle.year)
    return [(one.source.value, one.text, one.label) for one in gathered]


def test_nothing_is_offered_before_its_release(statement):
    decide(statement)
    assert found(statement) == []


def test_visits_and_comments_are_offered_after_the_release(statement):
    release(statement)
    day = casting.timezone.localdate() - casting.timedelta(days=1)
    assert found(statement) == [
        ("field_research", "会议记录不全。", f"{day.month}月{day.day}日实地调研"),
        ("superior_comment", "支委会记录不全。", "张怀远同志点评"),
        ("superior_comment", "台账缺两本。", "林静同志点评"),
    ]


def test_the_opinion_is_offered_with_the_feedback_itself(statement):
    feed_back(statement, problems="抓得不紧。缺 2 次。")
    assert [row[:2] for row in found(statement)] == [("feedback", "抓得不紧。"), ("feedback", "缺 2 次。")]


def test_a_corrected_opinion_keeps_the_keys_of_what_it_still_says(statement):
    before = feed_back(statement, problems="抓得不紧。")
    (first,) = gather_candidates(statement.organization, statement.round.cycle.year)
    Outcome.objects.filter(pk=before.pk).update(is_current=False)
    assert found(statement) == []
    Outcome.objects.filter(pk=before.pk).update(is_current=True, problems="抓得不紧。还有一件。")
    assert gather_candidates(statement.organization, statement.round.cycle.year)[0].key == first.key


def test_a_withdrawn_visit_offers_nothing(statement):
    statement.visits.update(withdrawn=True)
    release(statement)
    assert "field_research" not in {row[0] for row in found(statement)}


def test_the_secretary_draws_and_may_open_where_each_came_from(cast, statement, ledger, enter):
    hand_in_report(statement, person=statement.person, data=docx.good(), filename="a.docx", now=timezone.now())
    feed_back(statement)
    release(statement)
    own, address = enter(cast.college_secretary), reverse("rectification:candidates", args=[ledger.pk])
    page = own.get(address)
    rows = [row for _, rows, _ in page.context["groups"] for row in rows]
    assert {row[0].source.value for row in rows} == {"self_found", "field_research", "superior_comment", "feedback"}
    chosen = {f"text-{one.key}": one.text for one, _, _ in rows}
    own.post(address, {"choose": [one.key for one, _, _ in rows], **chosen})
    for item in Item.objects.all():
        path, place = item.source_url.split("#")
        answer = own.get(path)
        assert answer.status_code == 200
        assert f'id="{place}"' in answer.content.decode()


def test_an_empty_source_says_that_nothing_is_needed(cast, statement, ledger, enter):
    release(statement)
    page = enter(cast.college_secretary).get(reverse("rectification:candidates", args=[ledger.pk])).content.decode()
    assert "群众评议" in page
    assert "没有找到，不用凑。" in page


@pytest.mark.parametrize("who", ["branch_secretary", "other_college_secretary"])
def test_what_is_released_to_one_is_not_shown_to_another(cast, statement, enter, who):
    feed_back(statement)
    release(statement)
    assert enter(getattr(cast, who)).get(reverse("reviews:statement", args=[statement.pk])).status_code == 404


def test_before_the_release_the_statements_page_says_nothing(cast, statement, enter):
    decide(statement)
    page = enter(cast.college_secretary).get(reverse("reviews:statement", args=[statement.pk])).content.decode()
    assert "会议记录不全" not in page
    assert "组织生活会记录不全" not in page


def test_links_to_unreleased_pages_stand_for_those_alone_who_may_open_them(cast, statement, enter):
    address = reverse("reviews:statement", args=[statement.pk])
    visits = reverse("reviews:visits", args=[statement.pk])
    assert visits in enter(cast.department).get(address).content.decode()
    assert visits not in enter(cast.college_secretary).get(address).content.decode()
