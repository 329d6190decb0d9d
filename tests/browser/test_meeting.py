"""A small meeting in a real browser: the recorder's desk and the projector beside each other."""

from datetime import timedelta
from urllib.parse import urljoin

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from reviews.models import Comment, Speech
from reviews.services.hearing.kiosk import key_of
from tests import hall
from tests.browser.school import leave

pytestmark = pytest.mark.browser


@pytest.fixture
def meeting(cast, year):
    return hall.hold(year.statement(cast.college), year.statement(cast.other_college))


@pytest.fixture
def desk(open_page, meeting):
    page = open_page()
    leave(page, page.get_by_role("button", name="组织部").first)
    page.goto(urljoin(page.url, reverse("reviews:desk", args=[meeting.pk])))
    return page


def test_a_meeting_from_the_first_speaker_to_the_end(desk, open_page, meeting):
    screen = open_page()
    screen.goto(urljoin(screen.url, reverse("reviews:screen", args=[key_of(meeting)])))
    expect(screen.get_by_role("heading", level=1)).to_contain_text("周正明")
    desk.get_by_role("button", name="开始述职").click()
    expect(screen.get_by_text("正在述职")).to_be_visible(timeout=8000)
    expect(screen.get_by_role("timer")).to_contain_text("4:5")
    desk.get_by_role("button", name="述职结束，开始点评").click()
    desk.get_by_label("一段话就行").fill("做得实。支委会缺了3次。")
    desk.get_by_role("button", name="点评完，下一位").click()  # at once: what is typed is saved first
    expect(desk.locator("#note")).to_contain_text("刘晓梅")
    expect(screen.get_by_role("heading", level=1)).to_contain_text("刘晓梅", timeout=8000)
    assert Comment.objects.get().problems == ["支委会缺了3次。"]
    desk.get_by_role("button", name="不计时，直接点评").click()
    desk.get_by_role("button", name="点评完", exact=True).click()
    desk.get_by_role("button", name="结束会议", exact=True).click()
    expect(screen.get_by_role("heading", name="会议已结束")).to_be_visible(timeout=8000)


def test_a_step_by_whomever_keeps_a_desk_logged_in_and_its_own_questions_do_not(desk, meeting, monkeypatch):
    monkeypatch.setattr("accounts.middleware.PROLONG_EVERY", 0)
    before = Session.objects.get().expire_date
    for _ in range(2):
        with desk.expect_response("**/token/"):
            pass
    assert Session.objects.get().expire_date == before
    hall.step(meeting, "start")
    expect(desk.get_by_role("button", name="述职结束，开始点评")).to_be_visible(timeout=8000)
    assert Session.objects.get().expire_date > before


@pytest.mark.parametrize(("gone", "words"), [(245, "剩不到一分钟"), (301, "时间到")])
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_the_last_minute_and_the_end_are_seen_without_scrolling(open_page, meeting, gone, words, size):
    hall.step(meeting, "start", now=timezone.now() - timedelta(seconds=gone))
    screen = open_page(*size)
    screen.goto(urljoin(screen.url, reverse("reviews:screen", args=[key_of(meeting)])))
    expect(screen.get_by_text(words)).to_be_visible()
    fits = "document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth"
    assert screen.evaluate(fits)


def test_back_and_reload_take_no_step(desk, meeting):
    desk.get_by_role("button", name="开始述职").click()
    expect(desk.get_by_role("button", name="述职结束，开始点评")).to_be_visible()
    started = Speech.objects.get(order=1).started_at
    desk.reload()
    desk.go_back()
    desk.go_forward()
    expect(desk.get_by_role("button", name="述职结束，开始点评")).to_be_visible()
    assert Speech.objects.get(order=1).started_at == started


def test_another_recorders_step_reaches_this_desk_and_keeps_what_is_typed(desk, meeting):
    box = desk.get_by_label("一段话就行")
    box.fill("正在写的话")
    hall.step(meeting, "start")
    expect(desk.get_by_role("button", name="述职结束，开始点评")).to_be_visible(timeout=8000)
    expect(box).to_have_value("正在写的话")
