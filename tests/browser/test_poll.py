"""A 测评票 in a real browser, on a phone: the key stays in the fragment, and everything is done without a login."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from reviews.models import Sheet
from reviews.rules.hearing.slip import printed
from tests import poll as polling
from tests.browser.school import press

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def poll(cast, year):
    return polling.begun(polling.hall_of_three(cast, year), cast.department, slips=3, asks_remarks=True)


def door(page):
    return urljoin(page.url, reverse("reviews:poll_door"))


def test_a_scanned_slip_opens_the_sheet_and_its_key_is_in_no_address(open_page, poll):
    page, asked = open_page(**PHONE), []
    page.on("request", lambda request: asked.append((request.url, request.headers.get("referer", ""))))
    key = polling.phones(poll)[0].key
    page.goto(f"{door(page)}#{key}")
    expect(page.get_by_role("group").first).to_contain_text("周正明")
    assert not any(key in urlsplit(url)._replace(fragment="").geturl() + referer for url, referer in asked)
    assert key not in page.url


def test_a_sheet_is_filled_checked_changed_and_handed_in(open_page, poll):
    page, ticket = open_page(**PHONE), polling.phones(poll)[1]
    page.goto(door(page))
    page.get_by_label("票签上的短码").fill(printed(ticket.code).lower())
    press(page, "打开测评票")
    groups = page.get_by_role("group")
    groups.nth(0).get_by_role("radio", name="较好").check()
    groups.filter(has_text="谢红").first.get_by_role("radio", name="一般").check()
    expect(page.get_by_text("已评 2 位")).to_be_visible()
    press(page, "核对")
    expect(page.get_by_text("没选，算弃权", exact=True)).to_have_count(1)
    press(page, "回去改")
    expect(page.locator("input:checked")).to_have_count(2)
    press(page, "核对")
    page.get_by_role("button", name="交票").dblclick()
    expect(page.locator(".told")).to_have_text("已计入")
    assert Sheet.objects.get().choices == polling.choices(poll, "second", "", "third")


def test_without_scripting_everything_works_but_the_scan(open_page, poll):
    page = open_page(**PHONE, java_script_enabled=False)
    page.goto(door(page))
    page.get_by_label("票签上的短码").fill(polling.phones(poll)[2].code)
    for name in ("打开测评票", "核对", "交票"):
        press(page, name)
    expect(page.locator(".told")).to_have_text("已计入")


@pytest.mark.parametrize("width", [360, 390, 1366])
def test_the_sheet_never_scrolls_sideways_and_its_boxes_are_large(open_page, poll, width):
    page = open_page(width=width, height=800)
    page.goto(door(page))
    page.get_by_label("票签上的短码").fill(polling.phones(poll)[0].code)
    press(page, "打开测评票")
    boxes = [box.bounding_box() for box in page.locator(".boxes span").all()]
    assert min(box["height"] for box in boxes) >= 52
    assert len({round(box["width"]) for box in boxes}) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
