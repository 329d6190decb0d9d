import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.services.people.appointment import appoint
from accounts.services.people.organization import create_organization
from reviews.models import Comment, Meeting, Speech, Statement
from reviews.services.collecting.report import hand_in_report
from reviews.services.hearing.comment import confirm_comments
from reviews.services.hearing.kiosk import key_of
from tests import docx, hall
from tests.cast import person


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


@pytest.fixture
def meeting(cast, year):
    return hall.hold(year.statement(cast.college), year.statement(cast.other_college), recorder=cast.outsider)


def fields(**changes):
    return {
        "title": "述职评议会", "at": "2026-12-22T14:30", "place": "行政楼 301", "chair": "张怀远", "recorder": "",
        "expected": "55", "present": "", **changes,
    }  # fmt: skip


def test_a_meeting_is_planned_with_everybody_proposed(cast, year, enter):
    client = enter(cast.department)
    page = client.get(url("meeting_plan", year.top.pk)).content.decode()
    assert page.count('name="statements"') == page.count("checked") == 3
    chosen = [str(one.pk) for one in year.top.statements.all()]
    response = client.post(url("meeting_plan", year.top.pk), fields(statements=chosen))
    assert response["Location"] == url("meeting", Meeting.objects.get().pk)
    assert Speech.objects.count() == 3


def test_a_plan_that_cannot_be_taken_stays_in_its_boxes(cast, year, enter):
    given = fields(place="行政楼 302", expected="5", present="6", recorder="999")
    response = enter(cast.department).post(url("meeting_plan", year.top.pk), given)
    page = response.content.decode()
    assert response.status_code == 422
    assert all(text in page for text in ("行政楼 302", "比应到 5 人还多", "没有找到工号 999", "请至少选一位述职人"))


def test_changing_the_plan_on_an_old_page_is_told(cast, meeting, enter):
    chosen = [str(one.statement_id) for one in meeting.speeches.all()]
    client = enter(cast.department)
    assert client.post(url("meeting_change", meeting.pk), fields(statements=chosen, beat="0")).status_code == 302
    again = client.post(url("meeting_change", meeting.pk), fields(statements=chosen, beat="0", place="礼堂"))
    assert (again.status_code, Meeting.objects.get().place) == (422, "行政楼 301")


def test_the_recorder_leads_without_any_post(cast, meeting, enter):
    client = enter(cast.outsider)
    speech = meeting.speeches.get(order=1)
    step = {"act": "start", "beat": 0, "speech": speech.pk}
    assert client.get(url("desk", meeting.pk)).status_code == 200
    assert client.post(url("meeting_step", meeting.pk), step)["Location"] == url("desk", meeting.pk)
    assert client.get(url("meeting_token", meeting.pk)).json()["beat"] == 1
    assert client.get(url("comments", meeting.round_id)).status_code == 404
    assert client.get(url("statement", speech.statement_id)).status_code == 404


def test_a_second_click_is_harmless_and_explained(cast, meeting, enter):
    client, speech = enter(cast.department), meeting.speeches.get(order=1)
    step = {"act": "start", "beat": 0, "speech": speech.pk}
    client.post(url("meeting_step", meeting.pk), step)
    started = Speech.objects.get(pk=speech.pk).started_at
    page = client.post(url("meeting_step", meeting.pk), step, follow=True).content.decode()
    assert "您这一下没有再算" in page
    assert Speech.objects.get(pk=speech.pk).started_at == started


@pytest.mark.parametrize("nonsense", [{}, {"act": "fly", "beat": "0"}, {"act": "start", "beat": "9" * 30}])
def test_nonsense_changes_nothing(cast, meeting, enter, nonsense):
    assert enter(cast.department).post(url("meeting_step", meeting.pk), nonsense).status_code == 302
    assert Meeting.objects.get().beat == 0


def test_a_meeting_of_one_is_one_form(cast, year, enter):
    statement = year.statement(cast.branch)
    given = {
        "at": "2026-11-20 15:00", "place": "201 教室", "chair": "周正明", "expected": "8", "present": "7",
        "spoken_by": "周正明", "text": "支委会缺了3次。",
    }  # fmt: skip
    response = enter(cast.college_secretary).post(url("small_meeting", statement.pk), given)
    assert response["Location"] == url("meetings", year.below.pk)
    assert (Meeting.objects.get().state, Comment.objects.get().author) == ("closed", cast.college_secretary)
    page = enter(cast.college_organizer).get(url("meeting", Meeting.objects.get().pk)).content.decode()
    assert ("抽签" in page, "打开投影页" in page) == (False, False)


def test_the_screen_needs_no_login_and_tells_nothing_but_the_turn(cast, year, meeting):
    hall.comment(year.statement(cast.college), "支委会缺了3次。")
    hall.step(meeting, "start")
    response = Client().get(url("screen", key_of(meeting)))
    page = response.content.decode()
    assert all(text in page for text in ("机电工程学院党总支书记", "周正明<small>同志", "下一位<b>刘晓梅"))
    assert "支委会" not in page
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")
    assert response["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("key", ["x", "a" * 43, "%00"])
def test_a_wrong_key_opens_nothing(db, key):
    assert Client().get(f"/screen/{key}/").status_code == 404
    assert Client().get(f"/screen/{key}/token/").status_code == 404


def test_a_revoked_key_opens_nothing(cast, meeting, enter):
    key = key_of(meeting)
    act = {"act": "revoke", "salt": meeting.kiosk_salt}
    enter(cast.department).post(url("kiosk", meeting.pk), act)
    assert Client().get(url("screen", key)).status_code == 404


def test_the_token_costs_three_queries_at_most(meeting, django_assert_max_num_queries):
    path, client = url("screen_token", key_of(meeting)), Client()
    with django_assert_max_num_queries(3):
        assert client.get(path).json()["beat"] == 0


def test_minutes_are_drafted_from_what_happened(cast, year, meeting, enter):
    now = timezone.now()
    hall.step(meeting, "start", now=now)
    hall.step(meeting, "stop", now=now + timezone.timedelta(seconds=272))
    hall.comment(year.statement(cast.college), "支委会缺了3次。")
    page = enter(cast.department).get(url("minutes", meeting.pk)).content.decode()
    assert "1. 机电工程学院党总支书记周正明同志现场述职，用时 4:32。\n张怀远同志点评：支委会缺了3次。" in page
    assert "应到 55 人，实到 52 人" in page


def test_saved_minutes_replace_the_draft(cast, meeting, enter):
    client, path = enter(cast.department), url("minutes", meeting.pk)
    client.post(path, {"version": 0, "text": "一切顺利。"})
    assert "一切顺利。" in client.get(path).content.decode()
    assert client.post(path, {"version": 0, "text": "另一份。"}).status_code == 422


def matters(enter, person):
    return re.findall(r"<h3>(.*?)</h3>", enter(person).get("/").content.decode())


def test_everybody_finds_their_part_among_the_matters(cast, year, meeting, enter):
    year.top.stage = "meeting"
    year.top.save()
    assert "安排述职评议会" in matters(enter, cast.department)
    assert "到会述职" in matters(enter, cast.college_secretary)
    assert matters(enter, cast.outsider) == ["到会场记录"]
    hall.comment(year.statement(cast.college), "支委会缺了3次。")
    hall.step(meeting, "start")
    assert matters(enter, cast.head) == []
    hall.step(meeting, "close")
    assert matters(enter, cast.head) == ["确认会上的点评"]
    confirm_comments(year.top, seen={Comment.objects.get().pk: 1}, person=cast.head, now=timezone.now())
    assert matters(enter, cast.head) == []


PAGES = ("meetings", "comments", "meeting", "desk", "minutes", "comment_sheet", "screen")


def more_speakers(cast, year, meeting, count):
    """Let so many more organizations come, each with a comment that names a problem."""
    for number in range(count):
        place = create_organization(
            parent=cast.committee, name=f"第{number}党总支", short="总支", kind="general_branch"
        )
        post = appoint(
            person(f"03{number:04}", f"书记{number}"), organization=place, role="secretary", starts=timezone.localdate()
        )
        one = Statement.objects.create(round=year.top, organization=place, appointment=post, mode="on_stage")
        Speech.objects.create(meeting=meeting, statement=one, order=10 + number)
        hall.comment(Statement.objects.for_pages().get(pk=one.pk), "支委会缺了3次。")


def test_no_page_asks_more_for_thirty_speakers_than_for_two(cast, year, meeting, enter):
    client = enter(cast.department)

    def queries():
        paths = [url(name, year.top.pk if name in PAGES[:2] else meeting.pk) for name in PAGES[:-1]]
        counts = []
        for path in [*paths, url("screen", key_of(meeting))]:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path).status_code == 200
            counts.append(len(captured))
        return counts

    for statement in (year.statement(cast.college), year.statement(cast.other_college)):
        hall.comment(statement, "支委会缺了3次。")
    hand_in_report(
        year.statement(cast.college), person=cast.college_secretary, data=docx.good(), filename="a.docx",
        now=timezone.now(),
    )  # fmt: skip
    queries()
    few = queries()
    more_speakers(cast, year, meeting, 28)
    assert queries() == few
    assert max(few) <= 14
