import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from reviews.models import Cycle, Door, Jotting, Poll, Round, Sheet, Slip, Tally
from reviews.services.collecting.report import Overtaken
from reviews.services.hearing.meeting import NotNow, change_plan
from reviews.services.hearing.poll import add_slips, cancel_poll, open_poll, print_slips, set_up_poll
from reviews.services.hearing.sheet import NoSuchSlip, SlipRefused, find_slip, hand_in
from reviews.services.preparing.stage import NotReady, advance
from tests import hall
from tests import poll as polling


@pytest.fixture
def meeting(cast, year):
    return polling.hall_of_three(cast, year)


@pytest.fixture
def poll(cast, meeting):
    return polling.begun(meeting, cast.department, slips=12, papers=3, asks_remarks=True)


def vote(poll, *sheets, start=0):
    for ticket, grades in zip(polling.phones(poll)[start:], sheets, strict=False):
        polling.cast_sheet(poll, ticket.key, *grades)


def close(poll, cast):
    return polling.closed(poll, cast.department)


ALL_BEST = ("best",) * 3


def test_slips_are_stored_as_hashes_alone(cast, meeting):
    poll = set_up_poll(meeting, slips=3, papers=2, asks_remarks=False, person=cast.department)
    made = {ticket.code for ticket in polling.phones(poll)} | {ticket.key for ticket in polling.phones(poll)}
    stored = {text for row in Slip.objects.values_list("key_hash", "code_hash") for text in row}
    assert (len(stored), made & stored) == (10, set())


def test_a_poll_is_made_once(cast, poll, meeting):
    with pytest.raises(Overtaken):
        set_up_poll(meeting, slips=3, papers=0, asks_remarks=False, person=cast.department)


def test_a_year_without_polls_has_none(cast, meeting):
    Cycle.objects.update(uses_poll=False)
    with pytest.raises(NotNow):
        set_up_poll(meeting, slips=3, papers=0, asks_remarks=False, person=cast.department)


def test_seven_people_have_none(cast, year):
    Cycle.objects.update(uses_poll=True)
    small = hall.hold(year.statement(cast.branch), present=7, expected=7)
    with pytest.raises(NotNow):
        set_up_poll(small, slips=7, papers=0, asks_remarks=False, person=cast.college_organizer)


def test_nothing_is_taken_before_the_beginning(cast, meeting):
    poll = set_up_poll(meeting, slips=3, papers=0, asks_remarks=False, person=cast.department)
    with pytest.raises(SlipRefused, match="还没有开始"):
        find_slip(polling.phones(poll)[0].key)


def test_a_poll_not_begun_is_taken_back_and_its_slips_are_worthless(cast, meeting):
    poll = set_up_poll(meeting, slips=3, papers=0, asks_remarks=False, person=cast.department)
    ticket = polling.phones(poll)[0]
    cancel_poll(poll, person=cast.department)
    assert (Poll.objects.count(), Slip.objects.count()) == (0, 0)
    with pytest.raises(NoSuchSlip):
        find_slip(ticket.key)
    with pytest.raises(Overtaken):
        open_poll(poll, person=cast.department)


def test_a_poll_begun_cannot_be_taken_back(cast, poll):
    with pytest.raises(NotNow):
        cancel_poll(poll, person=cast.department)


def test_the_scanned_and_the_typed_open_the_same_slip(poll):
    ticket = polling.phones(poll)[0]
    assert find_slip(ticket.key).slip == find_slip(ticket.code.lower()).slip


def test_a_slip_is_used_once_and_says_nothing_more(poll):
    ticket = polling.phones(poll)[0]
    found = find_slip(ticket.key)
    hand_in(found, choices={})
    for again in (lambda: find_slip(ticket.code), lambda: hand_in(found, choices={})):
        with pytest.raises(SlipRefused) as no:
            again()
        assert str(no.value) == "这张票已经交过，不能再交一次。"
    assert Sheet.objects.count() == 1


def test_a_second_sheet_of_a_slip_is_refused_by_the_database(poll):
    vote(poll, ALL_BEST)
    receipt = Sheet.objects.get().receipt
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.create(poll=poll, receipt=receipt)


def test_choices_outside_the_sheet_do_not_count(poll):
    hand_in(find_slip(polling.phones(poll)[0].key), choices={"999999": "best", str(poll.statements[0]): "excellent"})
    assert Sheet.objects.get().choices == {}


def test_who_stands_on_the_sheet_is_in_regular_order_and_settled_at_the_beginning(cast, year, poll):
    names = [polling.statement_of(poll, place).organization for place in range(3)]
    assert names == [cast.college, cast.other_college, cast.direct_branch]


def test_closing_counts_each_grade_and_the_blank(cast, poll):
    vote(poll, ALL_BEST, ("best", "second", ""), ("third", "", "last"))
    close(poll, cast)
    found = {one.statement_id: (*one.counts.grades, one.blank) for one in Tally.objects.all()}
    assert [found[pk] for pk in poll.statements] == [(2, 0, 1, 0, 0), (1, 1, 0, 0, 1), (1, 0, 0, 1, 1)]


def test_closing_leaves_no_slip_no_sheet_no_salt(cast, poll):
    vote(poll, ALL_BEST, ALL_BEST)
    ticket = polling.phones(poll)[5]
    close(poll, cast)
    assert [model.objects.count() for model in (Slip, Sheet, Jotting, Door)] == [0, 0, 0, 0]
    with pytest.raises(NoSuchSlip):
        find_slip(ticket.key)


def test_the_paper_balances(cast, poll):
    vote(poll, ALL_BEST, ALL_BEST)
    first, second, _ = polling.papers(poll)
    polling.cast_sheet(poll, first.code, "best")
    polling.cast_sheet(poll, second.code, "last", void=True)
    balance = close(poll, cast).balance
    assert (balance.issued, balance.used, balance.valid, balance.void, balance.unused) == (15, 4, 3, 1, 11)


def test_a_void_sheet_chooses_nothing(cast, poll):
    polling.cast_sheet(poll, polling.papers(poll)[0].code, *ALL_BEST, void=True)
    close(poll, cast)
    assert {one.valid for one in Tally.objects.all()} == {0}


def test_a_closed_poll_is_closed_once(cast, poll):
    close(poll, cast)
    with pytest.raises(Overtaken):
        close(poll, cast)


def test_more_slips_for_the_late(cast, poll):
    more = add_slips(poll, slips=2, papers=1, person=cast.department)
    polling.cast_sheet(more, polling.phones(more)[13].key, *ALL_BEST)
    assert (more.slips, more.papers, close(more, cast).issued) == (14, 4, 18)


def test_printing_is_noted_and_tells_the_same_codes_again(cast, poll):
    first = print_slips(poll, kind="phone", first=11, person=cast.department)
    assert first == polling.phones(poll)[10:]
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.after) == ("打印测评票", {"kind": "手机票签", "from": 11, "count": 2})


def test_nothing_is_printed_after_closing(cast, poll):
    with pytest.raises(NotNow):
        print_slips(close(poll, cast), kind="phone", first=1, person=cast.department)


def test_a_round_waits_for_its_poll(cast, poll):
    round_ = poll.meeting.round
    Round.objects.filter(pk=round_.pk).update(stage=Round.Stage.MEETING)
    round_.refresh_from_db()
    with pytest.raises(NotReady) as no:
        advance(round_, to="evaluating", person=cast.department, reason="赶时间")
    assert "“述职评议会”的民主测评还没有收票" in [one.what for one in no.value.missing if one.must]


def test_the_trail_tells_of_the_beginning_the_end_and_totals(cast, poll):
    vote(poll, ALL_BEST)
    close(poll, cast)
    trail = list(AuditEntry.objects.filter(object_type="reviews.poll").values_list("verb", "after"))
    assert [verb for verb, _ in trail] == ["设置民主测评", "开始民主测评", "收票结束"]
    assert trail[-1][1] == {"issued": 15, "valid": 1, "void": 0, "unused": 14}


ILLEGAL = {
    "totals that do not balance": {"unused": 0},
    "a poll opened again": {"state": "open"},
    "no seal": {"seal": ""},
    "fewer shown without a reason": {"shown_from": 3},
    "fewer than the floor": {"shown_from": 1, "shown_reason": "x"},
}


@pytest.mark.parametrize("change", ILLEGAL.values(), ids=ILLEGAL.keys())
def test_the_database_refuses(cast, poll, change):
    close(poll, cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Poll.objects.filter(pk=poll.pk).update(**change)


def test_the_database_refuses_a_tally_that_misses_a_sheet(cast, poll):
    vote(poll, ALL_BEST)
    close(poll, cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tally.objects.update(valid=7)


def test_who_stands_on_the_sheets_stays_once_they_are_out(cast, meeting, poll):
    plan = hall.plan(*[speech.statement for speech in meeting.speeches.for_pages()[:2]])
    with pytest.raises(NotNow, match="票上的述职人"):
        change_plan(meeting, plan=plan, beat=meeting.beat, person=cast.department)
    assert meeting.speeches.count() == 3
