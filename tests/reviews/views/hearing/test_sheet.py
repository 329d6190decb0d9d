import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reviews.models import Jotting, Sheet, Slip
from reviews.rules.hearing.slip import printed
from reviews.services.hearing.mistyping import FROM_ALL, FROM_ONE_ADDRESS
from reviews.services.hearing.poll import set_up_poll
from tests import poll as polling


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


@pytest.fixture(autouse=True)
def _nobody_has_mistyped():
    caches["memory"].clear()


@pytest.fixture
def poll(cast, year):
    return polling.begun(polling.hall_of_three(cast, year), cast.department, papers=3, asks_remarks=True)


@pytest.fixture
def slip(poll):
    return polling.phones(poll)[0]


def post(name, client=None, **data):
    return (client or Client()).post(url(name), data)


def text(response):
    return response.content.decode()


def test_the_door_asks_for_a_code_and_nothing_else(poll):
    page = text(Client().get(url("poll_door")))
    assert page.count("<input") == 2  # the token against forgery, and the code
    assert "masthead" not in page.split("<body")[1]


def test_a_slip_opens_the_sheet_with_nothing_chosen(poll, slip):
    page = text(post("poll_door", slip=slip.key))
    assert (page.count("<fieldset"), page.count('type="radio"'), page.count("checked")) == (3, 12, 0)
    assert page.index("周正明") < page.index("刘晓梅") < page.index("谢红")
    assert "本系统不记录票与人的对应；会场监控、网络设备不归本系统管；写文字意见请勿暴露身份" in page


def test_a_typed_code_opens_the_same_sheet(slip):
    assert 'type="radio"' in text(post("poll_door", slip=printed(slip.code).lower()))


def test_the_grades_have_the_names_of_the_year(poll, slip):
    cycle = poll.meeting.round.cycle
    cycle.grade_names = ["优秀", "称职", "基本称职", "不称职"]
    cycle.save()
    assert "基本称职" in text(post("poll_door", slip=slip.key))


def test_before_handing_in_it_shows_what_is_chosen_and_what_is_blank(poll, slip):
    page = text(post("poll_check", **polling.fields(poll, slip.key, "best", "", "third")))
    assert "评了 2 位，1 位没评，算弃权" in page
    assert page.count("没选，算弃权") == 1
    assert Sheet.objects.count() == 0


def test_back_to_the_sheet_keeps_what_was_chosen(poll, slip):
    given = polling.fields(poll, slip.key, "best", "", "third") | {"back": "1", f"r{poll.statements[1]}": "活动少"}
    page = text(post("poll_check", **given))
    assert (page.count("checked"), page.count("活动少")) == (2, 1)


def test_the_receipt_says_counted_and_nothing_else(poll, slip):
    page = text(post("poll_hand_in", **polling.fields(poll, slip.key, "best", "last", "third")))
    assert page.split('<p class="told">')[1].split("</p>")[0] == "已计入"
    assert not any(word in page for word in ("周正明", "最", slip.key, "好", "差"))


@pytest.mark.parametrize("name", ["poll_door", "poll_check", "poll_hand_in"])
def test_a_slip_handed_in_is_told_so_on_every_page(poll, slip, name):
    given = polling.fields(poll, slip.key, "best", "last", "third")
    post("poll_hand_in", **given)
    again = post(name, **given)
    assert again.status_code == 409
    assert "这张票已经交过" in text(again)
    assert "周正明" not in text(again)
    assert Sheet.objects.count() == 1


def test_before_the_beginning_the_slip_waits(cast, year):
    poll = set_up_poll(polling.hall_of_three(cast, year), slips=1, papers=0, asks_remarks=False, person=cast.department)
    assert "测评还没有开始" in text(post("poll_door", slip=polling.phones(poll)[0].key))


def test_after_closing_the_slip_is_unknown(cast, poll, slip):
    polling.closed(poll, cast.department)
    assert "没有找到这张票" in text(post("poll_hand_in", slip=slip.key))


def test_a_choice_that_is_no_grade_is_not_taken(poll, slip):
    response = post("poll_hand_in", **polling.fields(poll, slip.key, "excellent"))
    assert (response.status_code, Sheet.objects.count()) == (422, 0)


def test_a_long_remark_comes_back_and_burns_nothing(poll, slip):
    given = polling.fields(poll, slip.key, "best") | {f"r{poll.statements[0]}": "长" * 501}
    response = post("poll_hand_in", **given)
    assert response.status_code == 422
    assert "意见最多 500 字，现在有 501 字" in text(response)
    assert not Slip.objects.filter(is_used=True).exists()


def test_remarks_are_kept_where_they_are_asked_for(poll, slip):
    post("poll_hand_in", **polling.fields(poll, slip.key, "best") | {f"r{poll.statements[2]}": "活动少"})
    assert list(Jotting.objects.values_list("statement", "text")) == [(poll.statements[2], "活动少")]


def test_no_session_and_no_cookie_but_the_token(poll, slip):
    browser = Client()
    for name in ("poll_door", "poll_check", "poll_hand_in"):
        response = post(name, browser, **polling.fields(poll, slip.key, "best"))
        assert response["Cache-Control"] == "no-store"
        assert set(response.cookies) <= {"csrftoken"}


def test_whoever_has_logged_in_is_nobody_here(cast, poll, slip, enter):
    browser = enter(cast.college_secretary)
    session = browser.session.session_key
    with CaptureQueriesContext(connection) as asked:
        post("poll_hand_in", browser, **polling.fields(poll, slip.key, "best"))
    assert [one["sql"] for one in asked if "django_session" in one["sql"]] == []
    assert browser.session.session_key == session  # still logged in on the other pages
    assert browser.get(reverse("accounts:home")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_handing_in_asks_the_database_at_most_six_times(poll, slip):
    given = polling.fields(poll, slip.code, "best", "last", "third") | {f"r{poll.statements[2]}": "活动少"}
    with CaptureQueriesContext(connection) as asked:
        assert "已计入" in text(post("poll_hand_in", **given))
    work = [one["sql"] for one in asked if one["sql"] not in {"BEGIN", "BEGIN IMMEDIATE", "COMMIT"}]
    assert len(work) <= 6


def test_mistyping_is_slowed_and_a_good_code_is_answered_all_the_same(poll, slip):
    answers = [post("poll_door", slip=f"{slip.code[:3]}2345{n:03}").status_code for n in range(FROM_ONE_ADDRESS + 5)]
    assert set(answers[:FROM_ONE_ADDRESS]) == {422}
    assert set(answers[FROM_ONE_ADDRESS:]) == {429}
    assert 'type="radio"' in text(post("poll_door", slip=slip.code))


def test_mistyping_from_everywhere_is_slowed_together(poll, slip):
    caches["memory"].set("mistyped-all", FROM_ALL, 60)
    assert post("poll_door", slip="K7Q2345678").status_code == 429
    assert 'type="radio"' in text(post("poll_door", slip=slip.key))


def test_what_was_mistyped_is_forgotten(poll):
    post("poll_door", slip="CANARY2345")
    assert "CANARY" not in str(caches["memory"]._cache)


def test_a_post_without_the_token_is_refused(poll, slip):
    strict = Client(enforce_csrf_checks=True)
    assert post("poll_hand_in", strict, slip=slip.key).status_code == 403
    assert not Slip.objects.filter(is_used=True).exists()


# --- paper, typed in by whoever runs the meeting ---------------------------------


def paper(client, poll, slip, *grades, **more):
    return client.post(url("poll_paper", poll.meeting_id), polling.fields(poll, slip, *grades) | more)


def test_a_paper_sheet_is_typed_in(cast, poll, enter):
    code = polling.papers(poll)[0].code
    response = paper(enter(cast.department), poll, code, "best", "", "last")
    assert response.status_code == 302
    assert Sheet.objects.get().choices == polling.choices(poll, "best", "", "last")


def test_a_void_sheet_needs_its_slip_and_no_choice(cast, poll, enter):
    client, code = enter(cast.department), polling.papers(poll)[0].code
    assert paper(client, poll, code, "best", is_void="on").status_code == 422
    assert paper(client, poll, "", is_void="on").status_code == 422
    assert paper(client, poll, code, is_void="on").status_code == 302
    assert [(one.is_void, one.choices) for one in Sheet.objects.all()] == [(True, {})]


def test_a_paper_sheet_is_typed_in_once_and_stays_in_its_boxes(cast, poll, enter):
    client, code = enter(cast.department), polling.papers(poll)[0].code
    paper(client, poll, code, "best")
    again = paper(client, poll, code, "last")
    assert (again.status_code, Sheet.objects.count()) == (422, 1)
    assert "这张票已经交过" in text(again)
    assert 'value="last" checked' in text(again)


def test_a_sheet_of_another_meeting_is_not_taken(cast, year, poll, enter):
    below = polling.hall.hold(year.statement(cast.branch))
    other = polling.begun(below, cast.college_organizer, papers=1)
    response = paper(enter(cast.department), poll, polling.papers(other)[0].code, "best")
    assert "本场会议没有这个码的票" in text(response)
    assert Sheet.objects.count() == 0
