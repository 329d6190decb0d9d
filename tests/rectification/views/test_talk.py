import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document

from accounts.models import AuditEntry
from rectification.models import Talk
from rectification.services.ledger import open_ledger
from rectification.services.talk import open_talks
from reviews.models import Feedback, Outcome, Round
from tests.conclusion import decide, feed_back
from tests.rectification.scene import in_days


@pytest.fixture
def talk(cast, year):
    """Listed for the college's secretary, whose feedback is open."""
    feed_back(year.statement(cast.college), "third")
    open_talks(person=None, now=timezone.now())
    return Talk.objects.get()


def url(talk, name="talk"):
    return reverse(f"rectification:{name}", args=[talk.pk])


def note(client, talk, **fields):
    given = {
        "held_on": in_days(0).isoformat(), "talked_by": "张怀远", "reason": "等次为一般。",
        "demands": "三个月内改好。", "reply": "一定改。", "seen": talk.version,
    }  # fmt: skip
    return client.post(url(talk), given | fields)


def text(response):
    return response.content.decode()


def test_the_form_knows_who_talks_and_on_what_ground(cast, talk, enter):
    page = text(enter(cast.department).get(url(talk)))
    assert 'value="张怀远"' in page
    assert "综合评价等次为“一般”" in page
    assert "组织生活会记录不全" in page


def test_a_talk_is_noted_and_then_shown_to_the_person(cast, talk, enter):
    own = enter(cast.college_secretary)
    assert own.get(url(talk)).status_code == 404
    assert note(enter(cast.department), talk).status_code == 302
    assert "一定改。" in text(own.get(url(talk)))
    assert note(own, talk).status_code == 404


def test_before_the_feedback_the_person_sees_nothing(cast, talk, enter):
    note(enter(cast.department), talk)
    Feedback.objects.all().delete()
    assert enter(cast.college_secretary).get(url(talk)).status_code == 404


def test_the_person_finds_the_record_on_the_ledgers_page(cast, talk, enter):
    statement = talk.consequence.outcome.statement
    ledger = open_ledger(statement.organization, cycle=statement.round.cycle, person=None, now=timezone.now())
    own, address = enter(cast.college_secretary), reverse("rectification:ledger", args=[ledger.pk])
    assert url(talk) not in text(own.get(address))
    note(enter(cast.head), talk)
    assert url(talk) in text(own.get(address))


@pytest.mark.parametrize("who", ["branch_secretary", "college_organizer", "other_college_secretary", "auditor"])
def test_nobody_else_sees_it_even_when_noted(cast, talk, enter, who):
    note(enter(cast.department), talk)
    client = enter(getattr(cast, who))
    assert client.get(url(talk)).status_code == client.get(url(talk, "talk_file")).status_code == 404


def test_an_overseer_sees_neither_the_talk_nor_the_list(cast, year, enter):
    decide(year.statement(cast.branch), "last")
    open_talks(person=None, now=timezone.now())
    client = enter(cast.department)
    assert client.get(url(Talk.objects.get())).status_code == 404
    page = text(client.get(reverse("rectification:supervision", args=[cast.college.pk, year.cycle.year])))
    assert "约谈提醒" not in page


def test_the_second_to_note_is_told_and_keeps_the_words(cast, talk, enter):
    note(enter(cast.department), talk)
    answer = note(enter(cast.head), talk, demands="我的要求")
    assert answer.status_code == 409
    assert "林静在" in text(answer)
    assert "我的要求</textarea>" in text(answer)


def test_a_second_click_is_harmless(cast, talk, enter):
    client = enter(cast.department)
    assert [note(client, talk).status_code for _ in range(2)] == [302, 302]
    assert Talk.objects.get().version == 1


@pytest.mark.parametrize(("day", "says"), [(1, "还没有到"), (-9, "之后，请看看日期"), (None, "日期没有看懂")])
def test_a_day_that_cannot_be_is_refused_and_the_words_stay(cast, talk, enter, day, says):
    answer = note(enter(cast.department), talk, held_on="昨天" if day is None else in_days(day).isoformat())
    assert answer.status_code == 422
    assert says in text(answer)
    assert "一定改。</textarea>" in text(answer)


def test_after_a_correction_there_is_nothing_to_note(cast, talk, enter):
    Outcome.objects.update(is_current=False)
    client = enter(cast.department)
    assert "不用再谈" in text(client.get(url(talk)))
    assert "党组织会议后来作了更正，这次约谈不用再登记" in text(note(client, talk))


def test_the_archive_is_closed(cast, talk, enter):
    Round.objects.update(stage="archived")
    assert "已经归档" in text(note(enter(cast.department), talk))


def test_the_trail_keeps_no_word(cast, talk, enter):
    note(enter(cast.department), talk)
    entry = AuditEntry.objects.filter(object_type="rectification.talk").order_by("pk").last()
    assert (entry.verb, "三个月" in str(entry.after)) == ("登记约谈提醒", False)


def test_the_record_is_a_blank_form_before_and_a_paper_after(cast, talk, enter):
    client = enter(cast.department)

    def lines():
        data = b"".join(client.get(url(talk, "talk_file")).streaming_content)
        return [one.text for one in Document(io.BytesIO(data)).paragraphs if one.text]

    assert "约谈时间：＿＿＿＿年＿＿月＿＿日" in lines()
    note(client, talk)
    assert {"约谈人：张怀远", "三个月内改好。", "一定改。", "四、签字"} <= set(lines())


def test_the_supervision_page_shows_what_is_overdue(cast, year, enter):
    feed_back(year.statement(cast.college), "third", due=-2)
    open_talks(person=None, now=timezone.now())
    page = text(enter(cast.head).get(reverse("rectification:supervision", args=[cast.committee.pk, year.cycle.year])))
    assert "等次为一般、差的，谈完登记" in page
    assert "逾期未谈" in page


def test_a_page_asks_few_questions(cast, talk, enter):
    client = enter(cast.department)
    client.get(url(talk))
    with CaptureQueriesContext(connection) as captured:
        client.get(url(talk))
    assert len(captured) <= 12


def test_a_noted_talk_opens_the_way_for_the_letter_and_is_not_typed_twice(cast, talk, enter):
    Feedback.objects.update(opened_at=None, opened_by=None, objection_until=None)
    note(enter(cast.department), talk)
    letter = Feedback.objects.get()
    assert (letter.talked_on, letter.talked_by) == (in_days(0), "张怀远")
    about = AuditEntry.objects.get(verb="反馈前的登记")
    assert about.object_type == "reviews.round"  # a name beside it would tell the grade
