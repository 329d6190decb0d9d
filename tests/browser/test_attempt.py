"""A report that is refused only because it was read wrongly is put right there and then, in a real browser."""

import pytest
from django.urls import reverse

from reviews.models import Attempt, Cycle, Report
from tests import docx
from tests.browser.school import leave

pytestmark = pytest.mark.browser


@pytest.fixture
def refused(open_page, cast, year):
    Cycle.objects.update(violations_block=True)
    owed = year.statement(cast.college)

    def upload(**options):
        page = open_page(**options)
        leave(page, page.get_by_role("button", name="学院书记").first)
        page.goto(page.url.rstrip("/") + reverse("reviews:statement", args=[owed.pk]))
        page.locator("input[type=file]").set_input_files(
            {"name": "定稿.docx", "mimeType": "application/octet-stream", "buffer": docx.misread()}
        )
        page.get_by_role("button", name="上传并检查").click()
        page.get_by_role("heading", name="还没有收下").wait_for()
        return page

    return upload


def put_right(page):
    run = page.locator(".para-achievements").first
    run.locator("summary").first.click()
    run.get_by_role("checkbox").last.check()
    return run.locator("form").last.get_by_role("button", name="查摆问题")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_one_tap_hands_it_in_and_the_page_begins_at_its_head(refused, width, height):
    page = refused(width=width, height=height, reduced_motion="reduce")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    put_right(page).click()
    page.get_by_text("已经收下").wait_for()
    page.wait_for_timeout(200)
    assert page.evaluate("window.scrollY") == 0
    assert page.url.endswith(reverse("reviews:statement", args=[Report.objects.get().statement_id]))
    assert not Attempt.objects.exists()


def test_without_scripting_it_is_the_same(refused):
    page = refused(width=390, height=844, java_script_enabled=False)
    leave(page, put_right(page))
    assert page.get_by_text("已经收下").is_visible()
    assert Report.objects.get().corrections == {"3": "problems"}
