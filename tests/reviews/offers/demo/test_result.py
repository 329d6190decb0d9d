"""What results ask of people, in bulk; and the demo that plays them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Person
from reviews.models import Consequence, Feedback, Publication
from reviews.offers.demo.result import conclude
from reviews.offers.matters.waiting import waiting_matters
from tests import result
from tests.many import due_tomorrow

TODAY = timezone.localdate()


def queries(count):
    people = list(Person.objects.all()[:count])
    for one in people:
        assert one.posts is not None
    with CaptureQueriesContext(connection) as captured:
        found = waiting_matters(people, TODAY)
    return len(captured), len(found)


def test_all_people_together_cost_as_many_questions_as_one(cast):
    round_ = due_tomorrow(cast, 30)
    result.decided(round_, "best", "second")
    result.opened(round_)
    reader = Person.objects.filter(pk=cast.branch_secretary.pk)
    for one in list(reader):
        assert one.posts
        with CaptureQueriesContext(connection) as alone:
            assert [matter.title for matter in waiting_matters([one], TODAY)] == ["阅知反馈意见"]
    assert queries(100) == (len(alone), 31)


def test_with_nothing_to_do_one_question_is_asked(cast):
    assert queries(100) == (1, 0)


@pytest.mark.parametrize("grades", [("best", "third"), ("best",)])
def test_the_demo_concludes_any_round_in_evaluation(year, grades):
    result.evaluating(year.top, *grades)
    conclude(result.fresh(year.top), TODAY)
    assert result.fresh(year.top).stage == "published"
    assert Publication.objects.get().is_issued
    assert not Feedback.objects.filter(acknowledged_at=None).exists()
    assert not Consequence.objects.of_kind("not_excellent").filter(sent_on=None).exists()
