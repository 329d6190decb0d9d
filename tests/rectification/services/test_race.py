"""Two people at once (PROMISES §3): one wins, the other is told."""

import pytest
from django.utils import timezone

from rectification.models import Item, Ledger, Talk
from rectification.services.item import Overtaken
from rectification.services.ledger import open_ledger
from rectification.services.opening import open_after_feedback
from rectification.services.progress import claim_item, return_item, tick_item, withdraw_claim
from rectification.services.talk import TalkNote, note_talk
from reviews.models import Statement
from tests import cast as casting
from tests.conclusion import feed_back
from tests.race import together
from tests.rectification.scene import claimed_in, fresh, item_in, ledger_of

pytestmark = pytest.mark.django_db(transaction=True)
STARTS = 3


@pytest.fixture
def scene():
    cast = casting.assemble()
    year = casting.open_year(cast)
    return cast, ledger_of(year.statement(cast.college), tick_by="superior")


def now(service, item, person, **fields):
    seen = fresh(item)
    return lambda: service(seen, person=person, now=timezone.now(), **fields)


def kinds(outcomes):
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_of_two_ticks_exactly_one_is_set(scene):
    cast, ledger = scene
    for _ in range(STARTS):
        item = claimed_in(ledger, cast.college_secretary)
        outcomes = together(now(tick_item, item, cast.department), now(tick_item, item, cast.head))
        assert kinds(outcomes) == ["Item", "Overtaken"]
        assert item.steps.filter(verb="打“√”").count() == 1


@pytest.mark.parametrize("rival", [tick_item, withdraw_claim])
def test_of_a_return_and_its_rival_exactly_one_wins(scene, rival):
    cast, ledger = scene
    for _ in range(STARTS):
        item = claimed_in(ledger, cast.college_secretary)
        outcomes = together(
            now(return_item, item, cast.department, reason="缺签到"), now(rival, item, cast.college_secretary)
        )
        assert kinds(outcomes) == ["Item", "Overtaken"]
        won = next(outcome for outcome in outcomes if isinstance(outcome, Item))
        assert fresh(item).state == won.state


def test_a_double_click_claims_once(scene):
    cast, ledger = scene
    item = item_in(ledger, cast.college_secretary)
    claim = now(claim_item, item, cast.college_secretary, text="已补齐")
    outcomes = together(claim, now(claim_item, item, cast.college_secretary, text="已补齐"))
    assert kinds(outcomes) == ["Item", "Overtaken"]
    assert fresh(item).evidence.count() == 1


def test_items_listed_at_once_get_numbers_of_their_own(scene):
    cast, ledger = scene
    together(*[lambda: item_in(ledger, cast.college_secretary)] * STARTS)
    assert sorted(Item.objects.values_list("number", flat=True)) == list(range(1, STARTS + 1))


def test_a_ledger_opened_at_once_is_one(scene):
    cast, ledger = scene
    Ledger.objects.all().delete()
    outcomes = together(
        *[lambda: open_ledger(cast.college, cycle=ledger.cycle, person=None, now=timezone.now())] * STARTS
    )
    assert kinds(outcomes) == ["Ledger"] * STARTS
    assert Ledger.objects.count() == 1


def test_the_loser_is_told_who_was_faster(scene):
    cast, ledger = scene
    item = claimed_in(ledger, cast.college_secretary)
    tick_item(fresh(item), person=cast.head, now=timezone.now())
    with pytest.raises(Overtaken, match="张怀远刚刚办了“打“√””"):
        return_item(item, person=cast.department, reason="缺签到", now=timezone.now())


def test_a_click_and_the_night_open_everything_once(scene):
    cast, _ = scene
    Ledger.objects.all().delete()
    feed_back(Statement.objects.for_pages().get(organization=cast.college), "third")
    feed_back(Statement.objects.for_pages().get(organization=cast.direct_branch), "third")
    outcomes = together(*[lambda: open_after_feedback(person=None, now=timezone.now())] * STARTS)
    assert kinds(outcomes) == ["Opened"] * STARTS
    assert (Ledger.objects.count(), Talk.objects.count()) == (2, 2)
    assert sum(one.talks for one in outcomes) == 2


def test_of_two_who_note_a_talk_the_second_is_told(scene):
    cast, _ = scene
    feed_back(Statement.objects.for_pages().get(organization=cast.college), "third")
    open_after_feedback(person=None, now=timezone.now())
    talk = Talk.objects.for_pages().get()

    def noting(person, demands):
        note = TalkNote(timezone.localdate(), "张怀远", "一般", demands)
        return lambda: note_talk(talk, note=note, seen=0, person=person, now=timezone.now())

    outcomes = together(noting(cast.department, "甲"), noting(cast.head, "乙"))
    assert kinds(outcomes) == ["Overtaken", "Talk"]
    assert Talk.objects.get().version == 1
