import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from accounts.models import AuditEntry
from reviews.models import Cycle, Poll, Recount, Remark, Sheet, Slip, Statement
from reviews.pages.hearing.minutes import drafted
from tests import hall
from tests import poll as polling

ALL_BEST = ("best",) * 3


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


def text(response):
    return response.content.decode()


def words_of(data):
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


@pytest.fixture
def meeting(cast, year):
    return polling.hall_of_three(cast, year)


@pytest.fixture
def poll(cast, meeting):
    return polling.begun(meeting, cast.department, slips=8, papers=2, asks_remarks=True)


@pytest.fixture
def counted(cast, poll):
    """A poll of six sheets, closed."""
    for ticket in polling.phones(poll)[:6]:
        polling.cast_sheet(poll, ticket.key, "best", "second", "last", remarks={poll.statements[0]: "活动少"})
    return polling.closed(poll, cast.department)


def test_a_poll_is_set_up_printed_begun_and_closed(cast, meeting, enter):
    client, pk = enter(cast.department), meeting.pk
    client.post(url("poll", pk), {"slips": "3", "papers": "", "asks_remarks": ""})
    assert "票已备好 3 张" in text(client.get(url("poll", pk)))
    client.post(url("poll_open", pk))
    assert "正在测评，已交 0 张" in text(client.get(url("poll", pk)))
    assert "还有 3 张没有交" in text(client.get(url("poll_close", pk)))
    page = client.post(url("poll_close", pk), follow=True)
    assert "已收票，收回 0 张" in text(page)


def test_no_slips_at_all_is_asked_again(cast, meeting, enter):
    response = enter(cast.department).post(url("poll", meeting.pk), {"slips": "0"})
    assert (response.status_code, Poll.objects.count()) == (422, 0)
    assert "两种至少填一种" in text(response)


def test_second_clicks_are_harmless(cast, poll, enter):
    client, pk = enter(cast.department), poll.meeting_id
    for name in ("poll_open", "poll_close", "poll_close", "poll_open", "poll_cancel", "poll_add", "poll_print"):
        assert client.post(url(name, pk), {"slips": "1", "kind": "phone"}).status_code == 302
    assert AuditEntry.objects.filter(verb="收票结束").count() == 1


def test_slips_are_printed_with_a_code_and_a_picture(cast, poll, enter):
    page = text(enter(cast.department).post(url("poll_print", poll.meeting_id), {"kind": "phone", "first": "7"}))
    assert page.count("<svg") >= 2
    assert re.findall(r'class="code">([\w-]+)<', page) == [polling.printed_of(one) for one in polling.phones(poll)[6:]]
    assert not any(one.key in page for one in polling.phones(poll))  # in the picture alone
    assert "style=" not in page


def test_paper_sheets_are_printed_with_everybody_and_a_code(cast, poll, enter):
    page = text(enter(cast.department).post(url("poll_print", poll.meeting_id), {"kind": "paper"}))
    assert page.count('class="paper-sheet"') == 2
    assert page.count("周正明") >= 2


def test_printing_past_the_end_is_told(cast, poll, enter):
    client = enter(cast.department)
    page = client.post(url("poll_print", poll.meeting_id), {"kind": "phone", "first": "9"}, follow=True)
    assert "一共 8 张，没有第 9 张" in text(page)


def test_before_closing_every_page_is_the_same_whatever_was_chosen(cast, poll, enter):
    for ticket in polling.phones(poll)[:6]:
        polling.cast_sheet(poll, ticket.key, *ALL_BEST)
    clients = [enter(person) for person in (cast.department, cast.head, cast.college_secretary, cast.outsider)]
    names = ("poll", "poll_tally", "poll_close", "poll_paper", "meeting", "desk", "minutes", "poll_tally_file")

    def seen():
        pages = [text(client.get(url(name, poll.meeting_id))) for client in clients for name in names]
        return [re.sub(r'"[A-Za-z0-9]{64}"|<time .*?</time>|data-now="\d+"', "", page) for page in pages]

    seen()  # what the letterhead counts is settled now
    before = seen()
    Sheet.objects.update(choices=polling.choices(poll, "last", "", "third"))
    assert [pair for pair in zip(before, seen(), strict=True) if pair[0] != pair[1]] == []


def test_results_stand_in_regular_order_with_their_figures(cast, counted, enter):
    page = text(enter(cast.head).get(url("poll_tally", counted.meeting_id)))
    assert page.index("周正明") < page.index("刘晓梅") < page.index("谢红")
    rows = re.findall(r'<td class="r num">(\d+)</td>', page)
    assert [rows[place : place + 5] for place in (0, 5, 10)] == [
        ["6", "0", "0", "0", "0"], ["0", "6", "0", "0", "0"], ["0", "0", "0", "6", "0"],
    ]  # fmt: skip


def test_a_recorder_counts_paper_and_reads_no_result(cast, year, enter):
    Cycle.objects.update(uses_poll=True)
    meeting = hall.hold(year.statement(cast.college), year.statement(cast.other_college), recorder=cast.outsider)
    polling.closed(polling.begun(meeting, cast.outsider), cast.outsider)
    client = enter(cast.outsider)
    assert client.get(url("poll", meeting.pk)).status_code == 200
    assert client.get(url("poll_tally", meeting.pk)).status_code == 404


def test_nobody_reads_their_own_result(cast, counted, enter):
    Statement.objects.filter(pk=counted.statements[0]).update(
        appointment=cast.department.appointments.first(), mode="on_stage"
    )
    page = text(enter(cast.department).get(url("poll_tally", counted.meeting_id)))
    assert page.count('<td class="r num">') == 10
    assert "活动少" not in page


def test_too_few_sheets_say_why_nothing_is_shown(cast, poll, enter):
    for ticket in polling.phones(poll)[:4]:
        polling.cast_sheet(poll, ticket.key, *ALL_BEST, remarks={poll.statements[0]: "活动少"})
    polling.closed(poll, cast.department)
    client, pk = enter(cast.department), poll.meeting_id
    page = text(client.get(url("poll_tally", pk)))
    assert "有效票满 5 张才显示各档票数" in page
    assert "活动少" not in page
    assert client.post(url("poll_lower", pk), {"reason": ""}).status_code == 422
    client.post(url("poll_lower", pk), {"reason": "本场到会就这几位"})
    assert "理由：本场到会就这几位" in text(client.get(url("poll_tally", pk)))


def test_the_table_is_a_paper_in_regular_order(cast, counted, enter):
    response = enter(cast.department).get(url("poll_tally_file", counted.meeting_id))
    words = words_of(b"".join(response.streaming_content))
    assert "收回 6 张，其中有效 6 张、作废 0 张；未交 4 张" in words
    assert words.index("周正明") < words.index("刘晓梅") < words.index("谢红")


def test_a_recount_needs_two_witnesses(cast, counted, enter):
    client, pk = enter(cast.department), counted.meeting_id
    assert client.post(url("poll_recount", pk), {"first": "甲", "second": "甲"}).status_code == 422
    page = client.post(url("poll_recount", pk), {"first": "甲", "second": "乙"}, follow=True)
    assert "复核完毕，与结果一致" in text(page)
    assert Recount.objects.get().witnesses == "甲、乙"


def test_remarks_are_sorted_and_taken_back(cast, counted, enter):
    client, remark = enter(cast.department), Remark.objects.first()
    client.post(url("remark_sort", remark.pk), {"state": "passed", "seen": "new"})
    page = client.post(url("remark_sort", remark.pk), {"state": "kept", "seen": "new"}, follow=True)
    assert "刚才已有人处理过" in text(page)
    remark.refresh_from_db()
    assert remark.state == "passed"


def test_no_page_shows_a_single_sheet(cast, counted, enter):
    client = enter(cast.department)
    pages = [text(client.get(url(name, counted.meeting_id))) for name in ("poll", "poll_tally", "meeting", "desk")]
    assert not any("sealed" in page or '"best"' in page for page in pages)


def test_the_meeting_leads_to_its_poll_and_its_minutes_tell_of_it(cast, counted, enter):
    client, meeting = enter(cast.department), counted.meeting
    for name in ("meeting", "desk"):
        assert url("poll", meeting.pk) in text(client.get(url(name, meeting.pk)))
    assert "会上进行民主测评，发出票 10 张，收回 6 张" in drafted(meeting)
    assert "民主测评" not in text(enter(cast.college_secretary).get(url("meeting", meeting.pk)))


def test_small_meetings_show_no_poll(cast, year, enter):
    Cycle.objects.update(uses_poll=True)
    small = hall.hold(year.statement(cast.college), year.statement(cast.other_college), expected=7, present=7)
    client = enter(cast.department)
    assert "民主测评" not in text(client.get(url("meeting", small.pk)))
    assert "不用民主测评" in text(client.get(url("poll", small.pk)))


@pytest.mark.parametrize("name", ["poll", "poll_tally", "poll_close"])
def test_pages_take_as_many_queries_for_many_sheets_as_for_few(cast, counted, enter, name):
    client = enter(cast.department)
    client.get(url(name, counted.meeting_id))
    with CaptureQueriesContext(connection) as asked:
        client.get(url(name, counted.meeting_id))
    assert len(asked) <= 12


def test_what_could_not_be_swept_is_offered_again(cast, counted, enter):
    page = text(enter(cast.department).get(url("poll", counted.meeting_id)))
    assert "清掉残留" in page


def test_a_strangers_click_changes_nothing(cast, poll):
    stranger = Client()
    stranger.force_login(cast.other_college_organizer)
    for name in ("poll", "poll_add", "poll_print", "poll_open", "poll_close", "poll_paper", "poll_cancel"):
        assert stranger.post(url(name, poll.meeting_id), {"slips": "9"}).status_code == 404
    assert Slip.objects.count() == 10
