from datetime import date

import pytest

from rectification.rules.item import Standing, Tally, may_become, standing, tally

TODAY = date(2027, 4, 12)


@pytest.mark.parametrize(
    ("kind", "state", "deadline", "found"),
    [
        ("limited", "open", date(2027, 4, 11), "overdue"),
        ("limited", "open", date(2027, 4, 12), "soon"),
        ("limited", "returned", date(2027, 4, 19), "soon"),
        ("limited", "open", date(2027, 4, 20), "going"),
        ("limited", "open", None, "going"),
        ("at_once", "claimed", date(2027, 1, 1), "claimed"),
        ("at_once", "done", date(2027, 1, 1), "done"),
        ("long_term", "open", None, "long_term"),
    ],
)
def test_an_item_stands_where_its_day_and_state_say(kind, state, deadline, found):
    assert standing(kind, state, deadline, None, TODAY) == found


def test_a_long_term_item_is_never_overdue():
    assert standing("long_term", "open", date(2020, 1, 1), date(2020, 1, 1), TODAY) == "long_term"


@pytest.mark.parametrize(
    ("state", "targets"),
    [
        ("open", {"claimed"}),
        ("returned", {"claimed"}),
        ("claimed", {"open", "done", "returned"}),
        ("done", {"open"}),
    ],
)
def test_nothing_is_ticked_without_a_claim(state, targets):
    states = {"open", "claimed", "returned", "done"}
    assert {target for target in states if may_become(state, target)} == targets


@pytest.mark.parametrize(
    ("standings", "finding"),
    [
        ([], "还没有列入问题"),
        (["overdue", "soon", "done"], "3 件，2 件要抓紧"),
        (["claimed", "done"], "2 件，1 件等打“√”"),
        (["going", "done"], "2 件，1 件正在改"),
        (["done", "long_term"], "2 件，1 件长期坚持"),
        (["done"], "1 件，都改完了"),
    ],
)
def test_the_title_states_what_matters_most(standings, finding):
    assert tally([Standing(one) for one in standings]).finding == finding


def test_a_tally_counts_everything_once():
    assert tally([Standing.DONE, Standing.DONE, Standing.SOON]) == Tally(done=2, soon=1)
