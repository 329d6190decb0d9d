from django.utils import timezone

from rectification.models import Item, Ledger
from rectification.offers.demo_feedback import begin_ledgers
from tests import cast as casting
from tests import hall
from tests.conclusion import feed_back, release


def test_ledgers_begin_with_a_problem_of_every_source(cast, year):
    statement = year.statement(cast.college)
    casting.visit(statement, person=cast.department)
    hall.comment(statement, "支委会记录不全。活动少，只有两次。")
    feed_back(statement)
    release(statement)
    begin_ledgers(timezone.localdate())
    drawn = Item.objects.filter(ledger__organization=cast.college)
    assert sorted(drawn.values_list("source", flat=True)) == ["feedback", "field_research", "superior_comment"]
    assert all(item.source_url for item in drawn)


def test_without_feedback_nothing_begins(cast, year):
    begin_ledgers(timezone.localdate())
    assert not Ledger.objects.exists()
