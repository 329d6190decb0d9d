"""One person is asked about in words that were put together before; several at once are not. Both hear the same."""

import pytest
from django.utils import timezone

from accounts.models import Person
from accounts.services.people.appointment import appoint
from reviews.models import Round
from reviews.offers.matters import waiting
from reviews.offers.matters.waiting import waiting_matters
from tests import result

TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch):
    monkeypatch.setattr(waiting, "_kept", {})


def alone_and_together():
    people = list(Person.objects.order_by("pk"))
    together = waiting_matters(people, TODAY)
    alone = [waiting_matters([person], TODAY) for person in Person.objects.order_by("pk")]
    key = lambda matter: (matter.person_id, matter.key)  # noqa: E731
    return sorted((one for some in alone for one in some), key=key), sorted(together, key=key)


@pytest.mark.parametrize("stage", Round.Stage.values)
def test_everybody_hears_alone_what_they_hear_among_others(year, stage):
    result.decided(year.top, "best", "second", "third")
    Round.objects.update(stage=stage)
    alone, together = alone_and_together()
    assert alone == together


def test_who_holds_the_same_posts_elsewhere_hears_of_their_own(cast, year):
    result.decided(year.top, "best", "second", "third")
    appoint(cast.head, organization=cast.other_college, role="organizer", starts=TODAY)
    appoint(cast.direct_secretary, organization=cast.committee, role="organizer", starts=TODAY)
    alone, together = alone_and_together()
    assert alone == together
    assert len({matter.person_id for matter in alone}) > 1


def test_words_are_put_together_once_for_the_same_posts(cast, year):
    for person in (cast.branch_secretary, cast.other_branch_secretary):
        waiting_matters([Person.objects.get(pk=person.pk)], TODAY)
    assert len(waiting._kept) == 1
    waiting_matters([Person.objects.get(pk=cast.outsider.pk)], TODAY)
    assert len(waiting._kept) == 2


def test_yesterdays_words_are_forgotten(cast, year, monkeypatch):
    monkeypatch.setattr(waiting, "_kept", {(TODAY.replace(year=2000), ()): ("SELECT 1", ())})
    waiting_matters([cast.department], TODAY)
    assert {day for day, _ in waiting._kept} == {TODAY}


def test_words_forgotten_by_another_thread_at_midnight_are_still_asked(cast, year, monkeypatch):
    class Forgetful(dict):
        def __setitem__(self, *word):
            """Forget at once."""

    kept = waiting_matters([cast.department], TODAY)
    monkeypatch.setattr(waiting, "_kept", Forgetful())
    assert waiting_matters([Person.objects.get(pk=cast.department.pk)], TODAY) == kept


def test_what_is_kept_knows_no_hour_and_nobody(cast, year):
    for person in Person.objects.order_by("pk"):
        waiting_matters([person], TODAY)
    values = [value for _, values in waiting._kept.values() for value in values]
    assert values
    assert not [value for value in values if ":" in str(value)]
    assert {value for value in values if type(value) is int and value > 0} <= set(waiting_kinds()) | {1}


def waiting_kinds():
    return frozenset().union(*(one.kinds for one in waiting.slices))
