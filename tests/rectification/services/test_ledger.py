import pytest
from django.utils import timezone

from rectification.models import Ledger
from rectification.services.ledger import NotReady, file_ledger, open_ledger, open_ledgers
from tests.rectification.scene import fresh, in_days, item_in


def test_a_ledger_is_opened_once(cast, year, ledger):
    again = open_ledger(cast.college, cycle=year.cycle, person=None, now=timezone.now())
    assert (again.pk, Ledger.objects.count()) == (ledger.pk, 1)


def test_a_worse_grade_tightens_an_open_ledger_and_nothing_loosens_it(cast, year, ledger):
    for tick_by in ("superior", "own"):
        found = open_ledger(cast.college, cycle=year.cycle, person=None, now=timezone.now(), tick_by=tick_by)
        assert found.tick_by == "superior"


def test_the_organizer_opens_the_whole_rounds_ledgers_once(cast, year, ledger):
    assert open_ledgers(year.top, person=cast.department, now=timezone.now()) == 2
    assert open_ledgers(year.top, person=cast.department, now=timezone.now()) == 0


def test_an_empty_cell_keeps_a_ledger_from_being_filed(cast, ledger):
    item_in(ledger, cast.college_secretary, measure="")
    with pytest.raises(NotReady, match="第 1 件"):
        file_ledger(ledger, person=cast.college_secretary, today=timezone.localdate())


def test_an_empty_ledger_is_not_filed(cast, ledger):
    with pytest.raises(NotReady, match="还没有问题"):
        file_ledger(ledger, person=cast.college_secretary, today=timezone.localdate())


def test_a_filed_ledger_has_its_day(cast, ledger):
    item = item_in(ledger, cast.college_secretary)
    file_ledger(ledger, person=cast.college_secretary, today=in_days(0))
    assert (fresh(item).ledger.state, fresh(item).ledger.filed_on) == ("filed", in_days(0))
