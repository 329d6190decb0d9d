"""Correcting how a report was read, in a real browser: one tap, recalculated, and nobody loses their place."""

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.models import Report
from reviews.services.collecting.report import hand_in_report
from tests import docx
from tests.browser.school import leave
from tests.rectification.scene import item_in, ledger_of

pytestmark = pytest.mark.browser
MIXED = "（一）支委会记录有三次缺漏，组织生活不够规范，下一步将每月检查一次记录，由组织委员负责。"
TOLERANCE = 3  # pixels


@pytest.fixture
def statement(cast, year):
    """A report of the college with long sections, two of which ask their author."""
    found = year.statement(cast.college)
    deeds = [f"第{place}件事，{docx.filler(150)}" for place in range(12)]
    body = ("述职报告", "一、主要工作", *deeds, "二、存在问题及努力方向", MIXED, docx.filler(280), MIXED)
    hand_in_report(found, person=found.person, data=docx.docx(*body), filename="a.docx", now=timezone.now())
    item_in(ledger_of(found), cast.college_secretary, "活动室的桌椅没有修好。")
    return found


@pytest.fixture
def author(open_page, statement):
    def open_report(**options):
        page = open_page(**options)
        leave(page, page.get_by_role("button", name="学院书记").first)
        page.goto(page.url.rstrip("/") + reverse("reviews:statement", args=[statement.pk]))
        return page

    return open_report


def top_of(locator):
    return locator.evaluate("one => one.getBoundingClientRect().top")


@pytest.mark.parametrize(("width", "height"), [(1366, 500), (390, 800)])
def test_one_tap_settles_a_paragraph_and_it_stays_where_it_was(author, width, height):
    page = author(width=width, height=height)
    asked = page.locator(".para-unsure").first
    mark = asked.locator("[id^=p]").first
    name = mark.get_attribute("id")
    mark.evaluate("one => window.scrollTo(0, one.getBoundingClientRect().top + window.scrollY - 200)")
    before = top_of(mark)
    asked.get_by_role("button", name="查摆问题").click()
    page.locator(f".para-problems #{name}").wait_for()
    page.wait_for_timeout(200)
    assert abs(top_of(page.locator(f"#{name}")) - before) <= TOLERANCE
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert Report.objects.get().corrections


def test_a_heading_takes_along_what_stands_below_it(author):
    page = author()
    run = page.locator(".para-achievements").first
    run.locator("summary").first.click()
    run.locator("form").last.locator("input[type=checkbox]").first.check()
    run.locator("form").last.get_by_role("button", name="其他").click()
    page.locator(".para-achievements").first.wait_for(state="detached")
    assert Report.objects.get().achievements == 0


def test_without_scripting_the_address_leads_back_to_the_paragraph(author):
    page = author(width=390, height=844, java_script_enabled=False)
    leave(page, page.locator(".para-unsure").first.get_by_role("button", name="查摆问题"))
    mark = page.url.rpartition("#")[2]
    assert 0 <= top_of(page.locator(f"#{mark}")) < 844


def test_without_scripting_an_earlier_matter_is_turned_by_one_tap(author):
    page = author(width=390, height=844, java_script_enabled=False)
    page.locator("#follow-ups summary").first.click()
    leave(page, page.get_by_role("button", name="写到了").first)
    assert page.locator("#follow-ups").get_by_text("您确认的").is_visible()
    assert page.locator("#follow-ups").get_attribute("open") is not None
