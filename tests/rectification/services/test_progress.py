import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from rectification.services.extension import ask_extension, decide_extension
from rectification.services.item import NotAllowed, Overtaken
from rectification.services.progress import (
    Attachment,
    claim_item,
    look_back,
    note_progress,
    return_item,
    review_item,
    tick_item,
    withdraw_claim,
)
from tests.rectification.scene import claimed_in, fresh, in_days, item_in


@pytest.fixture
def secretary(cast):
    return cast.college_secretary


def act(service, item, person, **fields):
    service(item, person=person, now=timezone.now(), **fields)
    return fresh(item)


def test_words_suffice_for_a_claim(ledger, secretary):
    item = act(claim_item, item_in(ledger, secretary), secretary, text="已补齐。")
    assert (item.state, item.claimed_by, item.evidence.get().text) == ("claimed", secretary, "已补齐。")


def test_the_own_secretary_may_tick_in_the_same_step(ledger, secretary):
    item = act(claim_item, item_in(ledger, secretary), secretary, text="已补齐。", tick=True)
    assert (item.state, item.done_by) == ("done", secretary)


def test_where_the_superior_ticks_the_own_secretary_only_claims(strict_ledger, secretary):
    item = act(claim_item, item_in(strict_ledger, secretary), secretary, text="已补齐。", tick=True)
    assert item.state == "claimed"


def test_an_incomplete_item_is_not_claimed(ledger, secretary):
    with pytest.raises(NotAllowed, match="先写全再申报"):
        act(claim_item, item_in(ledger, secretary, measure=""), secretary, text="好了")


def test_a_long_term_item_is_not_claimed_but_reviewed(ledger, secretary):
    item = item_in(ledger, secretary, kind="long_term", deadline=None, next_review=in_days(1))
    with pytest.raises(NotAllowed):
        act(claim_item, item, secretary, text="好了")
    assert act(review_item, item, secretary, text="还在做", next_review=in_days(90)).next_review == in_days(90)


def test_a_returned_claim_says_what_is_missing_and_may_be_claimed_again(cast, strict_ledger, secretary):
    item = act(return_item, claimed_in(strict_ledger, secretary), cast.department, reason="缺签到。")
    assert (item.state, item.return_reason, item.is_open) == ("returned", "缺签到。", True)
    assert act(claim_item, item, secretary, text="签到补上了。").state == "claimed"


def test_a_claim_is_taken_back(ledger, secretary):
    item = act(withdraw_claim, claimed_in(ledger, secretary), secretary)
    assert (item.state, item.claimed_at) == ("open", None)


def test_a_failed_look_back_strikes_the_tick_and_keeps_it(cast, ledger, secretary):
    done = act(tick_item, claimed_in(ledger, secretary), secretary)
    item = act(look_back, done, cast.department, passed=False, note="又没有了", deadline=in_days(60))
    look = item.look_backs.get()
    assert (item.state, item.done_at, item.deadline, item.first_deadline) == ("open", None, in_days(60), in_days(30))
    assert (look.struck_at, look.struck_by) == (done.done_at, secretary)


def test_a_passed_look_back_leaves_the_tick(cast, ledger, secretary):
    done = act(tick_item, claimed_in(ledger, secretary), secretary)
    assert act(look_back, done, cast.department, passed=True, note="").state == "done"


def test_progress_keeps_the_file_and_the_state(ledger, secretary):
    attachment = Attachment(b"%PDF-1", "签到.pdf")
    item = act(note_progress, item_in(ledger, secretary), secretary, text="", attachment=attachment)
    assert (item.state, item.evidence.get().filename) == ("open", "签到.pdf")


def test_a_granted_extension_keeps_the_first_day(cast, ledger, secretary):
    item = item_in(ledger, secretary)
    asked = ask_extension(item, person=secretary, to_date=in_days(60), reason="等施工", now=timezone.now())
    decide_extension(asked, person=cast.department, granted=True, answer="", now=timezone.now())
    assert (fresh(item).deadline, fresh(item).first_deadline) == (in_days(60), in_days(30))


def test_a_refused_extension_changes_no_day_and_is_answered_once(cast, ledger, secretary):
    item = item_in(ledger, secretary)
    asked = ask_extension(item, person=secretary, to_date=in_days(60), reason="等施工", now=timezone.now())
    decide_extension(asked, person=cast.department, granted=False, answer="不必等", now=timezone.now())
    with pytest.raises(Overtaken, match="林静已经答复“不同意”"):
        decide_extension(asked, person=cast.head, granted=True, answer="", now=timezone.now())
    assert fresh(item).deadline == in_days(30)


def test_an_extension_goes_later(ledger, secretary):
    with pytest.raises(NotAllowed, match="要晚于"):
        ask_extension(item_in(ledger, secretary), person=secretary, to_date=in_days(5), reason="x", now=timezone.now())


def test_every_step_stands_in_the_history_and_in_the_trail(ledger, secretary):
    item = act(tick_item, claimed_in(ledger, secretary), secretary)
    assert [step.verb for step in item.steps.all()] == ["打“√”", "申报完成", "列账"]
    assert AuditEntry.objects.latest("pk").verb == "整改事项打“√”"
