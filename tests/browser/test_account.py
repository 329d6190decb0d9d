"""The door in a real browser: a double click, a slip to print, and what was typed when the session had ended."""

import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Organization, Person
from accounts.services.entry.login import spend_initial_password
from accounts.services.entry.password import issue_password
from tests.browser.school import fill, leave, press
from tests.cast import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "因运动会调休，查摆问题的例会改到下周。"
TWICE = "button => { button.click(); setTimeout(() => button.click(), 60); }"


@pytest.fixture
def department(cast, open_page):
    """林静's browser."""
    return log_in(open_page())


def log_in(page, number="010002", password=PASSWORD):
    fill(page, login=number, password=password)
    press(page, "登录")
    return page


def test_a_double_click_does_not_use_an_initial_password_up(cast, open_page, monkeypatch):
    def slowly(*args, **kwargs):
        time.sleep(0.3)  # as a password's hash takes on a real server
        return spend_initial_password(*args, **kwargs)

    monkeypatch.setattr("accounts.adapter.spend_initial_password", slowly)
    slip = issue_password(cast.branch_secretary, actor=cast.department)
    page = open_page()
    fill(page, login="010005", password=slip.password)
    page.get_by_role("button", name="登录", exact=True).evaluate(TWICE)
    expect(page.get_by_role("heading", level=1)).to_have_text("先换成您自己的密码")


def test_a_slip_prints_at_a_tap_and_alone(cast, department, live_server):
    Person.objects.filter(pk=cast.branch_secretary.pk).update(password="!x")
    Organization.objects.filter(pk=cast.branch.pk).update(name="中共示例大学" + "特殊职业教育" * 8 + "支部委员会")
    department.add_init_script("window.print = () => { document.body.dataset.printed = '1'; }")
    department.goto(f"{live_server.url}/people/{cast.branch_secretary.pk}/")
    press(department, "发放初始密码")
    department.get_by_role("button", name="打印", exact=True).click()
    expect(department.locator("body")).to_have_attribute("data-printed", "1")
    department.emulate_media(media="print")
    department.set_viewport_size({"width": 657, "height": 971})  # an A4 sheet within its margins
    expect(department.locator(".secret")).to_be_visible()
    shown = [department.locator(one).is_visible() for one in (".page-head", ".masthead", ".footer", "[data-print]")]
    assert shown == [False] * 4
    heights = department.locator(".slip").evaluate("slip => [slip.scrollHeight, slip.clientHeight]")
    assert heights[0] <= heights[1]


def test_what_was_typed_comes_back_though_another_window_was_first(department, live_server):
    department.goto(f"{live_server.url}/workdays/")
    fill(department, day="2026-12-13", note=TEXT)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    department.context.new_page().goto(live_server.url)
    leave(department, department.locator("form:has([name=note]) button[type=submit]").first)
    expect(department.get_by_text("您填写的文字替您留着")).to_be_visible()
    leave(department, department.get_by_role("link", name="重新登录"))
    log_in(department)
    expect(department.locator("[name=note]").first).to_have_value(TEXT)


def test_of_two_windows_the_one_left_open_knows_that_the_other_is_worked_in(department, live_server):
    department.clock.install()  # of all windows
    department.goto(f"{live_server.url}/account/")
    other = department.context.new_page()
    other.goto(department.url)
    department.clock.fast_forward("26:00")
    warning = department.get_by_text("分钟后将自动退出")
    expect(warning).to_be_visible()
    other.reload()
    department.clock.fast_forward("00:30")
    expect(warning).to_be_hidden()
