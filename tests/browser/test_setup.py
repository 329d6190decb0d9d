"""A new school in a real browser: from an empty database and its own Excel file to its people logging in."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.services.entry.setup import setup_code
from tests import xlsx
from tests.browser.school import NUMBERS, OWN_PASSWORD, ROSTER, fill, follow, press

pytestmark = [pytest.mark.browser, pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def set_up(page):
    """Fill in the first page; a wrong code is told first."""
    expect(page.get_by_role("heading", name="首次设置")).to_be_visible()
    fill(page, code="wrong", school="示例大学党委", short="校党委", staff_number="2", name="林静",
         password=OWN_PASSWORD, again=OWN_PASSWORD)  # fmt: skip
    press(page, "设置好，去上传名册")
    expect(page.locator(".error-summary, .invalid-feedback").first).to_contain_text("设置码不对")
    fill(page, code=setup_code(timezone.localdate()), password=OWN_PASSWORD, again=OWN_PASSWORD)
    press(page, "设置好，去上传名册")


def load(page):
    """Upload the school's own file, look at the preview, and confirm it."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("名册")
    file = {"name": "名册.xlsx", "mimeType": SHEET, "buffer": xlsx.roster(**ROSTER)}
    page.locator("input[type=file]").set_input_files(file)
    press(page, "上传并核对")
    expect(page.get_by_role("heading", level=1)).to_contain_text("请确认")
    box = page.locator("[name=seen]")
    if box.count():
        box.check()
    press(page, "写入这些改动")
    expect(page.get_by_role("heading", level=1)).to_contain_text("已写入")


def slips(page):
    """Issue the passwords as a job, and return them by 工号."""
    follow(page, page.get_by_role("link", name="去发放初始密码"))
    press(page, "发放，显示密码条")
    expect(page.get_by_role("heading", level=1)).to_contain_text("7 张密码条")
    return {
        slip.locator(".num").inner_text(): slip.locator(".secret").inner_text() for slip in page.locator(".slip").all()
    }


def test_a_new_school_gets_all_its_people_in_with_a_browser_and_its_own_file(open_page, monkeypatch, work_at_once):
    monkeypatch.setattr("accounts.views.people.slips.MOST_AT_ONCE", 1)
    department = open_page()
    set_up(department)
    load(department)
    given = slips(department)
    assert sorted(given) == sorted(set(NUMBERS.values()) - {"2"})
    for number, password in given.items():
        page = open_page()
        fill(page, login=number, password=password)
        press(page, "登录")
        expect(page.get_by_role("heading", level=1)).to_have_text("先换成您自己的密码")
    press(department, "都打印好了，销毁")
    expect(department.locator("body")).to_contain_text("已经销毁")
